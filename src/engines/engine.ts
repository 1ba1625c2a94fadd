import type { EngineCall } from "../model/script.js";
import { shellIn } from "../shell-language/opened-shell.js";
import { baseName } from "../shell-language/syntax.js";

export { shellIn, unwrap } from "../shell-language/opened-shell.js";

/** Something in an engine that has a name, as the document writes it (`[container]`, `web`, `web/clean`). */
export interface Name {
	kind: "instance" | "image" | "remote" | "snapshot";
	name: string;
}

/** What a call does to names. A rename also uses the old name and defines the new one. */
export interface Effects {
	defines: Name[];
	uses: Name[];
	renames?: { from: Name; to: Name };
}

/** A call's words after the verb, options taken out. */
interface Arguments {
	words: string[];
	option: (name: string) => string[];
}

type Verb = (call: Arguments) => Effects;

/** An engine as charla needs to know it: its client's verbs, and what else of its programs runs on the host. */
interface Dialect {
	engine: "LXD" | "Incus";
	verbs: Record<string, Verb>;
	/** Programs that come with the engine and are not its client. */
	companions: RegExp;
}

// ───────────────────────────────────────────── names in words

/** `REMOTE:name`: the remote, unless it is the local one, and the name without a `local:`. */
function remoteAndName(word: string): { remote: string | null; name: string } {
	const colon = /^([^:/]*):(.*)$/s.exec(word);
	const [remote, name] = [colon?.[1] ?? "local", colon?.[2] ?? word];
	return { remote: remote === "local" || remote === "" ? null : remote, name };
}

function remoteOf(word: string): Name[] {
	const { remote } = remoteAndName(word);
	return remote === null ? [] : [{ kind: "remote", name: remote }];
}

/** `C`, `C/S`, `REMOTE:C`: the instance or snapshot that it names; none for a bare `REMOTE:`. */
function instanceIn(word: string): Name[] {
	const { remote, name } = remoteAndName(word);
	if (name === "") return [];
	return [{ kind: name.includes("/") ? "snapshot" : "instance", name: remote === null ? name : word }];
}

const nothing = (): Effects => ({ defines: [], uses: [] });

function together(...parts: Effects[]): Effects {
	const renames = parts.find((part) => part.renames)?.renames;
	return {
		defines: parts.flatMap((part) => part.defines),
		uses: parts.flatMap((part) => part.uses),
		...(renames ? { renames } : {}),
	};
}

const each = (words: string[], effect: (word: string | undefined) => Effects): Effects =>
	together(...words.map((word) => effect(word)));

const usesInstance = (word?: string): Effects =>
	word === undefined ? nothing() : { defines: [], uses: [...remoteOf(word), ...instanceIn(word)] };

const definesInstance = (word?: string): Effects =>
	word === undefined ? nothing() : { defines: instanceIn(word), uses: remoteOf(word) };

/** The instance of `C/path`, the way `file` writes it. */
function usesPath(word?: string): Effects {
	const instance = word?.split("/", 1)[0];
	return instance === undefined || instance === "" ? nothing() : usesInstance(instance);
}

/** An image of another remote is that remote's; only local ones are the document's to define. */
function usesImage(word?: string): Effects {
	if (word === undefined) return nothing();
	const { remote, name } = remoteAndName(word);
	if (remote !== null) return { defines: [], uses: [{ kind: "remote", name: remote }] };
	return { defines: [], uses: name === "" ? [] : [{ kind: "image", name }] };
}

function definesImage(word?: string): Effects {
	return word === undefined ? nothing() : { defines: [{ kind: "image", name: remoteAndName(word).name }], uses: [] };
}

const usesRemote = (word?: string): Effects => ({ defines: [], uses: word === undefined ? [] : remoteOf(word) });

/** A remote by its own name, with or without a colon. */
function remoteNamed(word: string): Name[] {
	const name = word.replace(/:$/, "");
	return name === "" || name === "local" ? [] : [{ kind: "remote", name }];
}

const usesRemoteNamed = (word?: string): Effects => ({
	defines: [],
	uses: word === undefined ? [] : remoteNamed(word),
});

function snapshotOf(instance?: string, snapshot?: string): Name[] {
	if (instance === undefined || snapshot === undefined) return [];
	return [{ kind: "snapshot", name: `${instanceIn(instance)[0]?.name ?? instance}/${snapshot}` }];
}

function renames(from: Name | undefined, to: Name | undefined, uses: Name[]): Effects {
	if (!from || !to) return { defines: [], uses };
	return { defines: [to], uses, renames: { from, to } };
}

// ───────────────────────────────────────────── verbs

const launch: Verb = ({ words: [image, name] }) => together(usesImage(image), definesInstance(name));
const copy: Verb = ({ words: [from, to] }) => together(usesInstance(from), definesInstance(to));
const usesAll: Verb = ({ words }) => each(words, usesInstance);
const usesFirst: Verb = ({ words: [first] }) => usesInstance(first);
const usesSecond: Verb = ({ words: [, second] }) => usesInstance(second);

const move: Verb = ({ words: [from, to] }) => {
	const [old] = from === undefined ? [] : instanceIn(from);
	const [fresh] = to === undefined ? [] : instanceIn(to);
	return renames(old, fresh, [...usesInstance(from).uses, ...usesRemote(to).uses]);
};

const snapshot: Verb = ({ words: [instance, name] }) =>
	together(usesInstance(instance), { defines: snapshotOf(instance, name), uses: [] });

const usesSnapshot: Verb = ({ words: [instance, ...names] }) =>
	together(usesInstance(instance), { defines: [], uses: names.flatMap((name) => snapshotOf(instance, name)) });

const renameSnapshot: Verb = ({ words: [instance, from, to] }) => {
	const [old] = snapshotOf(instance, from);
	const [fresh] = snapshotOf(instance, to);
	return renames(old, fresh, [...usesInstance(instance).uses, ...(old ? [old] : [])]);
};

const publish: Verb = ({ words: [from, target], option }) =>
	together(usesInstance(from), usesRemote(target), each(option("alias"), definesImage));

const imageCopy: Verb = ({ words: [from, target], option }) =>
	together(usesImage(from), usesRemote(target), each(option("alias"), definesImage));

/** `image import FILE [ROOTFS] [REMOTE:]`. */
const imageImport: Verb = ({ option }) => each(option("alias"), definesImage);

const usesImages: Verb = ({ words }) => each(words, usesImage);
const usesFirstImage: Verb = ({ words: [image] }) => usesImage(image);

const pull: Verb = ({ words }) => each(words.slice(0, -1), usesPath);
const push: Verb = ({ words }) => usesPath(words.at(-1));
const usesPaths: Verb = ({ words }) => each(words, usesPath);

const remoteRename: Verb = ({ words: [from, to] }) => {
	const [old] = from === undefined ? [] : remoteNamed(from);
	const [fresh] = to === undefined ? [] : remoteNamed(to);
	return renames(old, fresh, old ? [old] : []);
};

const remoteAdd: Verb = ({ words: [name] }) => ({ defines: name === undefined ? [] : remoteNamed(name), uses: [] });

/** What both clients understand in the same way. */
const shared: Record<string, Verb> = {
	launch,
	init: launch,
	copy,
	cp: copy,
	move,
	mv: move,
	rename: move,
	publish,
	start: usesAll,
	stop: usesAll,
	restart: usesAll,
	pause: usesAll,
	delete: usesAll,
	rm: usesAll,
	exec: usesFirst,
	shell: usesFirst,
	console: usesFirst,
	info: usesFirst,
	export: usesFirst,
	import: ({ words: [, name] }) => definesInstance(name),
	rebuild: ({ words: [image, name] }) => together(usesImage(image), usesInstance(name)),
	"snapshot create": snapshot,
	"file pull": pull,
	"file push": push,
	"file edit": usesPaths,
	"file create": usesPaths,
	"file delete": usesPaths,
	"file mount": usesPaths,
	"config show": usesFirst,
	"config edit": usesFirst,
	"config device": usesSecond,
	"config metadata": usesSecond,
	"config template": usesSecond,
	"profile add": usesFirst,
	"profile assign": usesFirst,
	"profile remove": usesFirst,
	"network attach": usesSecond,
	"network detach": usesSecond,
	"image copy": imageCopy,
	"image import": imageImport,
	"image info": usesFirstImage,
	"image show": usesFirstImage,
	"image edit": usesFirstImage,
	"image export": usesFirstImage,
	"image delete": usesImages,
	"image refresh": usesImages,
	"image list": ({ words: [remote] }) => usesRemote(remote),
	"image alias create": ({ words: [alias, image] }) => together(usesImage(image), definesImage(alias)),
	"image alias delete": usesFirstImage,
	"image alias rename": ({ words: [from, to] }) => {
		const [old] = usesImage(from).uses;
		const [fresh] = definesImage(to).defines;
		return renames(old, fresh, old ? [old] : []);
	},
	"remote add": remoteAdd,
	"remote remove": ({ words: [name] }) => usesRemoteNamed(name),
	"remote switch": ({ words: [name] }) => usesRemoteNamed(name),
	"remote set-url": ({ words: [name] }) => usesRemoteNamed(name),
	"remote rename": remoteRename,
	list: ({ words: [remote] }) => usesRemote(remote),
	ls: ({ words: [remote] }) => usesRemote(remote),
};

/** `config get C KEY`, but `config get KEY` is the server's: a key has a dot in it, an instance has none. */
const configKey: Verb = ({ words: [first] }) =>
	first === undefined || /^[\w-]+\.[\w.-]+(=|$)/.test(first) ? nothing() : usesInstance(first);

/** The engines' clients, by the name that is typed. */
const dialects: Record<string, Dialect> = {
	lxc: {
		engine: "LXD",
		verbs: { ...shared, "config get": configKey, "config set": configKey, snapshot, restore: usesSnapshot },
		companions: /^(lxd|lxd[.-][\w.-]+|lxc-to-lxd)$/,
	},
	incus: {
		engine: "Incus",
		verbs: {
			...shared,
			"config get": configKey,
			"config set": configKey,
			create: launch,
			resume: usesAll,
			"snapshot delete": usesSnapshot,
			"snapshot restore": usesSnapshot,
			"snapshot rename": renameSnapshot,
			"snapshot list": usesFirst,
			"snapshot show": usesSnapshot,
		},
		companions: /^(incusd|incus-[\w.-]+|lxd-to-incus|lxc-to-incus)$/,
	},
};

/** The client that a command's name is: `lxc` for `/usr/bin/lxc`; null for other programs. */
export function clientNamed(command: string): string | null {
	const base = baseName(command);
	return Object.hasOwn(dialects, base) ? base : null;
}

/** Whether a program comes with an engine and so is typed on the host, although it is not its client: `lxd`, `incus-migrate`. */
export function isEngineProgram(command: string): boolean {
	const base = baseName(command);
	return Object.values(dialects).some(({ companions }) => companions.test(base));
}

// ───────────────────────────────────────────── options

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
function takesNext(option: string, verb: string): boolean {
	if (option.startsWith("--")) return valued.has(option.slice(2));
	return option.length === 2 && (valuedLetters[verb] ?? "").includes(option.slice(1));
}

/** The verb of a call and what it is applied to. */
function analyse({ client, words }: EngineCall): { verb: Verb; arguments: Arguments } | null {
	const verbs = dialects[client]?.verbs ?? {};
	const start = firstWord(words);
	for (const length of [3, 2, 1]) {
		const path = words.slice(start, start + length);
		const name = path.join(" ");
		const verb = path.length === length && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
		if (verb) return { verb, arguments: parseOptions(words.slice(start + length), name) };
	}
	return null;
}

/** Where the verb stands, after options of the client itself (`lxc --project x launch …`). */
function firstWord(words: string[]): number {
	let at = 0;
	for (let word = words[at]; word?.startsWith("-"); word = words[at]) at += takesNext(word, "") ? 2 : 1;
	return at;
}

function parseOptions(words: string[], verb: string): Arguments {
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

// ───────────────────────────────────────────── what a call means

/**
 * What a call of an engine's client does to names: those that exist after it, and those that must exist before it.
 *
 * Names are as written, without `local:`; those on another remote keep it (`far:web`). What is not in the table has no effects.
 */
export function effects(call: EngineCall): Effects {
	const analysis = analyse(call);
	return analysis ? analysis.verb(analysis.arguments) : nothing();
}

/** The container and the program, where a call opens a shell to type into: `lxc exec web -- bash`, `incus shell web`. */
export function shellOpenedBy(call: EngineCall): { container: string; shell: string } | null {
	if (!Object.hasOwn(dialects, call.client)) return null;
	const words = call.words.slice(firstWord(call.words));
	const [verb, ...rest] = words;
	if (verb !== "exec" && verb !== "shell") return null;
	const at = commandStart(rest);
	const container = rest.slice(0, at.name + 1).at(-1);
	if (container === undefined || at.name >= rest.length) return null;
	const name = container.replace(/^local:/, "");
	const command = rest.slice(at.command);
	const shell = verb === "shell" ? (command.length === 0 ? "su" : null) : shellIn(command);
	return shell === null ? null : { container: name, shell };
}

/** Where the container's name and the command line stand among the words after `exec`. */
function commandStart(words: string[]): { name: number; command: number } {
	const skipOptions = (from: number): number => {
		let at = from;
		for (let word = words[at]; word?.startsWith("-") && word !== "--"; word = words[at]) {
			at += takesNext(word, "exec") ? 2 : 1;
		}
		return at;
	};
	const name = skipOptions(0);
	const command = skipOptions(name + 1);
	return { name, command: words[command] === "--" ? command + 1 : command };
}
