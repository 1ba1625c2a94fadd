import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitSentences } from "./sentence-spans.js";

const split = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
	test.each([
		["Una. Dos. Tres", ["Una.", "Dos.", "Tres"]],
		[
			"ip addr muestra solo eth0. eth0 es la interface virtual.",
			["ip addr muestra solo eth0.", "eth0 es la interface virtual."],
		],
		["Se puede apreciar…. Es el punto.", ["Se puede apreciar….", "Es el punto."]],
		["Espere… y siga.", ["Espere… y siga."]],
		["Espere... y siga.", ["Espere... y siga."]],
		["Espere... Siga.", ["Espere...", "Siga."]],
		["Usa LXD 5.0.2. Funciona en la v. 4.17 también.", ["Usa LXD 5.0.2.", "Funciona en la v. 4.17 también."]],
		["Hay imágenes (p. ej. trusty) y más. Fin.", ["Hay imágenes (p. ej. trusty) y más.", "Fin."]],
		["Por p.ej. esto. Ya.", ["Por p.ej. esto.", "Ya."]],
		["El Sr. Pérez y la Dra. García. Fin.", ["El Sr. Pérez y la Dra. García.", "Fin."]],
		["J. Pérez lo dijo. Y ya.", ["J. Pérez lo dijo.", "Y ya."]],
		["Redes, discos, etc. en el host. Fin.", ["Redes, discos, etc. en el host.", "Fin."]],
		["Redes, discos, etc. El host no.", ["Redes, discos, etc.", "El host no."]],
		["Use a name, e.g. web, i.e. yours. Done.", ["Use a name, e.g. web, i.e. yours.", "Done."]],
		["See no. 5 there. Yes!", ["See no. 5 there.", "Yes!"]],
		["¿Funciona? Sí. ¡Claro! (Siempre.) Fin", ["¿Funciona?", "Sí.", "¡Claro!", "(Siempre.)", "Fin"]],
		['He said "stop." Then left.', ['He said "stop."', "Then left."]],
		["1. LXD es rápido. 2. Es libre.", ["1. LXD es rápido.", "2. Es libre."]],
		["See /etc/hosts. /tmp is next.", ["See /etc/hosts.", "/tmp is next."]],
		["Em português, p. ex. isto. Fim.", ["Em português, p. ex. isto.", "Fim."]],
		["Es sólo eth0", ["Es sólo eth0"]],
		["Salta\u2029aquí", ["Salta", "aquí"]],
		["--- *", []],
		["", []],
		["Visit https://a.b/c.d?e=f. Then go.", ["Visit https://a.b/c.d?e=f.", "Then go."]],
		["Funciona en 2015. 2016 no.", ["Funciona en 2015.", "2016 no."]],
		["Ends with no. That is it.", ["Ends with no.", "That is it."]],
	])("%s", (text, expected) => {
		expect(split(text)).toEqual(expected);
	});

	test("never end inside code", () => {
		const text = "Run a. b. C now. Then stop.";
		const code = Array.from(text, (_, at) => at >= 4 && at < 11);
		expect(splitSentences(text, code).map(({ start, end }) => text.slice(start, end))).toEqual([
			"Run a. b. C now.",
			"Then stop.",
		]);
	});

	test("are all there, in order, without overlap", () => {
		const piece = fc.constantFrom(
			"a",
			"B",
			"p. ej.",
			"etc.",
			".",
			"…",
			"?",
			"!",
			" ",
			"\n",
			"1.2",
			"ñ",
			"😀",
			"(",
			")",
			"\u2029",
			"«",
			"»",
		);
		fc.assert(
			fc.property(fc.array(piece), (pieces) => {
				const text = pieces.join("");
				let at = 0;
				for (const { start, end } of splitSentences(text)) {
					expect(start).toBeGreaterThanOrEqual(at);
					expect(end).toBeGreaterThan(start);
					expect(text.slice(at, start)).not.toMatch(/[\p{L}\p{N}]/u);
					expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
					at = end;
				}
				expect(text.slice(at)).not.toMatch(/[\p{L}\p{N}]/u);
			}),
		);
	});
});
