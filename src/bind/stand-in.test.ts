import { expect, test } from "vitest";
import { read } from "../read/read.js";
import { bind } from "./bind.js";
import { imagesNeeded } from "./stand-in.js";

const statements = (code: string) => read(`\`\`\`\n${code}\n\`\`\`\n`).script.statements;

test.each([
	["lxc launch ubuntu:24.04 web", ["ubuntu/24.04"]],
	["lxc launch images:debian/12 web; lxc init images:debian/12 db", ["images/debian/12"]],
	["lxc launch trusty web", ["trusty"]],
	["lxc image copy ubuntu:24.04 local: --alias mine\nlxc launch mine web", ["ubuntu/24.04"]],
	["lxc image copy ubuntu:24.04 far: --alias mine", []],
	["lxc publish web --alias mine\nlxc launch mine copy", []],
	["lxc launch [image] web\nlxc launch $IMAGE web", []],
	["lxc launch far:img web", []],
	["lxc image info trusty", []],
])("%s needs %j", (code, images) => {
	expect(imagesNeeded(statements(code))).toEqual(images);
});

test("a public image has the machine's own to stand in for it; a companion's adaptation and images come first", () => {
	const { script } = read("```\nlxc launch ubuntu:24.04 [web]\n```\n", "a.md");
	const placeholders = { web: "web" };
	const bound = (companion: object) =>
		bind(script, { companion: { path: "a.charla.ts", companion: { placeholders, ...companion } }, runId: "r" }).plan;
	const { steps, machine } = bound({});
	expect(machine.images).toEqual(["ubuntu/24.04"]);
	expect(steps[0]).toMatchObject({
		declared: "as-written",
		adaptation: {
			command: "lxc launch ubuntu/24.04 web-r",
			standIn: true,
			since: "",
			because: { code: "image-stand-in" },
		},
	});
	const adapt = { to: "lxc launch x [web]", when: /x/ };
	const entry = { statement: "lxc launch ubuntu:24.04 [web]", adapt, because: "x", since: "x" };
	const own = bound({ images: ["x"], statements: [entry] });
	expect(own.machine.images).toEqual(["x"]);
	expect(own.steps[0]).toMatchObject({ declared: "adapted", adaptation: { command: "lxc launch x web-r" } });
});

test("a copy of a public image has its aliases given to the machine's own", () => {
	const adaptation = (code: string) =>
		bind(read(`\`\`\`\n${code}\n\`\`\`\n`, "a.md").script, { companion: null, runId: "r" }).plan.steps[0]?.adaptation
			?.command;
	expect(adaptation("lxc image copy ubuntu:22.04 local: --alias jammy --alias=lts")).toBe(
		'lxc image alias create jammy "$(lxc image list --format csv --columns F ubuntu/22.04)" && ' +
			'lxc image alias create lts "$(lxc image list --format csv --columns F ubuntu/22.04)"',
	);
	expect(adaptation("lxc image copy ubuntu:22.04 local: --copy-aliases")).toBeUndefined();
});
