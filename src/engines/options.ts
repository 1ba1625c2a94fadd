import type { Arguments } from "./names.js";

/** Options that take their value from the next word, in every verb. */
const valued = new Set(
	(
		"alias config device network profile storage target target-project type project mode env cwd user group uid gid " +
		"columns format timeout protocol auth-type password token compression expire network-address refresh-exclude-older"
	).split(" "),
);

/** One-letter options that do the same, by verb: `-t` is a type for `launch`, but a terminal for `exec`. */
const valuedLetters: Record<string, string> = {
	launch: "cdnpst",
	init: "cdnpst",
	create: "cdnpst",
	copy: "cdpst",
	cp: "cdpst",
	move: "cdpst",
	mv: "cdpst",
	"image copy": "p",
	list: "cf",
	ls: "cf",
	"image list": "cf",
};

/** Whether an option's value is the word after it. */
export function takesNext(option: string, verb: string): boolean {
	if (option.startsWith("--")) return valued.has(option.slice(2));
	return option.length === 2 && (valuedLetters[verb] ?? "").includes(option.slice(1));
}

/** Where the verb stands, after options of the client itself (`lxc --project x launch …`). */
export function firstWord(words: string[]): number {
	let at = 0;
	for (let word = words[at]; word?.startsWith("-"); word = words[at]) at += takesNext(word, "") ? 2 : 1;
	return at;
}

export function parseOptions(words: string[], verb: string): Arguments {
	const plain: string[] = [];
	const options: [string, string][] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? "";
		if (word === "--") {
			plain.push(...words.slice(at + 1));
			break;
		}
		const [name = "", value] = word.includes("=") ? split(word) : [word];
		if (!word.startsWith("-") || word === "-") plain.push(word);
		else if (value !== undefined) options.push([name, value]);
		else if (takesNext(word, verb)) options.push([name, words[++at] ?? ""]);
		else options.push([name, ""]);
	}
	return {
		words: plain,
		option: (wanted) => options.filter(([name]) => name === `--${wanted}`).map(([, value]) => value),
	};
}

function split(word: string): [string, string] {
	const at = word.indexOf("=");
	return [word.slice(0, at), word.slice(at + 1)];
}
