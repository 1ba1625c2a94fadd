import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { verdictsOf } from "../../test/verdicts.fixture.js";
import { toReport } from "../report/report.js";
import { Report, reportSchema } from "./report.js";

const report = toReport(verdictsOf("```console\n$ a\none\n$ b\n```\n", [{ stdout: "two\n" }, null]).verdicts);
const validate = new Ajv2020({ strict: false }).compile(reportSchema());

test("a report is what the JSON Schema and the types say", () => {
	expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
	expect(Report.parse(report)).toEqual(report);
});

test("what is not a report is not", () => {
	const { works: _, ...rest } = report;
	expect(validate(rest)).toBe(false);
	expect(validate({ ...report, steps: [{ ...report.steps[0], verdict: "fine" }] })).toBe(false);
});
