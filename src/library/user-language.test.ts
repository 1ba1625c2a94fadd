import { expect, test } from "vitest";
import { userLanguage } from "./user-language.js";

test.each([
	[{ LANG: "es_CO.UTF-8" }, "es"],
	[{ LANG: "es" }, "es"],
	[{ LANG: "est_EE.UTF-8" }, "en"],
	[{ LANG: "es_CO.UTF-8", LC_ALL: "C" }, "en"],
	[{ LANG: "de_DE.UTF-8", LC_MESSAGES: "es_ES.UTF-8", LC_ALL: "" }, "es"],
	[{ LANG: "de_DE.UTF-8" }, "en"],
	[{}, "en"],
] as const)("of %j it is %s", (env, language) => {
	expect(userLanguage(undefined, env)).toBe(language);
});

test("the one that is asked for comes first", () => {
	expect(userLanguage("en", { LC_ALL: "es_CO.UTF-8" })).toBe("en");
});
