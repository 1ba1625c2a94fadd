import { expect, test } from "vitest";
import { marksIn, parseMark } from "./marks.js";

test.each([
	["host", { kind: "place", place: "host", container: null }],
	["container", { kind: "place", place: "container", container: null }],
	["container web", { kind: "place", place: "container", container: "web" }],
	["container [my container]", { kind: "place", place: "container", container: "[my container]" }],
	["skip because it\n reboots", { kind: "skip", because: "it reboots" }],
	["fails /no (such|file)\\/x/i", { kind: "fails", pattern: "no (such|file)\\/x", flags: "i" }],
	["fails", { kind: "fails", pattern: "", flags: "" }],
	["timeout 60s", { kind: "timeout", seconds: 60 }],
	["timeout 2 m", { kind: "timeout", seconds: 120 }],
	["timeout 90", { kind: "timeout", seconds: 90 }],
	["expect glob", { kind: "expect", comparison: { kind: "glob", ignoring: [] } }],
	["expect pid, ip", { kind: "expect", comparison: { kind: "exact", ignoring: ["pid", "ip"] } }],
	["expect json, uuid", { kind: "expect", comparison: { kind: "json", ignoring: ["uuid"] } }],
])("%s", (text, mark) => {
	expect(parseMark(text)).toEqual(mark);
});

test.each([
	"",
	"hots",
	"host web",
	"container a b",
	"skip",
	"skip because",
	"fails /(/",
	"fails x",
	"timeout",
	"timeout soon",
	"expect",
	"expect nothing",
])("not %j", (text) => {
	expect(parseMark(text)).toBeNull();
});

test("several comments in one piece of HTML", () => {
	const html = "<!-- charla: host -->\n<!-- other -->\n<!--charla:timeout 5s-->";
	expect(marksIn(html).map(({ text, start, end }) => [text, html.slice(start, end)])).toEqual([
		["host", "<!-- charla: host -->"],
		["timeout 5s", "<!--charla:timeout 5s-->"],
	]);
});
