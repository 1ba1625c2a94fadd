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
export interface Arguments {
	words: string[];
	option: (name: string) => string[];
}

export type Verb = (call: Arguments) => Effects;

/** `REMOTE:name`: the remote, unless it is the local one, and the name without a `local:`. */
export function remoteAndName(word: string): { remote: string | null; name: string } {
	const colon = /^([^:/]*):(.*)$/s.exec(word);
	const [remote, name] = [colon?.[1] ?? "local", colon?.[2] ?? word];
	return { remote: remote === "local" || remote === "" ? null : remote, name };
}

function remoteOf(word: string): Name[] {
	const { remote } = remoteAndName(word);
	return remote === null ? [] : [{ kind: "remote", name: remote }];
}

/** `C`, `C/S`, `REMOTE:C`: the instance or snapshot that it names; none for a bare `REMOTE:`. */
export function instanceIn(word: string): Name[] {
	const { remote, name } = remoteAndName(word);
	if (name === "") return [];
	return [{ kind: name.includes("/") ? "snapshot" : "instance", name: remote === null ? name : word }];
}

export const nothing = (): Effects => ({ defines: [], uses: [] });

export function together(...parts: Effects[]): Effects {
	const renames = parts.find((part) => part.renames)?.renames;
	return {
		defines: parts.flatMap((part) => part.defines),
		uses: parts.flatMap((part) => part.uses),
		...(renames ? { renames } : {}),
	};
}

export const each = (words: string[], effect: (word: string | undefined) => Effects): Effects =>
	together(...words.map((word) => effect(word)));

export const usesInstance = (word?: string): Effects =>
	word === undefined ? nothing() : { defines: [], uses: [...remoteOf(word), ...instanceIn(word)] };

export const definesInstance = (word?: string): Effects =>
	word === undefined ? nothing() : { defines: instanceIn(word), uses: remoteOf(word) };

/** The instance of `C/path`, the way `file` writes it. */
export function usesPath(word?: string): Effects {
	const instance = word?.split("/", 1)[0];
	return instance === undefined || instance === "" ? nothing() : usesInstance(instance);
}

/** An image of another remote is that remote's; only local ones are the document's to define. */
export function usesImage(word?: string): Effects {
	if (word === undefined) return nothing();
	const { remote, name } = remoteAndName(word);
	if (remote !== null) return { defines: [], uses: [{ kind: "remote", name: remote }] };
	return { defines: [], uses: name === "" ? [] : [{ kind: "image", name }] };
}

export function definesImage(word?: string): Effects {
	return word === undefined ? nothing() : { defines: [{ kind: "image", name: remoteAndName(word).name }], uses: [] };
}

export const usesRemote = (word?: string): Effects => ({ defines: [], uses: word === undefined ? [] : remoteOf(word) });

/** A remote by its own name, with or without a colon. */
export function remoteNamed(word: string): Name[] {
	const name = word.replace(/:$/, "");
	return name === "" || name === "local" ? [] : [{ kind: "remote", name }];
}

export const usesRemoteNamed = (word?: string): Effects => ({
	defines: [],
	uses: word === undefined ? [] : remoteNamed(word),
});

export function snapshotOf(instance?: string, snapshot?: string): Name[] {
	if (instance === undefined || snapshot === undefined) return [];
	return [{ kind: "snapshot", name: `${instanceIn(instance)[0]?.name ?? instance}/${snapshot}` }];
}

export function renames(from: Name | undefined, to: Name | undefined, uses: Name[]): Effects {
	if (!from || !to) return { defines: [], uses };
	return { defines: [to], uses, renames: { from, to } };
}
