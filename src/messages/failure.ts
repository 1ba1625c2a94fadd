import stripAnsi from "strip-ansi";
import type { Attempt, Failure } from "../model/transcript.js";
import type { Language } from "../model/words.js";

type Say = { [K in Failure["kind"]]: (failure: Extract<Failure, { kind: K }>) => string };

const say: Record<Language, Say> = {
	en: {
		"exit-code": ({ exitCode }) => `exit code ${exitCode}`,
		"empty-assignment": ({ variable }) => `${variable} came out empty`,
		timeout: ({ seconds }) => `did not end within ${seconds} s`,
		"shell-ended": () => "ended the shell that it was typed into",
		"no-shell": ({ detail }) => `no shell: ${detail}`,
	},
	es: {
		"exit-code": ({ exitCode }) => `código de salida ${exitCode}`,
		"empty-assignment": ({ variable }) => `${variable} quedó vacía`,
		timeout: ({ seconds }) => `no terminó en ${seconds} s`,
		"shell-ended": () => "terminó la shell en la que se tecleó",
		"no-shell": ({ detail }) => `sin shell: ${detail}`,
	},
};

/** How an attempt failed, in words, with the last line that it printed to standard error. */
export function describeFailure(attempt: Attempt, language: Language): string {
	const { failure } = attempt;
	if (failure === null) return "";
	const words = inWords(failure, say[language]);
	// What a statement that was ended printed last is the shell's word that it was killed.
	if (failure.kind !== "exit-code") return words;
	const last = stripAnsi(attempt.stderr).trim().split("\n").at(-1)?.trim();
	return last ? `${words}: ${last}` : words;
}

function inWords(failure: Failure, table: Say): string {
	switch (failure.kind) {
		case "exit-code":
			return table["exit-code"](failure);
		case "empty-assignment":
			return table["empty-assignment"](failure);
		case "timeout":
			return table.timeout(failure);
		case "shell-ended":
			return table["shell-ended"](failure);
		case "no-shell":
			return table["no-shell"](failure);
	}
}
