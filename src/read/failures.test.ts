import { expect, test } from "vitest";
import { read } from "./read.js";

const said = (before: string, after: string) =>
	read(`# T\n\n${before}\n\n\`\`\`sh\nls x\n\`\`\`\n\n${after}\n\n\`\`\`sh\nid\n\`\`\`\n`).script.statements.map(
		({ saidToFail }) => saidToFail?.text ?? null,
	);

test.each([
	"You get an error, because it runs.",
	"This results in an error because it is gone.",
	"You do not get a shell, because it is gone.",
	"This command fails.",
])("“%s” says that the statement before fails", (after) => {
	expect(said("Text of the document.", after)).toEqual([after, null]);
});

test("a sentence with a colon means the statement after it", () => {
	expect(said("It is gone, so this fails:", "Text.")).toEqual(["It is gone, so this fails:", null]);
});

test.each(["If you get an error, try again.", "It may happen that this fails.", "The service fails over."])(
	"“%s” says nothing of it",
	(after) => {
		expect(said("Text of the document.", after)).toEqual([null, null]);
	},
);

test("in Spanish", () => {
	const markdown =
		"La máquina está en la casa y es la que se usa.\n\n```sh\nls x\n```\n\nNo obtienes una shell, porque no está.\n";
	expect(read(markdown).script.statements[0]?.saidToFail?.position.start.line).toBe(7);
});
