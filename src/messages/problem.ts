import type { Point, Position } from "unist";
import type { VFile } from "vfile";
import { VFileMessage } from "vfile-message";
import type { Language } from "../model/words.js";

/** What a problem says, in each language that charla speaks. */
type Row<P> = { [L in Language]: (params: P) => string };

/** Types a row once: both languages get the same parameters. */
function row<P>(texts: Row<P>): Row<P> {
	return texts;
}

/**
 * Every problem that charla can have with a document or a companion, by its rule.
 *
 * A text names what was found, what was expected and what to do. To add a problem, add a row: `complain` knows its
 * parameters from it.
 */
const catalogue = {
	"shell-syntax": row<{ found: string }>({
		en: ({ found }) =>
			`This does not parse as shell: ${found}. Expected statements that bash can read. Mend the block, or name its language after the fence (\`\`\`text) if it is not meant to be typed.`,
		es: ({ found }) =>
			`Esto no se puede leer como shell: ${found}. Se esperaban sentencias que bash entienda. Corrija el bloque, o ponga su lenguaje tras la valla (\`\`\`text) si no es para teclearse.`,
	}),
	"not-shell": row<{ found: string }>({
		en: ({ found }) =>
			`This block names no language and does not parse as shell (${found}), so it is taken for something else and left alone. Name its language after the fence: \`\`\`bash if it is to be typed, \`\`\`text if it is not.`,
		es: ({ found }) =>
			`Este bloque no dice su lenguaje y no se puede leer como shell (${found}), así que se toma por otra cosa y no se toca. Ponga su lenguaje tras la valla: \`\`\`bash si es para teclearse, \`\`\`text si no lo es.`,
	}),
	"unknown-mark": row<{ found: string; expected: string }>({
		en: ({ found, expected }) =>
			`The mark “${found}” is not one that charla knows. Expected one of: ${expected}. Correct it or take it away.`,
		es: ({ found, expected }) =>
			`charla no conoce la marca «${found}». Se esperaba una de: ${expected}. Corríjala o quítela.`,
	}),
	"mark-without-block": row<{ found: string }>({
		en: ({ found }) =>
			`The mark “${found}” stands before no block. Expected a block of shell after it, before the next heading. Move it there or take it away.`,
		es: ({ found }) =>
			`La marca «${found}» no está delante de ningún bloque. Se esperaba un bloque de shell tras ella, antes del siguiente encabezado. Muévala allí o quítela.`,
	}),
	"unknown-prompt": row<{ found: string }>({
		en: ({ found }) =>
			`This block shows a session at a prompt that is not a shell's: “${found}”. Expected one like $, #, %, user@host:~$, bash-5.1# or ❯. Name the block's language after the fence if it is no shell (\`\`\`sql, \`\`\`text).`,
		es: ({ found }) =>
			`Este bloque muestra una sesión con un prompt que no es de una shell: «${found}». Se esperaba uno como $, #, %, user@host:~$, bash-5.1# o ❯. Ponga el lenguaje del bloque tras la valla si no es shell (\`\`\`sql, \`\`\`text).`,
	}),
	"two-places": row<{ found: string }>({
		en: ({ found }) => `The block has two marks for its place: ${found}. Expected one at most. Take the others away.`,
		es: ({ found }) => `El bloque tiene dos marcas de lugar: ${found}. Se esperaba una como mucho. Quite las otras.`,
	}),
	"mark-without-output": row<{ found: string }>({
		en: ({ found }) =>
			`The mark “${found}” stands before a block that shows no output. Expected some below a prompt, for it to read. Show it there, or take the mark away.`,
		es: ({ found }) =>
			`La marca «${found}» está delante de un bloque que no muestra ninguna salida. Se esperaba alguna bajo un prompt, que la marca leyera. Muéstrela ahí, o quite la marca.`,
	}),
	"bad-pattern": row<{ found: string }>({
		en: ({ found }) =>
			`The line “${found}” is no regular expression. Expected one a line, since the mark says regex. Escape what is to stand for itself with a backslash, or say glob.`,
		es: ({ found }) =>
			`La línea «${found}» no es una expresión regular. Se esperaba una en cada línea, puesto que la marca dice regex. Ponga una barra inversa ante lo que deba valer por sí mismo, o diga glob.`,
	}),
	"placeholder-without-value": row<{ name: string; written: string; companion: string }>({
		en: ({ name, written, companion }) =>
			`The placeholder ${written} has no value. Expected an entry "${name}" in the placeholders of ${companion}. Add it there.`,
		es: ({ name, written, companion }) =>
			`El marcador ${written} no tiene valor. Se esperaba una entrada "${name}" en los placeholders de ${companion}. Añádala allí.`,
	}),
	"unused-value": row<{ name: string }>({
		en: ({ name }) =>
			`No statement uses the placeholder "${name}". Expected [${name}] in at least one. Correct its name or take the entry away.`,
		es: ({ name }) =>
			`Ninguna sentencia usa el marcador "${name}". Se esperaba [${name}] en al menos una. Corrija el nombre o quite la entrada.`,
	}),
	"not-filled-in": row<{ name: string; what: string }>({
		en: ({ name, what }) => `The value of "${name}" is still to be filled in. Expected ${what}. Write it there.`,
		es: ({ name, what }) => `El valor de "${name}" está por completar. Se esperaba ${what}. Escríbalo ahí.`,
	}),
	"no-such-statement": row<{ statement: string; where: string; nearest: string }>({
		en: ({ statement, where, nearest }) =>
			`No statement reads “${statement}”${where}. Expected exactly one. The nearest is “${nearest}”. Quote it as the document writes it.`,
		es: ({ statement, where, nearest }) =>
			`Ninguna sentencia dice «${statement}»${where}. Se esperaba exactamente una. La más parecida es «${nearest}». Cítela como la escribe el documento.`,
	}),
	"ambiguous-statement": row<{ statement: string; lines: string }>({
		en: ({ statement, lines }) =>
			`More than one statement reads “${statement}”: lines ${lines}. Expected exactly one. Say which with under: "heading" or place: "container".`,
		es: ({ statement, lines }) =>
			`Más de una sentencia dice «${statement}»: líneas ${lines}. Se esperaba exactamente una. Diga cuál con under: "encabezado" o place: "container".`,
	}),
	"two-adaptations": row<{ statement: string }>({
		en: ({ statement }) => `“${statement}” has two adaptations. Expected one at most. Take one away.`,
		es: ({ statement }) => `«${statement}» tiene dos adaptaciones. Se esperaba como mucho una. Quite una.`,
	}),
	"no-output-shown": row<{ statement: string }>({
		en: ({ statement }) =>
			`The document shows no output below “${statement}”. Expected some, for the entry in expect to read. Say today: { output: … }, or take the entry away.`,
		es: ({ statement }) =>
			`El documento no muestra ninguna salida bajo «${statement}». Se esperaba alguna, que la entrada de expect leyera. Diga today: { output: … }, o quite la entrada.`,
	}),
	"bad-name": row<{ name: string; value: string }>({
		en: ({ name, value }) =>
			`The value of [${name}] would be “${value}”. Expected letters, digits and hyphens, a letter first, at most 63. Choose another.`,
		es: ({ name, value }) =>
			`El valor de [${name}] sería «${value}». Se esperaban letras, cifras y guiones, primero una letra, 63 como mucho. Elija otro.`,
	}),
	"no-such-sentence": row<{ id: string; quote: string; nearest: string }>({
		en: ({ id, quote, nearest }) =>
			`The claim ${id} quotes “${quote}”, which no sentence says. The nearest says “${nearest}”. Expected the same words. If the prose has changed, decide whether the claim still stands, and quote it anew.`,
		es: ({ id, quote, nearest }) =>
			`La afirmación ${id} cita «${quote}», y ninguna frase lo dice. La más parecida dice «${nearest}». Se esperaban las mismas palabras. Si el texto ha cambiado, decida si la afirmación sigue en pie y cítela de nuevo.`,
	}),
	"ambiguous-sentence": row<{ id: string; quote: string; lines: string }>({
		en: ({ id, quote, lines }) =>
			`The claim ${id} quotes “${quote}”, which stands more than once: lines ${lines}. Expected one. Quote more of it, or say under: "heading".`,
		es: ({ id, quote, lines }) =>
			`La afirmación ${id} cita «${quote}», que aparece más de una vez: líneas ${lines}. Se esperaba una. Cite más, o diga under: "encabezado".`,
	}),
	"partly-quoted": row<{ sentence: string; rest: string }>({
		en: ({ sentence, rest }) =>
			`Of “${sentence}” no claim quotes “${rest}”. Expected every part of a sentence that is claimed. Quote the rest too.`,
		es: ({ sentence, rest }) =>
			`De «${sentence}» ninguna afirmación cita «${rest}». Se esperaba citada cada parte de la frase. Cite también el resto.`,
	}),
	"two-claims": row<{ id: string }>({
		en: ({ id }) => `Two claims are called ${id}. Expected each its own name. Rename one.`,
		es: ({ id }) => `Dos afirmaciones se llaman ${id}. Se esperaba un nombre para cada una. Cambie uno.`,
	}),
	"claim-without-step": row<{ id: string }>({
		en: ({ id }) =>
			`The claim ${id} stands before every statement. Expected a moment to observe it. Say after: { statement: … }.`,
		es: ({ id }) =>
			`La afirmación ${id} está antes de toda sentencia. Se esperaba un momento para observarla. Diga after: { statement: … }.`,
	}),
};

type Catalogue = typeof catalogue;

/** The rules of the catalogue. */
export type RuleId = keyof Catalogue;

/** The parameters of each rule. */
export type Params = { [R in RuleId]: Parameters<Catalogue[R]["en"]>[0] };

const rows: { [R in RuleId]: Row<Params[R]> } = catalogue;

/** A `vfile` message that can be said in every language of the catalogue. */
export class Problem<R extends RuleId = RuleId> extends VFileMessage {
	/** What the texts were made of. */
	readonly params: Params[R];
	/** The problem in each language. */
	readonly texts: Record<Language, string>;

	constructor(ruleId: R, params: Params[R], place?: Point | Position) {
		const { en, es } = rows[ruleId];
		super(en(params), { ruleId, source: "charla", ...(place ? { place } : {}) });
		this.params = params;
		this.texts = { en: en(params), es: es(params) };
	}
}

/**
 * Adds a problem to a file, in English; see `inLanguage` for the others.
 *
 * It never throws: `fatal` says that the file cannot be used, so that one reading finds all that is wrong.
 */
export function complain<R extends RuleId>(
	file: VFile,
	ruleId: R,
	params: Params[R],
	place?: Point | Position,
	{ fatal = false }: { fatal?: boolean } = {},
): Problem<R> {
	const problem = new Problem(ruleId, params, place);
	problem.fatal = fatal;
	if (file.path) {
		problem.file = file.path;
		problem.name = `${file.path}:${problem.name}`;
	}
	file.messages.push(problem);
	return problem;
}

/** The text of a message in a language; messages of other tools have only their own. */
export function inLanguage(message: VFileMessage, language: Language): string {
	return message instanceof Problem ? message.texts[language] : message.reason;
}
