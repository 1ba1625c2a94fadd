import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdCommands, writeCommands } from "./stop-commands.js";

let written: string[];

beforeEach(() => {
	written = [];
	vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		written.push(String(text));
		return true;
	});
});

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

/** What is registered for the end of the process, done now. */
const end = () => {
	for (const listener of process.listeners("exit")) if (listener.name === "releaseCommands") listener(0);
};

test("commands of ours are heeded, and none before or after them until the end", () => {
	vi.stubEnv("GITHUB_ACTIONS", "true");
	holdCommands();
	holdCommands();
	writeCommands("::notice::ours\n");
	process.stdout.write("│ ##[error]the document's\n");
	end();
	end();
	const [, first = ""] = /^::stop-commands::(charla-[\w-]+)\n$/.exec(written[0] ?? "") ?? [];
	const [, second = ""] = /^::stop-commands::(charla-[\w-]+)\n$/.exec(written[3] ?? "") ?? [];
	expect(written).toEqual([
		`::stop-commands::${first}\n`,
		`::${first}::\n`,
		"::notice::ours\n",
		`::stop-commands::${second}\n`,
		"│ ##[error]the document's\n",
		`::${second}::\n`,
	]);
	expect(first).not.toBe(second);
	expect(process.listeners("exit").some(({ name }) => name === "releaseCommands")).toBe(false);
});

test("nothing is held where no runner reads", () => {
	vi.stubEnv("GITHUB_ACTIONS", "");
	holdCommands();
	writeCommands("::notice::ours\n");
	end();
	expect(written).toEqual(["::notice::ours\n"]);
});
