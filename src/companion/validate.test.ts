import { expect, test } from "vitest";
import { inputText } from "../messages/input.js";
import { InputError } from "../model/input-fault.js";
import type { Language } from "../model/words.js";
import { defineCompanion, stub } from "./definition.js";
import { shapeProblems } from "./validate.js";

test("a companion with everything in it has the right shape", () => {
	const companion = defineCompanion({
		language: "en",
		cues: [{ language: "de", place: "host", words: "auf dem Wirt" }],
		images: ["a"],
		files: ".",
		packages: ["nodejs", "g++"],
		placeholders: { a: "a", b: { perSection: "b" }, c: { exactly: "c" }, d: { fillIn: "d" } },
		statements: [
			{
				statement: "a",
				under: ["A", "B"],
				place: "container",
				prepare: [{ run: "true" }, { instance: "a", state: "running", because: "x" }],
				adapt: { to: "x", when: /x/ },
				timeout: 1,
				because: { es: "x", en: "x" },
				since: "x",
			},
			{
				statement: "b",
				prepare: { run: "true", because: "x" },
				adapt: { to: "x", when: { empty: "y" } },
				because: "x",
				since: "x",
			},
			{ statement: "c", expect: { kind: "glob", ignoring: ["pid"] }, fails: /x/ },
			{ statement: "d", expect: { today: { output: "x", kind: "regex" } }, because: "x", since: "x", fails: true },
			{ statement: "e", expect: { uncompared: true }, because: "an example" },
			{ statement: "f", skip: true, because: "x" },
		],
		claims: [stub({ id: "a", quote: "b" })],
		notClaims: [{ quote: ["a"], because: "x" }],
	});
	expect(shapeProblems(companion)).toEqual([]);
});

test.each(["--allow-downgrades", "a,b", "Node", "a b"])("%j is no package", (name) => {
	expect(shapeProblems({ packages: [name] })).toMatchObject([{ path: ["packages", 0] }]);
});

const statement = "ls";

/** What is wrong with a companion, in words, without its place in the file. */
function said(companion: unknown, language: Language = "en"): string[] {
	return shapeProblems(companion).map(({ fault }) =>
		inputText(new InputError({ ...fault, place: "" }), language).replace(/^: /, ""),
	);
}

test.each([
	[{ placeholder: {} }, /^Unknown key “placeholder”; did you mean “placeholders”\? Expected one of: language, /],
	[{ placeholders: 3 }, /^placeholders: .*expected record/],
	[{ placeholders: { a: 3 } }, /^placeholders\.a: /],
	[{ claims: [{}] }, /^claims\[0\]\.id: .*expected string/],
	[{ claims: [{ ...stub({ id: "a", quote: "b" }), judge: 3 }] }, /^claims\[0\]\.judge: expected a function/],
	[
		{ claims: [{ ...stub({ id: "a", quote: "b" }), counterexample: { because: "x", without: "nett" } }] },
		/^claims\[0\]\.counterexample\.without: .*"mnt".*"net"/,
	],
	[{ statements: [{ statement, timeout: "1m" }] }, /^statements\[0\]\.timeout: .*expected number/],
	[
		{ statements: [{ statement, prepare: { instance: "a", state: "up" } }] },
		/^statements\[0\]\.prepare\.state: .*"running"/,
	],
	[{ statements: [{ statement, expect: { kind: "fuzzy" } }] }, /^statements\[0\]\.expect\.kind: .*"glob"/],
	[{ statements: [{ statement, fails: false }] }, /^statements\[0\]\.fails: /],
	[
		{ statements: [{ statement, skip: true }] },
		/^statements\[0\]\.because: `skip` needs `because`\. Add it to this entry\./,
	],
	[{ statements: [{ statement, prepare: { run: "x" } }] }, /^statements\[0\]\.because: `prepare` needs `because`/],
	[{ statements: [{ statement, expect: { uncompared: true } }] }, /`expect\.uncompared` needs `because`/],
	[{ statements: [{ statement, expect: { today: "x" }, because: "x" }] }, /`expect\.today` needs `since`/],
	[
		{ statements: [{ statement, adapt: { to: "x", when: /x/ } }] },
		/`adapt` needs `because`.*\n.*`adapt` needs `since`/,
	],
])("%j", (companion, problem) => {
	expect(said(companion).join("\n")).toMatch(problem);
});

test.each(["adaptations", "preparations", "timeouts", "skip", "fails", "expect"])(
	"%s at the top level: what is said of a statement stands in statements",
	(key) => {
		expect(said({ [key]: [] }).join()).toMatch(/Unknown key “.*stands in `statements`/);
		expect(said({ [key]: [] }, "es").join()).toMatch(/va en `statements`/);
	},
);

const stubbed = stub({ id: "a", quote: "b" });

test.each([
	[{ notclaims: [] }, "", "notclaims", "notClaims"],
	[{ statements: [{ statement, timeuot: 3 }] }, "statements[0]: ", "timeuot", "timeout"],
	[{ statements: [{ statment: "ls" }] }, "statements[0]: ", "statment", "statement"],
	[{ statements: [{ statement, adapt: { to: "x", wehn: /x/ } }] }, "statements[0].adapt: ", "wehn", "when"],
	[
		{ statements: [{ statement, adapt: { to: "x", when: { emtpy: "x" } } }] },
		"statements[0].adapt.when: ",
		"emtpy",
		"empty",
	],
	[
		{ statements: [{ statement, prepare: { instanse: "x", state: "running" } }] },
		"statements[0].prepare: ",
		"instanse",
		"instance",
	],
	[{ statements: [{ statement, prepare: [{ rnu: "x" }] }] }, "statements[0].prepare[0]: ", "rnu", "run"],
	[{ statements: [{ statement, expect: { ingoring: ["pid"] } }] }, "statements[0].expect: ", "ingoring", "ignoring"],
	[{ statements: [{ statement, skip: true, because: { es: "x", em: "x" } }] }, "statements[0].because: ", "em", "es"],
	[{ placeholders: { a: { perSecton: "x" } } }, "placeholders.a: ", "perSecton", "perSection"],
	[{ imageServer: { adress: "x", aliases: [], because: "x" } }, "imageServer: ", "adress", "address"],
	[{ installs: { statement, plaze: "host" } }, "installs: ", "plaze", "place"],
	[{ cues: [{ langage: "de", place: "host", words: "x" }] }, "cues[0]: ", "langage", "language"],
	[{ claims: [{ ...stubbed, declard: "holds" }] }, "claims[0]: ", "declard", "declared"],
	[{ claims: [{ ...stubbed, after: { statement, undre: "A" } }] }, "claims[0].after: ", "undre", "under"],
	[
		{ claims: [{ ...stubbed, counterexample: { because: "x", witout: "net" } }] },
		"claims[0].counterexample: ",
		"witout",
		"without",
	],
	[{ notClaims: [{ qoute: "x", because: "x" }] }, "notClaims[0]: ", "qoute", "quote"],
])("%j: a misspelt key is told, with the nearest that is known there", (wrong, where, key, meant) => {
	expect(said(wrong)).toContainEqual(
		expect.stringContaining(`${where}Unknown key “${key}”; did you mean “${meant}”? Expected one of: `),
	);
});

test.each([
	[{ statements: [{ statement, timeout: "1m" }] }, "statements[0].timeout: se esperaba número, recibido texto."],
	[{ statements: [{ statement, fails: 3 }] }, "statements[0].fails: se esperaba true."],
	[
		{ statements: [{ statement, skip: true }] },
		"statements[0].because: `skip` necesita `because`. Añádalo a esta entrada.",
	],
	[{ statements: [{ statment: "ls" }] }, "statements[0]: Clave desconocida: «statment»; ¿quiso decir «statement»?"],
	[{ claims: [{ ...stubbed, judge: 3 }] }, "claims[0].judge: se esperaba una función."],
])("%j: in Spanish too", (wrong, found) => {
	expect(said(wrong, "es").join("\n")).toContain(found);
});
