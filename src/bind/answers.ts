import type { AnswerEntry, StatementEntry } from "../companion/statement-entry.js";
import type { Answer } from "../model/answer.js";
import { unwrap } from "../shell-language/opened-shell.js";
import { parseShell } from "../shell-language/parse.js";
import { commandsIn, wordsOf } from "../shell-language/syntax.js";

/** What programs ask that everybody meets, and what everybody types. */
const everybodys: readonly { programs: readonly string[]; answers: readonly Answer[] }[] = [
	{
		programs: ["apt", "apt-get", "aptitude"],
		answers: [
			{ asks: { pattern: "Do you want to continue\\? \\[[^\\]]*\\]\\s*$", flags: "" }, types: "y" },
			{ asks: { pattern: "¿Desea continuar\\? \\[[^\\]]*\\]\\s*$", flags: "" }, types: "s" },
			// dpkg, of a changed configuration file, and debconf: Enter takes what they suggest.
			{ asks: { pattern: "\\[default=\\w+\\] \\?\\s*$", flags: "" }, types: "" },
		],
	},
	{
		programs: ["add-apt-repository", "apt-add-repository"],
		answers: [{ asks: { pattern: "Press \\[ENTER\\] to continue[^\\n]*\\s*$", flags: "i" }, types: "" }],
	},
	{
		programs: ["dpkg", "dpkg-reconfigure"],
		answers: [{ asks: { pattern: "\\[default=\\w+\\] \\?\\s*$", flags: "" }, types: "" }],
	},
];

/** The answers that are typed when a statement asks: the companion's first, then the common ones. */
export function answersOf(entry: StatementEntry | null, statement: string): { answers?: Answer[] } {
	const own: readonly AnswerEntry[] = [entry?.answer ?? []].flat();
	const answers = [
		...own.map(({ asks, types }) => ({ asks: { pattern: asks.source, flags: asks.flags }, types })),
		...everybodysAnswers(statement),
	];
	return answers.length === 0 ? {} : { answers };
}

/** The answers to what the programs of a statement ask everybody. */
function everybodysAnswers(statement: string): Answer[] {
	const programs = parseShell(statement)
		.statements.flatMap(({ nodes }) => nodes)
		.flatMap(commandsIn)
		.map((command) => unwrap(wordsOf(command).map(({ value }) => value))[0]);
	return everybodys
		.filter((one) => programs.some((program) => program !== undefined && one.programs.includes(program)))
		.flatMap(({ answers }) => answers);
}
