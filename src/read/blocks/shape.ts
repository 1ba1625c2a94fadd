import type { UntypedKind } from "../../model/words.js";
import { unwrap } from "../../shell-language/opened-shell.js";
import { isKnownProgram } from "../../shell-language/programs.js";
import { replPrompt } from "./prompts.js";

/**
 * What a line looks like: a command whose program everybody knows; one whose program may be anything; an assignment; or what
 * nobody types into a shell, and then what it is.
 */
export type Shape = "command" | "plausible" | "assignment" | UntypedKind;

type Row = [kind: UntypedKind, pattern: RegExp];

/** What no shell statement begins with, whatever the program. The first row that fits says what it is. */
const never: Row[] = [
	["repl", replPrompt],
	["repl", /^\\[a-zA-Z?!+]{1,8}(?:\s|;|$)/],
	[
		"repl",
		/^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|SHOW|USE|FLUSH|BEGIN|COMMIT|ROLLBACK|EXPLAIN|DESCRIBE|TRUNCATE|VACUUM|SET)\b(?=.*\s|;)/,
	],
	[
		"repl",
		/^(?:select\s.*\sfrom|create (?:database|table|user|role|extension|index)|drop (?:database|table|user|role)|grant .* to|revoke .* from|flush privileges|insert into|alter (?:database|table|user|role)|delete from|update \w+ set|show (?:databases|tables)|use \w+;)/i,
	],
	["code", /^(?:FROM|RUN|CMD|COPY|ADD|ENTRYPOINT|ENV|EXPOSE|WORKDIR|USER|VOLUME|ARG|LABEL)\s/],
	["code", /^(?:if|else if|for|while|switch)\s*\((?!\().*\)\s*\{/],
	[
		"code",
		/^(?:#include|<\?php|package \w+;?$|import [\w.]+$|import [\w{*].* from |from [\w.]+ import |def \w+\(|class \w+|func \w+\(|const \w+ =|let \w+ =|var \w+ =|public |private |@\w+\()/,
	],
	[
		"markup",
		/^<(?:[/!?]|[A-Za-z][\w:-]*(?:\s+[^<>]*)?>(?!\s*$)|[A-Z][A-Za-z]*(?:\s[^<>]*)?>$|(?:html|head|body|div|network|domain|service|project|configuration|xml)\b)/,
	],
	["data", /^(?:[{[]\s*$|[}\]]+[,;]?\s*$|"[^"]*"\s*:|\{\s*["}]|\[\s*[{"])/],
	["configuration", /^\[+(?! )[\w .:/@"-]+\]+\s*(?:[#;].*)?$/],
	["configuration", /^[\w.@/-]+\s+=(?:\s|$)/],
	["configuration", /^[A-Za-z_][\w-]*[.-][\w.-]*=/],
	["configuration", /^"?[\w./@-]+"?:(?:\s|$)/],
	["configuration", /^(?:-\s+\S|-{3}\s*$)/],
	["configuration", /^(?:\*|@(?:reboot|daily|hourly|weekly|monthly))\s+\S/],
	[
		"configuration",
		/^(?:server|location|upstream|events|http|resource|provider|variable|module|data|global|defaults|frontend|backend)\b[^|&()]*\{\s*$/,
	],
	["output", /^(?:\+[-=+]{2,}|\|.*\||[-=_*~]{3,}|\.{3}$|\[\.{3}\]|…)/],
	["output", /^(?:(?!7z )\d|[●•✓✔✗✘→⇒▶○◉⚠·]|[│├└┌─])/],
	["output", /^[-dlbcps][rwx-]{9}/],
	["output", /^(?:Error|ERROR|Warning|WARNING|WARN|INFO|DEBUG|FATAL|Fatal|Usage|Active|Loaded)\b[: ]/],
	["output", /^(?:[A-Z][a-z]{2},? ){1,2}[ \d]\d\b/],
	["output", /^(?:[A-Z][A-Z0-9_#%/()-]+(?: [A-Z]+)?(?:\s{2,}|$)){2,}/],
	["output", /^Output(?=[A-Z\s])/],
	["output", /^HTTP\/\d/],
	["output", /^\w+ - \d{1,2}:\d\d/],
	["data", /^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\s+\S*\//],
	["url", /^[a-z][a-z+]+:\/\/\S*$/],
	["prose", /^[*•]\s/],
];

/** A line of words, as sentences have them. */
const sentence = /^[¿¡"“(]?\p{Lu}[\p{L}'’,-]*(?:\s+[\p{L}'’(),;:"“”/`.-]+){2,}[.:?!)]?$/u;

/** A path that is nothing to run: a file with an extension, or a folder. */
const path =
	/^[\w.~@/-]*(?:\/|\.(?:conf|cfg|ini|ya?ml|json|toml|txt|md|html?|xml|service|network|socket|timer|log|env|list|repo|css|csv))$/;

/** Looks at the first line of a statement, without its indentation. */
export function shapeOf(line: string): Shape {
	const text = line.trim();
	const row = never.find(([, pattern]) => pattern.test(text));
	if (row) return row[0];
	if (
		path.test(text) ||
		/^\/(?:etc|var|home|dev|proc|sys|srv|mnt|tmp|run|boot)(?:\/(?!bin\/|.*\.(?:sh|py)$)\S*)?$/.test(text)
	)
		return "path";
	const words = withoutAssignments(text);
	if (words === "" || words.startsWith("#")) return /\$\((?!\()|`/.test(text) ? "command" : "assignment";
	return ofProgram(words, text);
}

/** `A=1 B="two words" make` without its assignments. */
function withoutAssignments(text: string): string {
	return text.replace(
		/^(?:[A-Za-z_]\w*\+?=(?:"(?:\\.|[^"\\])*(?:"|$)|'[^']*(?:'|$)|\$\(.*?(?:\)|$)|`[^`]*(?:`|$)|\\.|[^\s"'`$]|\$(?!\())*(?:\s+|$))+/,
		"",
	);
}

function ofProgram(words: string, text: string): Shape {
	const [program = ""] = unwrap(words.replaceAll(/["']/g, "").split(/\s+/, 12));
	const known = program === "" || isKnownProgram(program);
	// A command may end with a colon, and be made of words: `lxc image list ubuntu:`.
	if (isSentence(text) && !(known && /^\p{Ll}/u.test(text) && !/(?:\s\S+){5}[.?!]$/.test(text))) return "prose";
	if (known) return "command";
	if (/^\/\w[\w-]*$/.test(program)) return "plausible";
	if (/^(?:\.{0,2}|~|\$\{?\w+\}?|\$\(.*\)|<[\w-]+>|\[[\w-]+\])?\/\S+$/.test(program)) return "command";
	if (/^(?:\$|`|["'(]|\w+\(\))/.test(program)) return "plausible";
	if (/^[a-z_][\w.+@-]*$/.test(program)) return /\S;\s*$|\{\s*$/.test(text) ? "configuration" : "plausible";
	if (/^\p{Lu}[\w.+-]*$/u.test(program)) return /(?:^|\s)--?\w/.test(words) ? "plausible" : "unclear";
	if (/^[<[]/.test(program)) return "plausible";
	return /[.:?!]$/.test(text) ? "prose" : "unclear";
}

function isSentence(text: string): boolean {
	return (
		sentence.test(text) ||
		/^\p{L}[\p{L},'’-]*(?:\s[\p{L},'’-]+){3,}[.:?!]$/u.test(text) ||
		/^\p{Lu}[\p{L}\s]*:$/u.test(text)
	);
}
