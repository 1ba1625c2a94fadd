import { expect, test } from "vitest";
import type { CleanupStep } from "../../model/cleanup.js";
import { cleanupText } from "./clean.js";

test.each<[CleanupStep, string, string]>([
	[{ code: "run-removed", folder: "/x" }, "removed the run /x", "ejecución quitada: /x"],
	[
		{ code: "project-not-removed", project: "charla-1", fault: { code: "no-access", said: "permission denied" } },
		"project charla-1 could not be removed: this user may not use LXD: permission denied",
		"no se pudo quitar el proyecto charla-1: este usuario no tiene permiso para usar LXD: permission denied",
	],
	[
		{ code: "project-not-ours", project: "charla-2", host: null },
		"left the project charla-2 alone: it was made by another version",
		"el proyecto charla-2 se queda: se creó con otra versión",
	],
	[{ code: "left", line: "run /x: stays" }, "run /x: stays", "run /x: stays"],
])("%j", (step, en, es) => {
	expect(cleanupText(step, "en")).toBe(en);
	expect(cleanupText(step, "es")).toBe(es);
});
