/** What the sentence before a block says that the block is. */
export interface LeadIn {
	kind: "output" | "file" | "command";
	/** Output that is said to be only like the one that will be printed. */
	similar: boolean;
}

interface Words {
	/** Something is typed. */
	command: RegExp;
	/** Something was printed. */
	output: RegExp;
	/** Something stands in a file, or is to be written there. */
	file: RegExp;
}

/** A file in a sentence: the word for it, or a name with an extension or a folder. */
const fileName = /`[^`\s]*(?:\/|\.[a-z])[^`\s]*`|\.env\b/u;

const words: Record<string, Words> = {
	en: {
		command:
			/\b(?:commands?|run|running|execute|executing|typ(?:e|ing)|enter(?:ing)? the|issue|invoke|use `|using `|install \w+ with|with `\w+)\b/,
		output:
			/\b(?:outputs?\b(?! (?:file|to)\b)|(?:you(?:['’]ll| will| should| can| might| may)?|we(?:['’]ll| will| should)?) (?:now |then |also )?(?:see|get|receive|obtain)\b|(?:prints?|displays?|shows?|returns?|responds?|looks?|reads?|print|display|show|return|respond|look|produces?|lists?)(?: \w+){0,4}(?: like| similar)?(?: \w+){0,3}[:.]?$|(?:similar to|something like|looks? like)\b|(?:response|result|results|message|error)(?: (?:is|was|will be|looks like))?:?$)/,
		file: /\b(?:(?:following|these|this|the) (?:contents?|lines?|configuration|config|settings?|values?|snippet|text|section|stanza|directives?|parameters?|options?|entry|entries|code|variables|yaml|json|unit)\b|(?:contents?|containing|contains?|looks?|reads?) ?(?:the following|like this|as follows|:|$)|(?:example|sample) (?:file|config\w*|contents?|unit)|(?:add|append|insert|paste|put|place|write|change|modify|replace|uncomment|include|edit)\b.*\b(?:lines?|following|this|it|file|to `|in `|with)\b|(?:set|defined?|create|save)\b.*\b(?:file|as|in) )/,
	},
	es: {
		command:
			/\b(?:comandos?|orden|ordenes|ejecut\w+|corr(?:e|a|emos|er|iendo)|tecle\w+|escrib(?:e|a|imos|iendo|ir)|lanz(?:a|amos|ar|ando)|introduc\w+|usando|usamos|mediante)\b/,
		output:
			/\b(?:salidas?|resultados?|respuestas?|(?:ver(?:a|as|an|emos|iamos|ias|ia)|obten\w+|obtend\w+|recib\w+|aparec\w+|deber\w* (?:ver|obtener|recibir|aparecer|mostrar)\w*|mostrar\w*|devolver\w*|imprim\w+|devuelve|muestra|nos muestra|nos devuelve|da como resultado)\b.*(?::|$)|(?:algo (?:como|asi|parecido|similar)|similar a|parecido a))/,
		file: /(?:\b(?:contenido|lineas?|configuracion|valores|parametros?|directivas?|variables|opciones|fragmento|texto|codigo|seccion)\b|\b(?:anad\w+|agreg\w+|inclu\w+|peg\w+|modific\w+|cambi\w+|edit\w+|quedar?\w*|crea\w*|guard\w+|descoment\w+|sustitu\w+|reemplaz\w+)\b.*\b(?:archivo|fichero|linea|lineas|siguiente|siguientes|asi|esto|final)\b)/,
	},
	pt: {
		command: /\b(?:comandos?|execut\w+|rod(?:e|ar|ando|amos)|digit\w+|escrev\w+|usando|utiliz\w+ o comando)\b/,
		output:
			/\b(?:saidas?|resultados?|respostas?|(?:ver[ae]\w*|vera|veremos|obter\w*|receber\w*|aparec\w+|deve\w* (?:ver|obter|receber|aparecer|mostrar)\w*|mostrar\w*|retornar\w*|imprim\w+|retorna|mostra|exibe|exibir\w*)\b.*(?::|$)|(?:algo (?:como|assim|parecido|semelhante)|semelhante a|parecido com|similar a))/,
		file: /(?:\b(?:conteudo|linhas?|configuracao|valores|parametros?|diretivas?|variaveis|opcoes|trecho|texto|codigo|secao)\b|\b(?:adicion\w+|inclu\w+|acrescent\w+|col(?:e|ar)|modific\w+|alter\w+|edit\w+|fic(?:a|ar|ara)\w*|cri(?:e|ar)|salv\w+|descoment\w+|substitu\w+)\b.*\b(?:arquivo|ficheiro|linha|linhas|seguinte|seguintes|assim|isto|isso|final)\b)/,
	},
};

/** `Add the following command to your configuration`: what is added to a file is no less its content for being a command. */
const adds =
	/\b(?:add|append|insert|paste|put|anad\w+|agreg\w+|peg\w+|adicion\w+|acrescent\w+|cole)\b(?!.*\b(?:with|using|by|via|con|usando|mediante|com|running|ejecutando|executando)\b).*\b(?:to|in|into|at|al?|en|ao|no|na)\b/;

const fileWord =
	/\b(?:files?|archivos?|ficheros?|arquivos?|ficheiros?|config\w*|scripts?|templates?|manifests?|units?|stanza|crontab|plantilla)\b/;
const similar =
	/\b(?:similar|something like|looks? like|somewhat like|example|e\.g|algo (?:como|asi|parecido|assim)|parecid[oa]|semelhante|ejemplo|exemplo)\b/;
const label =
	/^(?:example |sample |expected |the |la |el |a |o |ejemplo de |exemplo de )?(?:outputs?|results?|response|salidas?|resultados?|respuesta|saidas?|resposta)(?: (?:example|is|es|e|esperad[oa]|de ejemplo|de exemplo))?[:.]?$/;

const fold = (text: string): string =>
	text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();

/**
 * What a paragraph says of the block below it; null where it says nothing. Its last sentence counts, in the document's language;
 * one that speaks of a command and of a file too is about the command, unless what is written is in the file.
 *
 * @param sentences the paragraph's, with backticks around code
 * @param language the document's; null where it is not known, and then all count
 */
export function leadInOf(sentences: readonly string[], language: string | null): LeadIn | null {
	const last = fold(sentences.at(-1) ?? "");
	if (last === "") return null;
	if (label.test(last)) return { kind: "output", similar: similar.test(last) };
	const tables = language !== null && Object.hasOwn(words, language) ? [words[language]] : Object.values(words);
	for (const table of tables) {
		if (!table) continue;
		const found = kindOf(last, table);
		if (found) return { kind: found, similar: found === "output" && similar.test(last) };
	}
	return null;
}

function kindOf(text: string, { command, output, file }: Words): LeadIn["kind"] | null {
	const bare = text.replace(/`[^`]*`/g, "`x`");
	const namesFile = fileName.test(text) || fileWord.test(bare);
	if (namesFile && file.test(bare) && (!command.test(bare) || adds.test(bare))) return "file";
	if (output.test(bare) && !endsWithOrder(bare)) return "output";
	if (command.test(bare)) return "command";
	if (file.test(bare) && text.endsWith(":")) return "file";
	return null;
}

/** `…, run:` and its like: whatever was said before, something is typed now. */
function endsWithOrder(text: string): boolean {
	return /\b(?:run|running|execute|type|typing|enter|commands?(?: below)?|comando|comandos|ejecute|ejecuta|ejecutamos|ejecutar|ejecutando|escribiendo|tecleando|digitando|execute|executando|rode)(?: (?:the )?(?:following|this|siguiente|seguinte|como usuario|as root))*(?: commands?)?:?$/.test(
		text,
	);
}
