import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { inputText } from "../messages/input.js";
import { toMessages } from "../messages/problems.js";
import { InputError } from "../model/input-fault.js";
import { read } from "../read/read.js";
import { loadCompanion } from "./load.js";

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-load-"));
	await mkdir(join(folder, "claims"));
	await writeFile(join(folder, "a.charla.ts"), main);
});

afterEach(() => rm(folder, { recursive: true }));

const main = `import { defineCompanion } from "charla";
import { claims } from "./claims/one.js";

export default defineCompanion({ language: "en", claims: [...claims] });
`;

/** A module of claims that is right, at line 3 of which something else may stand. */
const one = (third = "") => `import { claim } from "charla";

${third}
export const claims = [
	claim({
		id: "one",
		quote: "It runs.",
		observe: async () => ({}),
		judge: () => ({ verdict: "holds", evidence: [] }),
		counterexample: { because: "x", without: "net" },
	}),
];
`;

const load = async (text: string) => {
	await writeFile(join(folder, "claims/one.ts"), text);
	return loadCompanion(join(folder, "a.md"));
};

const from = (path: string) => expect.stringMatching(new RegExp(`^${join(folder, path).replaceAll(".", "\\.")}`));

describe("what is wrong in a file that the companion imports is said with that file and its line", () => {
	test.each([
		["a value", one().replace('"net"', '"nett"'), "claims/one.ts:10:35: claims[0].counterexample.without: "],
		["a key", one().replace("quote:", "qoute:"), "claims/one.ts:7:3: claims[0]: Unknown key “qoute”"],
		["a key that is missing", one().replace('		quote: "It runs.",\n', ""), "claims/one.ts:5:8: claims[0].quote: "],
		["what it throws", one('throw new Error("no such thing");'), "claims/one.ts:3 does not load: no such thing"],
		["its syntax", one("const ="), "claims/one.ts:3 does not load: ParseError"],
	])("%s", async (_, text, said) => {
		const error = await load(text).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(InputError);
		expect(error instanceof InputError && inputText(error, "en")).toContain(join(folder, said));
	});

	test("a sentence that it quotes twice", async () => {
		const companion = await load(one());
		const { script } = read("    ls\n\nIt runs. It runs.\n", "a.md");
		const { problems } = bind(script, { companion, runId: "r" });
		expect(toMessages(problems, { companion: "a.charla.ts" }).map(String)).toEqual([from("claims/one.ts:7:3")]);
	});
});

test("a companion knows its own source and those that it imports, and no other", async () => {
	const companion = await load(one());
	expect(companion?.sources).toEqual([
		{ path: join(folder, "a.charla.ts"), text: main },
		{ path: join(folder, "claims/one.ts"), text: one() },
	]);
});
