import { expect, it as test } from "vitest";
import { withPackages } from "./recipes.js";

const tree = { words: "Debian", suite: "bookworm", archive: null, packages: ["less"], files: {} };

test("a tree with more packages is another one, whatever their order", () => {
	const more = withPackages(tree, ["npm", "nodejs", "npm", "less"]);
	expect(more).toEqual({ ...tree, words: "Debian + nodejs + npm", packages: ["less", "nodejs", "npm"] });
	expect(withPackages(tree, ["nodejs", "npm"])).toEqual(more);
});

test("a tree that has them all is the same", () => {
	expect(withPackages(tree, ["less"])).toBe(tree);
});
