import { relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type Printed, verdictsOf } from "../../../test/verdicts.fixture.js";
import type { Report, ReportedClaim } from "../../model/report.js";
import { toReport } from "../report.js";
import { githubAnnotations } from "./github.js";

/** A document of so many statements, a block each, in lines 4, 8, 12…, that printed so. */
function report(printed: readonly Printed[]): Report {
	const blocks = printed.map((_, index) => `\`\`\`sh\ncommand ${index + 1}\n\`\`\`\n`);
	return toReport(verdictsOf(`# Demo\n\n${blocks.join("\n")}`, printed).verdicts);
}

const lines = (text: string, level: string) => text.split("\n").filter((line) => line.startsWith(`::${level} `));
const failed: Printed = { exitCode: 1, stderr: "no\n" };

describe("a document's file", () => {
	const at = (path: string, workspace?: string) => {
		const one = report([failed]);
		const annotations = githubAnnotations({ ...one, document: { ...one.document, path } }, workspace);
		return /file=([^,]*)/.exec(annotations)?.[1];
	};

	test("is named from the checkout, wherever charla runs", () => {
		expect(at("/w/repo/docs/a.md", "/w/repo")).toBe("docs/a.md");
		expect(at("docs/a.md", resolve("."))).toBe("docs/a.md");
		expect(at("a.md", resolve(".."))).toBe(`${relative(resolve(".."), resolve("."))}/a.md`);
		expect(at("../a.md", resolve(".."))).toBe("a.md");
	});

	test("is named as it was given where there is no checkout", () => {
		expect(at("docs/a.md")).toBe("docs/a.md");
	});
});

test("what was left behind comes before what is not as declared", () => {
	const text = githubAnnotations({ ...report([failed]), works: false, leftovers: ["network veth0: was not there"] });
	expect(lines(text, "error").map((line) => /title=([^,:]*)/.exec(line)?.[1])).toEqual([
		"nothing is left on the real machine",
		"command 1",
	]);
});

test("of more than ten errors, the tenth names the lines of the rest", () => {
	const eleven = lines(githubAnnotations(report(Array(11).fill(failed))), "error");
	expect(eleven).toHaveLength(10);
	expect(eleven[8]).toContain("title=command 9:");
	expect(eleven[9]).toBe("::error file=docs/demo.md,line=40,col=1,title=and 2 more::line 40, 44");
	expect(lines(githubAnnotations(report(Array(10).fill(failed))), "error")[9]).toContain("title=command 10:");
});

test("what was not run is one warning a reason, at its first line, with the others", () => {
	const one = report([{}, null, null, {}, null]);
	const claim: ReportedClaim = {
		...{ id: "c", line: 5, column: 1, heading: [], text: "It is.", since: null, evidence: [], counterexample: null },
		...{ verdict: "untestable", declared: "holds", reason: "needs root", observed: false },
	};
	expect(lines(githubAnnotations({ ...one, claims: [claim] }), "warning")).toEqual([
		"::warning file=docs/demo.md,line=5,col=1,title=c%3A It is.::needs root",
		"::warning file=docs/demo.md,line=8,col=1,title=Not run (3)::not run (line 8, 12, 20)",
	]);
});

test("a long output is cut to what GitHub takes", () => {
	const [line = ""] = lines(githubAnnotations(report([{ exitCode: 1, stderr: "%:x\n".repeat(100_000) }])), "error");
	const message = line.slice(line.indexOf("::", 2) + 2);
	expect(decodeURIComponent(message).length).toBeLessThanOrEqual(4000);
	expect(message).toMatch(/\[… \d+ lines more …\]/);
});

test("a document cannot write a command by what it prints or says", () => {
	const text = githubAnnotations(report([{ exitCode: 1, stderr: "a\r::error::b\n::add-mask::c\n##[error]d\n" }]));
	expect(text.split(/[\r\n]/).filter((line) => line !== "")).toHaveLength(1);
	expect(text).toMatch(/^::error /);
});
