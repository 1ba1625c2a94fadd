import fc from "fast-check";
import { expect, test } from "vitest";
import { notUtf8 } from "./utf8.js";

const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
	["a\nb\xe9\n", { line: 2, byte: 0xe9 }],
	["\xff", { line: 1, byte: 0xff }],
	["\n\n\xc3", { line: 3, byte: 0xc3 }],
	["\n\xe2\x82x", { line: 2, byte: 0xe2 }],
	["\x80", { line: 1, byte: 0x80 }],
])("%j is not, there", (text, where) => {
	expect(notUtf8(bytes(text))).toEqual(where);
});

test("every text is", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), (text) => {
			expect(notUtf8(Buffer.from(text))).toBeNull();
		}),
	);
});

test("a byte that no text has is found wherever it stands", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, after) => {
			const where = notUtf8(Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]));
			expect(where).toEqual({ line: before.split("\n").length, byte: 0xff });
		}),
	);
});
