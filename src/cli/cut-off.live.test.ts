import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtCharla } from "../../test/built.fixture.js";
import { cacheFolder, removeTree } from "../machines/cache/cache.js";
import { namesIn } from "../machines/cache/files.js";
import { ExitCode } from "./exit-codes.js";

/** The command line as a process that is cut off from outside. Nothing of its machines may stay. */
const minutes = 60_000;
/** How long a run that is cut off may take to end, in milliseconds. */
const PROMPTLY_MS = 20_000;

let folder: string;
let program: string;
let document: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-cut-off-"));
	program = await builtCharla();
	document = join(folder, "a.md");
	const sections = ["First", "Second", "Third", "Fourth"].map((name) => `## ${name}\n\n\`\`\`\nsleep 3\n\`\`\`\n`);
	await writeFile(document, `# T\n\n${sections.join("\n")}`);
});

afterAll(() => removeTree(folder));

const charla = (cache: string) =>
	execa("node", [program, "verify", document], {
		...{ reject: false, env: { CHARLA_CACHE: cache }, all: true, timeout: 5 * minutes, killSignal: "SIGKILL" },
	});

/** Resolves once the process has written so. */
function says(run: ReturnType<typeof charla>, text: RegExp): Promise<void> {
	let said = "";
	return new Promise((resolve, reject) => {
		run.all.on("data", (chunk: Buffer) => {
			said += chunk.toString("utf8");
			if (text.test(said)) resolve();
		});
		run.all.once("end", () => reject(new Error(`ended without saying ${text}:\n${said}`)));
	});
}

const runs = () => namesIn(join(cacheFolder(), "runs"));
const processesNaming = async (text: string) =>
	(await execa("pgrep", ["--full", "--list-full", text], { reject: false })).stdout;

describe("a reader of the output that goes away", () => {
	test.each([
		["while the machine is made", "/./q"],
		["while the document runs", "/First/q"],
	])("%s ends the run, and the machine with it", { timeout: 2 * minutes }, async (_, script) => {
		const before = await runs();
		const started = performance.now();
		const pipeline = `node ${program} verify ${document} 2>&1 | sed ${script}; exit "\${PIPESTATUS[0]}"`;
		const ended = await execa("bash", ["-c", pipeline], { reject: false, timeout: minutes, killSignal: "SIGKILL" });
		expect(ended.exitCode, ended.stderr).toBe(ExitCode.outputClosed);
		expect(performance.now() - started).toBeLessThan(2 * PROMPTLY_MS);
		expect(await runs()).toEqual(before);
	});
});

describe("an interrupt", () => {
	test("ends the making of a machine, and the wait for one that another run makes", {
		timeout: 5 * minutes,
	}, async () => {
		const cache = join(folder, "cache");
		const making = charla(cache);
		await says(making, /making .*(downloading|installing|extracting)/);
		const waiting = charla(cache);
		await says(waiting, /waiting for another run to make/);
		for (const [run, signal] of [
			[waiting, "SIGTERM"],
			[making, "SIGINT"],
		] as const) {
			const started = performance.now();
			run.kill(signal);
			expect((await run).exitCode, (await run).all).toBe(ExitCode.interrupted);
			expect(performance.now() - started).toBeLessThan(PROMPTLY_MS);
		}
		expect(await processesNaming(cache)).toBe("");
		expect((await namesIn(cache)).filter((name) => name !== "podman")).toEqual(["locks", "runs"]);
		expect(await namesIn(join(cache, "runs"))).toEqual([]);
	});

	test("ends a run whose statement goes on", { timeout: 2 * minutes }, async () => {
		const before = await runs();
		const run = charla(cacheFolder());
		await says(run, /First/);
		const started = performance.now();
		run.kill("SIGINT");
		expect((await run).exitCode).toBe(ExitCode.interrupted);
		expect(performance.now() - started).toBeLessThan(PROMPTLY_MS);
		expect(await runs()).toEqual(before);
	});
});

/** A document that leaves shells open, and processes in them that go on and hold their streams. */
const shells = `# Shells

\`\`\`
lxc launch charla-test web
sleep 1000 &
\`\`\`

<!-- charla: timeout 2s -->
\`\`\`
sleep 60
\`\`\`

\`\`\`
lxc exec web -- bash
  hostname
  sleep 1000 &
\`\`\`
`;

describe("a program that uses the library", () => {
	test("ends by itself when `verify` has", { timeout: 2 * minutes }, async () => {
		const script = join(folder, "library.mjs");
		await writeFile(join(folder, "shells.md"), shells);
		const index = new URL("../index.js", `file://${program}`).pathname;
		await writeFile(
			script,
			`import { prepare, verify } from ${JSON.stringify(index)};
			const { plan } = await prepare(${JSON.stringify(join(folder, "shells.md"))});
			plan.machine.images = ["charla-test"];
			const verdicts = await verify(plan, null, { machine: "debian:12/lxd" });
			console.log("verified", verdicts.steps.map(({ verdict }) => verdict).join(" "));`,
		);
		const run = execa("node", [script], { reject: false, timeout: minutes, killSignal: "SIGKILL" });
		await once(run.stdout, "data");
		const verified = performance.now();
		const { exitCode, stdout, stderr } = await run;
		expect([stdout, exitCode], stderr).toEqual([`verified as-written as-written failed${" as-written".repeat(3)}`, 0]);
		expect(performance.now() - verified).toBeLessThan(3_000);
	});
});
