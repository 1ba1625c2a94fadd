import { VFileMessage } from "vfile-message";
import type { Finding, Problem, ProblemData, RuleId } from "../model/problem.js";
import type { Language } from "../model/words.js";

/** What a problem says, in each language. */
type Row<D> = Record<Language, (data: D) => string>;

/** The text of every rule: what was found, what was expected and what to do. */
const texts: { [R in RuleId]: Row<ProblemData[R]> } = {
	"shell-syntax": {
		en: ({ found }) =>
			`This does not parse as shell: ${found}. Expected statements that bash can read. The block is not run. Correct it, or name its language after the fence (\`\`\`text) if nobody is meant to type it.`,
		es: ({ found }) =>
			`Esto no se puede leer como shell: ${found}. Se esperaban sentencias que bash entienda. El bloque no se ejecuta. Corríjalo, o indique su lenguaje después de la valla (\`\`\`text) si no es para teclearlo.`,
	},
	"line-too-long": {
		en: ({ most }) =>
			`This line has more than ${most} words. Expected fewer. Nothing of the document was read: divide the line.`,
		es: ({ most }) =>
			`Esta línea tiene más de ${most} palabras. Se esperaban menos. No se leyó nada del documento: divida la línea.`,
	},
	"nested-too-deep": {
		en: ({ most }) =>
			`Quotes and lists stand in each other more than ${most} deep here. Expected fewer. Nothing of the document was read: take some of the marks away.`,
		es: ({ most }) =>
			`Aquí hay citas y listas anidadas a más de ${most} niveles. Se esperaban menos. No se leyó nada del documento: quite algunas de las marcas.`,
	},
	"unknown-mark": {
		en: ({ found, expected }) => `Unknown mark “${found}”. Expected one of: ${expected}. Correct it or remove it.`,
		es: ({ found, expected }) =>
			`Marca desconocida: «${found}». Se esperaba una de estas: ${expected}. Corríjala o quítela.`,
	},
	"mark-without-block": {
		en: ({ found }) =>
			`No block follows the mark “${found}”. Expected a shell block after it, before the next heading. Move the mark there or remove it.`,
		es: ({ found }) =>
			`Ningún bloque sigue a la marca «${found}». Se esperaba un bloque de shell después de ella, antes del siguiente encabezado. Mueva la marca o quítela.`,
	},
	"two-places": {
		en: ({ found }) => `This block has two marks for its place: ${found}. Expected at most one. Remove the others.`,
		es: ({ found }) => `Este bloque tiene dos marcas de lugar: ${found}. Se esperaba una como máximo. Quite las demás.`,
	},
	"mark-without-output": {
		en: ({ found }) =>
			`The mark “${found}” compares output, and its block shows none. Expected output below a prompt. Show it there, or remove the mark.`,
		es: ({ found }) =>
			`La marca «${found}» compara la salida, y su bloque no muestra ninguna. Se esperaba alguna debajo de un prompt. Muéstrela ahí, o quite la marca.`,
	},
	"bad-pattern": {
		en: ({ found }) =>
			`The line “${found}” is not a regular expression. The mark says regex: expected one on each line. Put a backslash before each character that stands for itself, or use glob.`,
		es: ({ found }) =>
			`La línea «${found}» no es una expresión regular. La marca dice regex: se esperaba una en cada línea. Ponga una barra inversa delante de cada carácter que valga por sí mismo, o use glob.`,
	},
	"placeholder-without-value": {
		en: ({ name, written, companion }) =>
			`The placeholder ${written} has no value. Expected an entry "${name}" in the placeholders of ${companion}. Add it there.`,
		es: ({ name, written, companion }) =>
			`El marcador ${written} no tiene valor. Se esperaba una entrada "${name}" en los placeholders de ${companion}. Añádala ahí.`,
	},
	"unused-value": {
		en: ({ name }) =>
			`No statement uses the placeholder "${name}". Expected [${name}] in at least one. Correct the name or remove the entry.`,
		es: ({ name }) =>
			`Ninguna sentencia usa el marcador "${name}". Se esperaba [${name}] en al menos una. Corrija el nombre o quite la entrada.`,
	},
	"not-filled-in": {
		en: ({ name, what }) => `"${name}" has no value yet. Expected ${what}. Write it there.`,
		es: ({ name, what }) => `"${name}" todavía no tiene valor. Se esperaba ${what}. Escríbalo ahí.`,
	},
	"no-such-statement": {
		en: ({ statement, under, place, nearest, headings }) =>
			`No statement reads “${statement}”${within(under, place)}. Expected exactly one. ${headings ? `It stands under “${headings.join("”, “")}”: correct the heading.` : `${nearest === null ? "" : `Did you mean “${nearest}”? `}Quote it as the document writes it.`}`,
		es: ({ statement, under, place, nearest, headings }) =>
			`Ninguna sentencia dice «${statement}»${within(under, place)}. Se esperaba exactamente una. ${headings ? `Está bajo «${headings.join("», «")}»: corrija el encabezado.` : `${nearest === null ? "" : `¿Quiso decir «${nearest}»? `}Cítela como la escribe el documento.`}`,
	},
	"ambiguous-statement": {
		en: ({ statement, lines }) =>
			`More than one statement reads “${statement}”: lines ${lines.join(", ")}. Expected exactly one. Say which with under: "heading" or place: "container".`,
		es: ({ statement, lines }) =>
			`Más de una sentencia dice «${statement}»: líneas ${lines.join(", ")}. Se esperaba exactamente una. Diga cuál con under: "encabezado" o place: "container".`,
	},
	"two-entries": {
		en: ({ statement, first }) =>
			`“${statement}” has an entry already, at ${first}. Expected at most one entry for a statement. Join them.`,
		es: ({ statement, first }) =>
			`«${statement}» ya tiene una entrada, en ${first}. Se esperaba una como máximo para cada sentencia. Júntelas.`,
	},
	"no-output-shown": {
		en: ({ statement }) =>
			`An entry compares the output of “${statement}”, and the document shows none below it. Give it with today: "…", or remove expect.`,
		es: ({ statement }) =>
			`Una entrada compara la salida de «${statement}», y el documento no muestra ninguna debajo. Indíquela con today: "…", o quite expect.`,
	},
	"bad-name": {
		en: ({ name, value }) =>
			`The value of [${name}] would be “${value}”. Expected letters, digits and hyphens, a letter first, at most 63. Choose another.`,
		es: ({ name, value }) =>
			`El valor de [${name}] sería «${value}». Se esperaban letras, cifras y guiones, empezando por una letra, 63 como máximo. Elija otro.`,
	},
	"no-such-sentence": {
		en: ({ id, quote, nearest, entry, headings }) =>
			headings
				? `${claimant.en(id)} quotes “${quote}”, which stands under “${headings.join("”, “")}” and not under the heading of the entry. Correct \`under\`.`
				: `${claimant.en(id)} quotes “${quote}”${entry ? ` (${entry})` : ""}, and no sentence says that. ${nearest === null ? "None is near." : `The nearest says “${nearest}”.`} If the prose has changed, decide whether the entry still stands, and quote the new words.`,
		es: ({ id, quote, nearest, entry, headings }) =>
			headings
				? `${claimant.es(id)} cita «${quote}», que está bajo «${headings.join("», «")}» y no bajo el encabezado de la entrada. Corrija \`under\`.`
				: `${claimant.es(id)} cita «${quote}»${entry ? ` (${entry})` : ""}, y ninguna frase lo dice. ${nearest === null ? "Ninguna se parece." : `La más parecida dice «${nearest}».`} Si el texto ha cambiado, decida si la entrada sigue en pie y cite las palabras nuevas.`,
	},
	"ambiguous-sentence": {
		en: ({ id, quote, lines }) =>
			`${claimant.en(id)} quotes “${quote}”, which stands more than once: lines ${lines.join(", ")}. Expected one. Quote more of it, or say under: "heading".`,
		es: ({ id, quote, lines }) =>
			`${claimant.es(id)} cita «${quote}», que aparece más de una vez: líneas ${lines.join(", ")}. Se esperaba una. Cite más, o diga under: "encabezado".`,
	},
	"partly-quoted": {
		en: ({ sentence, rest }) =>
			`No claim quotes “${rest}” of “${sentence}”. Expected claims for every part of the sentence. Quote the rest too.`,
		es: ({ sentence, rest }) =>
			`Ninguna afirmación cita «${rest}» de «${sentence}». Se esperaban afirmaciones para cada parte de la frase. Cite también el resto.`,
	},
	"two-claims": {
		en: ({ id }) => `Two claims have the name ${id}. Expected a name of its own for each. Rename one.`,
		es: ({ id }) => `Dos afirmaciones se llaman ${id}. Se esperaba un nombre propio para cada una. Cambie uno.`,
	},
	"claim-without-step": {
		en: ({ id }) =>
			`The claim ${id} comes before every statement. Expected a step after which to observe it. Say after: { statement: … }.`,
		es: ({ id }) =>
			`La afirmación ${id} va antes de toda sentencia. Se esperaba un paso después del cual observarla. Diga after: { statement: … }.`,
	},
};

/** Who quotes a sentence: a claim, or an entry of `notClaims`. */
const claimant: Row<string | null> = {
	en: (id) => (id === null ? "An entry of notClaims" : `The claim ${id}`),
	es: (id) => (id === null ? "Una entrada de notClaims" : `La afirmación ${id}`),
};

function within(...limits: (string | undefined)[]): string {
	return limits.flatMap((limit) => (limit ? [` (${limit})`] : [])).join("");
}

/** What a problem says in a language. */
export function problemText<R extends RuleId>({ rule, data }: Finding<R>, language: Language): string {
	return texts[rule][language](data);
}

/** A problem as a `vfile` message: its text is English, and `texts` has it in every language. */
export class ProblemMessage extends VFileMessage {
	readonly problem: Problem;
	readonly texts: Record<Language, string>;

	/** @param path the file in which the problem is, where it has a name */
	constructor(problem: Problem, path?: string) {
		const said = { en: problemText(problem, "en"), es: problemText(problem, "es") };
		super(said.en, { ruleId: problem.rule, source: "charla", ...(problem.place ? { place: problem.place } : {}) });
		this.problem = problem;
		this.texts = said;
		this.fatal = problem.fatal;
		if (!path) return;
		this.file = path;
		this.name = `${path}:${this.name}`;
	}
}

/** Problems as `vfile` messages, the document's before the companion's. */
export function toMessages(
	problems: readonly Problem[],
	paths: { document?: string; companion?: string },
): ProblemMessage[] {
	return (["document", "companion"] as const).flatMap((file) =>
		problems
			.filter((problem) => problem.file === file)
			.map((problem) => new ProblemMessage(problem, problem.path ?? paths[file])),
	);
}

/** The text of a message in a language; messages of other tools have only their own. */
export function inLanguage(message: VFileMessage, language: Language): string {
	return message instanceof ProblemMessage ? message.texts[language] : message.reason;
}
