import { expect, test } from "vitest";
import { read } from "./read.js";

test.each([
	["---\nlang: pt-BR\n---\n\nEn el host:\n", "pt"],
	["---\ntitle: x\nlanguage: 'en'\n---\n", "en"],
	['+++\nlanguage = "es"\n+++\n', "es"],
	["En el host:\n\nthe and of to in is that for you\n", "en"],
	["En el host:\n\nlxc\n", "es"],
	["The machine is in the house and it is yours to use.", "en"],
	["La máquina está en la casa y es la que se usa para todo.", "es"],
	["A máquina não está em casa e você não sabe o que é isso.", "pt"],
	["lxc", null],
	["", null],
])("%j", (markdown, language) => {
	expect(read(markdown).script.language).toBe(language);
});
