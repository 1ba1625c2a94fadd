// Writes the report's JSON Schema beside the built code, from which it is made.
import { writeFileSync } from "node:fs";
import { reportSchema } from "../dist/model/report.js";

writeFileSync(
	new URL("../dist/report.schema.json", import.meta.url),
	`${JSON.stringify(reportSchema(), null, "\t")}\n`,
);
