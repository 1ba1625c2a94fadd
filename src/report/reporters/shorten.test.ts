import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shorten, shortenLine, shortenPage } from "./shorten.js";

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

describe("a detail", () => {
	test("that fits stays as it is", () => {
		expect(shorten("a\nb", { lines: 2, characters: 3 }, "en")).toBe("a\nb");
	});

	test("with too many lines keeps its beginning and its end, and says how many it lost", () => {
		const text = shorten(numbered(1000), { lines: 4, characters: 1000 }, "en");
		expect(text).toBe("line 1\nline 2\n[… 996 lines more …]\nline 999\nline 1000");
		expect(shorten(numbered(9), { lines: 3, characters: 1000 }, "es")).toBe(
			"line 1\nline 2\n[… 6 líneas más …]\nline 9",
		);
	});

	test("of long lines is cut between characters", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", minLength: 30, maxLength: 200 }), (text) => {
				const short = shorten(text, { lines: 5, characters: 30 }, "en");
				expect(short.length).toBeLessThanOrEqual(30);
				expect(Buffer.from(short).toString()).toBe(short);
			}),
		);
	});
});

test("a line ends with a mark where it was cut", () => {
	expect(shortenLine("abcd", 4)).toBe("abcd");
	expect(shortenLine("abcde", 4)).toBe("abc…");
	expect(shortenLine("ab😀de", 4)).toBe("ab…");
});

describe("a page", () => {
	const page = `## Title\n\n\`\`\`\`text\n${"ñandú\n".repeat(500)}\`\`\`\`\n\n- end\n`;

	test("that fits stays as it is", () => {
		expect(shortenPage(page, Buffer.byteLength(page), "en")).toBe(page);
	});

	test.each([200, 500, 501, 502, 503, 1000, 3900])("of at most %i bytes closes what is open, and says so", (bytes) => {
		const short = shortenPage(page, bytes, "en");
		expect(Buffer.byteLength(short)).toBeLessThanOrEqual(bytes);
		expect(short).toMatch(/^## Title\n\n````text\n(ñandú\n)+````\n\nThis page was shortened/);
	});

	test("for which there is no room at all is none", () => {
		expect(shortenPage(page, 20, "en")).toBe("");
		expect(shortenPage(page, -5, "en")).toBe("");
	});
});
