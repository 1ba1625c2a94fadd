import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attempt } from "../model/transcript.js";
import type { ExpectationKind, VolatileName } from "../model/words.js";
import { compare } from "./compare.js";

function attempt(stdout: string, stderr = ""): Attempt {
	const output: Attempt["output"] = [];
	if (stderr) output.push({ stream: "stderr", text: stderr });
	if (stdout) output.push({ stream: "stdout", text: stdout });
	return { command: "c", exitCode: 0, stdout, stderr, output, durationMs: 0, failure: null };
}

const compared = (shown: string, printed: string, kind: ExpectationKind = "exact", ignoring: VolatileName[] = []) =>
	compare(shown, [attempt(printed)], { kind, ignoring })?.diff ?? null;

describe("exact", () => {
	test.each([
		["a\nb", "a\nb\n"],
		["a", "\u001b[31ma\u001b[0m  \n\n"],
		["100%", "10%\r50%\r100%\n"],
		["a\n...\nz", "a\nb\nc\nz\n"],
		["a\n...\nz", "a\nz\n"],
		["...\nz", "a\nz\nb\nz\n"],
		["[...]", ""],
		["", "\n"],
		["a\n…", "a\n"],
	])("%j is %j", (shown, printed) => {
		expect(compared(shown, printed)).toBeNull();
	});

	test.each([
		["a", "A", "- a\n+ A"],
		["a\nb\nc\nd\ne", "a\nb\nc\nd\nf", "  c\n  d\n- e\n+ f"],
		["a\n...\nz", "a\nb\n", "  a\n- ...\n- z\n+ b"],
		["a*", "ab", "- a*\n+ ab"],
		["", "a", "+ a"],
		["a", "", "- a"],
	])("%j is not %j", (shown, printed, diff) => {
		expect(compared(shown, printed)).toBe(diff);
	});

	test("both streams as a terminal shows them, or standard output alone, or one after the other", () => {
		const both = [attempt("out\n", "err\n")];
		const comparison = { kind: "exact", ignoring: [] } as const;
		for (const shown of ["err\nout", "out", "out\nerr"]) {
			expect(compare(shown, both, { ...comparison, ignoring: [] })).toBeNull();
		}
		expect(compare("err", both, { ...comparison, ignoring: [] })?.diff).toBe("  err\n+ out");
	});

	test("what several statements at one prompt printed", () => {
		expect(compare("a\nb", [attempt("a\n"), attempt("b\n")], { kind: "exact", ignoring: [] })).toBeNull();
	});
});

test.each([
	["web | RUNNING | * |", "web | RUNNING | 10.0.3.7 |"],
	["a?c", "abc"],
	["\\*", "*"],
	["...\n*z", "a\nz"],
	["[x] (y) {z} ^$ +", "[x] (y) {z} ^$ +"],
])("the glob %j is %j", (shown, printed) => {
	expect(compared(shown, printed, "glob")).toBeNull();
});

test("a glob that is not", () => {
	expect(compared("a?c", "ac", "glob")).toBe("- a?c\n+ ac");
	expect(compared("\\*", "x", "glob")).toBe("- \\*\n+ x");
});

test("a pattern a line, each for the whole line", () => {
	expect(compared("nginx version: nginx/1\\.\\d+\n...", "nginx version: nginx/1.22\nx\n", "regex")).toBeNull();
	expect(compared("v\\d", "v1 beta", "regex")).toBe("- v\\d\n+ v1 beta");
	expect(compared("(", "(", "regex")).toBeNull();
	expect(compared("(", "x", "regex")).toBe("- (\n+ x");
});

describe("json", () => {
	test.each([
		['{"a": 1, "b": [1, 2]}', '{"b":[1,2],"a":1}'],
		['{"a": "...", "...": "..."}', '{"a":{"x":1},"c":2}'],
		['[{"name": "web"}, "..."]', '[{"name":"web"},{"name":"db"}]'],
	])("%s is %s", (shown, printed) => {
		expect(compared(shown, printed, "json")).toBeNull();
	});

	test.each([
		['{"a": 1}', '{"a":1,"b":2}', '  {\n-   "a": 1\n+   "a": 1,\n+   "b": 2\n  }'],
		["[1, 2]", "[1]", "  [\n-   1,\n-   2\n+   1\n  ]"],
		['{"a": 1}', "nonsense", '- {\n-   "a": 1\n- }\n+ nonsense'],
	])("%s is not %s", (shown, printed, diff) => {
		expect(compared(shown, printed, "json")).toBe(diff);
	});
});

test.each<[VolatileName, string, string, string]>([
	["pid", "PID: 4711", "PID: 9", "PID: no"],
	["pid", "root  1 S init", "root  4711 S init", "root  1 R init"],
	["ip", "inet 10.0.3.7/24", "inet 192.168.122.254/24", "inet none"],
	["ip", "inet6 fe80::216:3eff:fe1:1 x", "inet6 fd42:1:2::1 x", "inet6 - x"],
	["ip", "::1 and 10:00:00", "fe80::1:2 and 10:00:00", "::1 and 10:00:01"],
	["mac", "link/ether 00:16:3e:01:02:03", "link/ether 00:16:3e:aa:bb:cc", "link/loop 00:16:3e:aa:bb:cc"],
	["date", "on 2015-08-07 at 10:11 x", "on 2026-01-01 at 00:00 x", "on day at 00:00 x"],
	["date", "Fri Aug  7 10:11:12 UTC 2015", "Mon Jan 12 01:02:03 UTC 2026", "never"],
	["date", "[01/Jan/2024:10:00:00 +0000]", "[24/Nov/2026:08:40:41 -0500]", "[now]"],
	["uuid", "id 123e4567-e89b-12d3-a456-426614174000", "id 00000000-0000-0000-0000-000000000000", "id x"],
	["size", "used 12.5MiB", "used 900 kB", "used lots"],
	["duration", "took 12ms", "took 3.5 s", "took ages"],
	["fingerprint", "is 0a1b2c3d4e5f", "is ffeeddccbb00", "is unknown"],
])("ignoring %s, %j is %j and not %j", (name, shown, same, other) => {
	expect(compared(shown, same)).not.toBeNull();
	expect(compared(shown, same, "exact", [name])).toBeNull();
	expect(compared(shown, other, "exact", [name])).not.toBeNull();
});

test("columns move with their widest value", () => {
	const shown = "+------+-----------+\n| web  | 10.0.3.7  |\n+------+-----------+";
	const printed = "+------+----------------+\n| web  | 10.0.3.171     |\n+------+----------------+";
	expect(compared(shown, printed, "exact", ["ip"])).toBeNull();
});

test("a long difference is cut short", () => {
	const lines = Array.from({ length: 100 }, (_, at) => `line ${at}`).join("\n");
	expect(compared("x", lines)?.split("\n")).toHaveLength(41);
});

test("what was printed is what is shown, whatever it is", () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(compared(text, text)).toBeNull();
			expect(compared(text.replace(/[\\*?]/g, "\\$&"), text, "glob")).toBeNull();
		}),
	);
});

test("a line that leaves out is a wildcard whichever lines it stands for", () => {
	const line = fc.constantFrom("a", "b", "c");
	fc.assert(
		fc.property(fc.array(line), fc.array(line), fc.array(line), (before, middle, after) => {
			const shown = [...before, "...", ...after].join("\n");
			expect(compared(shown, [...before, ...middle, ...after].join("\n"))).toBeNull();
		}),
	);
});
