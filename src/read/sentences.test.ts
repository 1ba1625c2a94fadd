import { describe, expect, test } from "vitest";
import { read } from "./read.js";

/** Sentences with what the Markdown has at their place. */
const seen = (markdown: string) =>
	read(markdown).script.sentences.map(({ text, position: { start, end } }) => [
		text,
		markdown.slice(start.offset, end.offset),
	]);

describe("prose", () => {
	test("has its marks taken away, but its place has them", () => {
		expect(seen("**Note**: see `ls -l.` and [this *link*](http://x.y). `id` is *next.*")).toEqual([
			["Note: see ls -l. and this link.", "**Note**: see `ls -l.` and [this *link*](http://x.y)."],
			["id is next.", "`id` is *next.*"],
		]);
	});

	test("is folded over lines, also in quotes and lists", () => {
		expect(seen("> Uno\n> dos. Tres\n> cuatro.\n\n- a\n  b. c\n  d")).toEqual([
			["Uno dos.", "Uno\n> dos."],
			["Tres cuatro.", "Tres\n> cuatro."],
			["a b.", "a\n  b."],
			["c d", "c\n  d"],
		]);
	});

	test("has escapes, character references and other planes at their place", () => {
		expect(seen("A &amp; b \\* c &#x1F600; d. &ntilde; 😀 e. & f.")).toEqual([
			["A & b * c 😀 d.", "A &amp; b \\* c &#x1F600; d."],
			["ñ 😀 e.", "&ntilde; 😀 e."],
			["& f.", "& f."],
		]);
	});

	test("has code over lines, with pipes and with padding at its place", () => {
		expect(seen("> Uno `a\n> b` dos. Tres `` x`y ``. `z &amp;`. Fin.")).toEqual([
			["Uno a b dos.", "Uno `a\n> b` dos."],
			["Tres x`y.", "Tres `` x`y ``."],
			["z &amp;.", "`z &amp;`."],
			["Fin.", "Fin."],
		]);
		expect(seen("| a |\n|---|\n| `x \\| y` z. W |").slice(1)).toEqual([
			["x | y z.", "`x \\| y` z."],
			["W", "W"],
		]);
	});

	test("is what GitHub's notes say, without their kind", () => {
		expect(seen(":::{note} Title\nUno. Dos.\n:::").map(([text]) => text)).toEqual(["Uno.", "Dos."]);
		expect(seen("> [!NOTE]\n> Uno. Dos.\n\n> [!TIP]\n>\n> Tres.").map(([text]) => text)).toEqual([
			"Uno.",
			"Dos.",
			"Tres.",
		]);
	});

	test("ends at hard line breaks", () => {
		expect(seen("Uno  \ndos\\\ntres<br>cuatro")).toEqual(["Uno", "dos", "tres", "cuatro"].map((word) => [word, word]));
	});

	test("is in tables and footnotes, not in headings, images, HTML and code", () => {
		const markdown =
			"# No\n\n| Uno | Dos |\n|---|---|\n| Tres. Y | `cuatro` |\n\n![no](x.png)\n\n<p>no</p>\n\nCinco.[^1]\n\n[^1]: Seis.\n\n```text\nno\n```";
		expect(seen(markdown).map(([text]) => text)).toEqual(["Uno", "Dos", "Tres.", "Y", "cuatro", "Cinco.", "Seis."]);
	});

	test("has links that stand alone, and bare addresses", () => {
		expect(seen("- [A](#a)\n- Mail a@b.cd now. See www.x.org. Done")).toEqual([
			["A", "[A](#a)"],
			["Mail a@b.cd now.", "Mail a@b.cd now."],
			["See www.x.org.", "See www.x.org."],
			["Done", "Done"],
		]);
	});

	test("knows the headings above it and its number", () => {
		const { sentences } = read("Cero.\n\n# A\n\nUno. Dos.").script;
		expect(sentences.map(({ id, heading }) => [id, ...heading])).toEqual([["p1"], ["p2", "A"], ["p3", "A"]]);
	});
});

describe("comments", () => {
	const comments = (code: string) =>
		read(`\`\`\`bash\n${code}\n\`\`\``).script.sentences.map(
			({ text, statement, source, position: { start, end } }) => {
				expect(source).toBe("comment");
				return [text, statement, `${start.line}:${start.column}-${end.column}`];
			},
		);

	test("trail a statement, stand before one, or in one", () => {
		expect(
			comments("ls # uno\n# dos\n\n  ## tres\nid; pwd # cuatro\nfor i in 1; do # cinco\n  a # seis\ndone\n# siete"),
		).toEqual([
			["uno", "s1", "2:4-9"],
			["dos", "s2", "3:1-6"],
			["tres", "s2", "5:3-10"],
			["cuatro", "s3", "6:9-17"],
			["cinco", "s4", "7:16-23"],
			["seis", "s4", "8:5-11"],
			["siete", null, "10:1-8"],
		]);
	});

	test("are two where two `#` stand apart, and sentences where they are several", () => {
		expect(comments("ls #uno              #dos\nid # Tres. Cuatro: see #5")).toEqual([
			["uno", "s1", "2:4-8"],
			["dos", "s1", "2:22-26"],
			["Tres.", "s2", "3:4-11"],
			["Cuatro: see #5", "s2", "3:12-26"],
		]);
	});

	test("without words are none", () => {
		expect(comments("#\n# ----\nls #")).toEqual([]);
	});

	test("are where they are in the document among the prose", () => {
		const { sentences } = read("Uno.\n\n```\nls # dos\n```\n\nTres.").script;
		expect(sentences.map(({ id, text }) => `${id} ${text}`)).toEqual(["p1 Uno.", "p2 dos", "p3 Tres."]);
	});
});
