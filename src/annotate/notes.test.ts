import { expect, test } from "vitest";
import { fixtureReport } from "../../test/report.fixture.js";
import { notesByRange, notesOf } from "./notes.js";

test("gives a note to the smallest range that holds its line, or to the last before it", () => {
	const ranges = [
		{ start: 1, end: 12 },
		{ start: 7, end: 10 },
		{ start: 24, end: 27 },
	];
	const lines = notesByRange(notesOf(fixtureReport()), ranges).map((notes) => notes.map(({ line }) => line));
	expect(lines).toEqual([[11], [8, 9, 20], [24, 25, 26, 29, 35]]);
});

test("ends a comparison with the step that the document comes to last", () => {
	const notes = notesOf(fixtureReport()).flatMap((note) => (note.kind === "step" ? [note.note] : []));
	expect(notes.filter(({ comparison }) => comparison).map(({ step }) => step.id)).toEqual(["s6"]);
	expect(notes.filter(({ comparedLater }) => comparedLater).map(({ step }) => step.id)).toEqual(["s3"]);
});
