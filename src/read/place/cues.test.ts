import { describe, expect, test } from "vitest";
import { findCue } from "./cues.js";

const found = (text: string, alone = true) => {
	const cue = findCue(text, alone);
	return cue && [cue.language, cue.place, ...(cue.container === null ? [] : [cue.container])].join(" ");
};

describe("cues", () => {
	test.each([
		["En el host:", "es host"],
		["En el container:", "es container"],
		["En el contenedor:", "es container"],
		["En el anfitrión:", "es host"],
		["En la máquina anfitriona:", "es host"],
		["Dentro del contenedor:", "es container"],
		["Ahora, en el contenedor:", "es container"],
		["En el contenedor web:", "es container web"],
		["En el contenedor `web`, ejecute:", "es container web"],
		["Dentro del contenedor [web-1] escriba:", "es container [web-1]"],
		["Ejecute esto en el host:", "es host"],
		["On the host:", "en host"],
		["On the host machine, run the following:", "en host"],
		["Back on the host:", "en host"],
		["Then, in the container:", "en container"],
		["In the container `Web`:", "en container Web"],
		["In the `web` container:", "en container web"],
		["In the container run:", "en container"],
		["In the container named c1:", "en container c1"],
		["Inside container c1:", "en container c1"],
		["Run this inside the container:", "en container"],
		["Inside the container", "en container"],
		["On the host.", "en host"],
		["On the host, create a file for use in the container:", "en host"],
		["No host:", "pt host"],
		["No contêiner:", "pt container"],
		["No container:", "pt container"],
		["Dentro do contêiner web:", "pt container web"],
		["EN EL HOST:", "es host"],
		["En  el\nhost:", "es host"],
		["En el anfitrio\u0301n:", "es host"],
	])("%s", (text, expected) => {
		expect(found(text)).toBe(expected);
	});

	test.each([
		"En el namespace del contenedor se encuentra montado el temp filesystem y en el host no.",
		"Para ejecutar estos ejemplos, desde Ubuntu Vivid(15.04):",
		"La tabla de enrutamiento del host.",
		"The files in the container are these:",
		"Nothing to do on the host here:",
		"The host:",
		"Hosts:",
		"",
	])("not %s", (text) => {
		expect(found(text)).toBeNull();
	});

	test("without a colon it must stand alone", () => {
		expect(found("On the host.", false)).toBeNull();
		expect(found("On the host:", false)).toBe("en host");
	});

	test("a plain word may be no name", () => {
		expect(findCue("In the running container:", true)).toMatchObject({ container: "running", plain: true });
		expect(findCue("In the `running` container:", true)).toMatchObject({ container: "running", plain: false });
	});

	test("the table is the user's to extend", () => {
		const german = [{ language: "de", place: "host" as const, words: "auf dem host" }];
		expect(findCue("Auf dem Host:", true, german)).toMatchObject({ language: "de", place: "host" });
	});
});
