import { expect, test } from "vitest";
import { read } from "../read/read.js";

const calls = (code: string) =>
	read(`\`\`\`bash\n${code}\n\`\`\``).script.statements.flatMap(({ engine }) =>
		engine.map(({ client, words }) => [client, ...words]),
	);

test.each([
	["/usr/bin/lxc start [container]", [["lxc", "start", "[container]"]]],
	["sudo -E lxc list", [["lxc", "list"]]],
	["sudo env A=b incus list", [["incus", "list"]]],
	["A=b lxc list", [["lxc", "list"]]],
	["time lxc list", [["lxc", "list"]]],
	["pid=`lxc info [container]  | grep Init`", [["lxc", "info", "[container]"]]],
	[
		"lxc list | grep $(lxc info web)",
		[
			["lxc", "list"],
			["lxc", "info", "web"],
		],
	],
	['for i in a b; do lxc start "$i"; done', [["lxc", "start", "$i"]]],
	["lxc start \"web\" 'd'b [my container]", [["lxc", "start", "web", "db", "[my container]"]]],
	["lxc config set web user.x='a b' key=\"c d\"", [["lxc", "config", "set", "web", "user.x=a b", "key=c d"]]],
	["lxc list > out 2>&1", [["lxc", "list"]]],
	[
		"lxc start a && lxc start b || incus start c",
		[
			["lxc", "start", "a"],
			["lxc", "start", "b"],
			["incus", "start", "c"],
		],
	],
	["echo lxc list", []],
	["lxc-ls", []],
	["$lxc list", []],
])("%s", (code, expected) => {
	expect(calls(code)).toEqual(expected);
});
