// Fails where less of a document was run than its workflow asks for. Exit code 4 says that something was not run, not how
// much: a run in which nothing could be run ends so, too.
//
//   node enough.mjs report.json STATEMENTS CLAIMS
//
// STATEMENTS: how many have to work, as written or adapted; CLAIMS: how many have to be decided, whichever way is declared.
import { readFileSync } from "node:fs";

const [file, ...wanted] = process.argv.slice(2);
const [statements, claims] = wanted.map((text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN));
if (!file || wanted.length !== 2 || Number.isNaN(statements + claims)) {
	process.stderr.write("Usage: node enough.mjs report.json STATEMENTS CLAIMS\n");
	process.exit(2);
}
const report = JSON.parse(readFileSync(file, "utf8"));
const count = (list, verdicts) => list.filter(({ verdict }) => verdicts.includes(verdict)).length;
const worked = count(report.steps, ["as-written", "adapted"]);
const decided = count(
	report.claims.filter(({ observed }) => observed),
	["holds", "refuted"],
);
const enough = report.works === true && worked >= statements && decided >= claims;
process.stdout.write(
	`${worked} of ${report.steps.length} statements worked, at least ${statements} are asked for; ` +
		`${decided} of ${report.claims.length} claims were decided, at least ${claims} are asked for\n`,
);
if (report.works !== true) process.stdout.write("the document does not work as declared\n");
process.exitCode = enough ? 0 : 1;
