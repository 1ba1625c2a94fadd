import { expect, test } from "vitest";
import { fits, hasHoles, holes, isPartlyKnown, mayMake, pathsThere, splitAtHole } from "./holes.js";

const { any, one, unknown } = holes;

test("a name fits where its known characters do", () => {
	expect(fits(`${any}.conf`, "a.conf")).toBe(true);
	expect(fits(`${any}.conf`, "aXconf")).toBe(false);
	expect(fits(`n${one}`, "n1")).toBe(true);
	expect(fits(`n${one}`, "n12")).toBe(false);
	expect(fits(`(${unknown})`, "(a b)")).toBe(true);
});

test("what may be new is told from what has to be there", () => {
	expect([hasHoles("a"), hasHoles(`a${any}`)]).toEqual([false, true]);
	expect([mayMake(`n${unknown}`), mayMake(`n${any}`)]).toEqual([true, false]);
	expect([isPartlyKnown(`n${unknown}`), isPartlyKnown(unknown)]).toEqual([true, false]);
});

test("a path is split above its first hole", () => {
	expect(splitAtHole(`/srv/a/n${any}/c`)).toEqual({ folder: "/srv/a", names: [`n${any}`, "c"] });
	expect(splitAtHole(`/${any}`)).toEqual({ folder: "/", names: [any] });
});

test("the paths that are there are found, up to a number", async () => {
	const tree: Record<string, string[]> = { "/srv": ["a1", "a2", "b"], "/srv/a1": ["c", "d"], "/srv/a2": ["c"] };
	const list = async (folder: string) => tree[folder] ?? [];
	expect(await pathsThere(`/srv/a${any}`, list, 9)).toEqual(["/srv/a1", "/srv/a2"]);
	expect(await pathsThere(`/srv/a${any}/c`, list, 9)).toEqual(["/srv/a1/c", "/srv/a2/c"]);
	expect(await pathsThere(`/srv/${any}`, list, 1)).toEqual(["/srv/a1", "/srv/a2"]);
});
