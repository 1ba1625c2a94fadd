import { expect, test } from "vitest";
import { differences } from "./inventory.js";

test("what came, went or changed is said, and nothing where nothing did", () => {
	const before = { "instance default/web": "Running 1", "image default/abc": "2", "profile default/default": "3" };
	expect(differences(before, { ...before })).toEqual([]);
	const { "image default/abc": _, ...others } = before;
	const after = { ...others, "instance default/web": "Stopped 1", "project charla-1": "4" };
	expect(differences(before, after)).toEqual([
		"image default/abc: is gone",
		"instance default/web: was changed",
		"project charla-1: was not there before",
	]);
});
