import { expect, test } from "vitest";
import { commandAsRoot } from "./command-as-root.js";

const sudo = 'sudo env "PATH=$PATH" ';
const node = "/usr/bin/node";

test.each<[string[], NodeJS.ProcessEnv, string]>([
	[["/usr/local/bin/charla", "verify", "a.md"], {}, "charla verify a.md"],
	[["/usr/local/bin/charla", "verify", "my notes.md", "--only", ""], {}, "charla verify 'my notes.md' --only ''"],
	[["/p/node_modules/.bin/charla", "verify", "a.md"], {}, "npx charla verify a.md"],
	[["/home/u/.npm/charla", "verify", "a.md"], { npm_lifecycle_event: "npx" }, "npx charla verify a.md"],
	[[`${process.cwd()}/tools/check.js`, "a.md"], {}, "node tools/check.js a.md"],
	[
		["/p/dist/cli/main.js", "verify", "a.md"],
		{ npm_lifecycle_event: "start", npm_lifecycle_script: "charla verify a.md" },
		"npm start",
	],
	[
		["/p/dist/cli/main.js", "verify", "a.md", "--keep"],
		{ npm_lifecycle_event: "docs", npm_lifecycle_script: "charla verify a.md" },
		"npm run docs -- --keep",
	],
	[["/p/node_modules/vitest/dist/workers/forks.js"], { VITEST: "true" }, "npx vitest run"],
	[["/p/node_modules/vitest/dist/workers/forks.js"], { VITEST: "true", npm_lifecycle_event: "test" }, "npm test"],
])("%j with %j: the command as it was typed, as root", (argv, env, expected) => {
	expect(commandAsRoot({ argv: [node, ...argv], env })).toBe(sudo + expected);
});
