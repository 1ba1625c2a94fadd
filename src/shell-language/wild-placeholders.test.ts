// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has them too.
import { describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { read } from "../read/read.js";

const used = (code: string) => {
	const { script, problems } = read(`\`\`\`bash\n${code}\n\`\`\`\n`);
	expect(problems).toEqual([]);
	expect(script.statements).not.toEqual([]);
	return script.statements.flatMap(({ text, placeholders }) =>
		placeholders.map(({ name, start, end }) => [name, text.slice(start, end)]),
	);
};

describe("angles", () => {
	test.each([
		["lxc start <container>", [["container", "<container>"]]],
		[
			"lxc exec <container name> -- ls /<path>/x",
			[
				["container name", "<container name>"],
				["path", "<path>"],
			],
		],
		[
			"ping <ip>; curl http://<host>:80/",
			[
				["ip", "<ip>"],
				["host", "<host>"],
			],
		],
		["x=`lxc info <c>`", [["c", "<c>"]]],
		['echo "<html>"', []],
		["cat <<EOF >index.html\n<html>\n<b>\nEOF", []],
		[
			'start <web>; echo "<web>"',
			[
				["web", "<web>"],
				["web", "<web>"],
			],
		],
		["sort <in >out; diff <(ls) <(ls)", []],
		["sort <in>out", []],
		["ping ntfy.<your_domain>", [["your_domain", "<your_domain>"]]],
		["resolve x ~<domain>", [["domain", "<domain>"]]],
		[
			"bind=<host/name> <a|b>",
			[
				["host/name", "<host/name>"],
				["a|b", "<a|b>"],
			],
		],
		[
			"proxy listen=<type>:<port>[-<port>][,<port>]",
			[
				["type", "<type>"],
				["port", "<port>"],
				["port", "<port>"],
				["port", "<port>"],
			],
		],
		[
			"x-<a>-<b>=<c>",
			[
				["a", "<a>"],
				["b", "<b>"],
				["c", "<c>"],
			],
		],
		["cat <<EOF\nx\nEOF", []],
	])("%s", (code, names) => {
		expect(used(code)).toEqual(names);
	});

	test("are the engine's names", () => {
		const { script } = read("```\nlxc launch img <web>\nlxc exec <web> -- bash\n\tls\n```");
		expect(script.statements.map(({ place, container }) => [place, container])).toEqual([
			["host", null],
			["host", null],
			["container", "[web]"],
		]);
	});
});

test.each([
	["lxc start {{ name }}", [["name", "{{ name }}"]]],
	["lxc file push x {{name}}/root/", [["name", "{{name}}"]]],
	["docker ps --format '{{.Names}}'", []],
	['lxc list --format "{{name}}"', []],
	["echo {{a,b}}", []],
])("curly brackets: %s", (code, names) => {
	expect(used(code)).toEqual(names);
});

describe("variables that nothing sets", () => {
	test.each([
		["lxc launch img $NAME", [["NAME", "$NAME"]]],
		['echo "${NAME}"', [["NAME", "${NAME}"]]],
		["NAME=web\nlxc launch img $NAME", []],
		["echo $NAME\nNAME=web", [["NAME", "$NAME"]]],
		["read -r NAME </etc/hostname\necho $NAME", []],
		["for i in 1 2; do echo $i; done", []],
		["echo $HOME $1 $? $$ ${X:-y} '$Y'", []],
		['[ -z "$DEBUG" ] && [[ $A ]]', []],
		["source .env\necho $NAME", []],
		["x=$(echo $NAME)", [["NAME", "$NAME"]]],
		["NAME=web ls $NAME", []],
	])("%s", (code, names) => {
		expect(used(code)).toEqual(names);
	});
});

test("without a companion what has no value is left out, with the reason; with one its values stand there", () => {
	const { script } = read("# T\n\n```\nlxc start <web> {{ db }} $X\nls\n```\n", "t.md");
	const alone = bind(script, { companion: null, runId: "r" });
	expect(alone.problems).toEqual([]);
	expect(alone.plan.steps.map(({ skip }) => skip)).toEqual([{ code: "unset-variable", variable: "$X" }, null]);
	const companion = { placeholders: { web: "web", db: { exactly: "db" }, X: { exactly: "--all" } } };
	const { plan, problems } = bind(script, { companion: { path: "t.charla.ts", companion }, runId: "r" });
	expect(problems).toEqual([]);
	expect(plan.steps[0]?.bound).toBe("lxc start web-r db --all");
	const none = bind(script, { companion: { path: "t.charla.ts", companion: {} }, runId: "r" });
	expect(none.problems).toMatchObject(
		["<web>", "{{ db }}", "$X"].map((written) => ({ rule: "placeholder-without-value", data: { written } })),
	);
});

test.each([
	["ssh root@your_server_ip", [["your_server_ip", "your_server_ip"]]],
	["curl -H 'token:YOUR-TOKEN' x", [["YOUR-TOKEN", "YOUR-TOKEN"]]],
	["cd /etc/web/{version}/main", [["version", "{version}"]]],
	["git show HEAD@{upstream}; echo ${a}; find . -exec x {} +; echo {a,b}", []],
	["awk '{print}' f", []],
])("%s", (code, names) => {
	const found = used(`a=1\n${code}`);
	expect(found).toEqual(names);
});
