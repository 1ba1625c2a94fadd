import { expect, test } from "vitest";
import { nearest } from "./nearest.js";

test("the nearest shares most pairs of letters", () => {
	expect(nearest("lxc start web", ["lxc stop db", "lxc start [web]", "ls"])).toBe("lxc start [web]");
	expect(nearest("anything", [])).toBeNull();
});
