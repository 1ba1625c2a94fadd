import { expect, test } from "vitest";
import { nearest } from "./nearest.js";

test("the nearest shares most pairs of letters", () => {
	expect(nearest("lxc start web", ["lxc stop db", "lxc start [web]", "ls"])).toBe("lxc start [web]");
	expect(nearest("anything", [])).toBeNull();
});

test("of short words also two whose letters changed places", () => {
	expect(nearest("wehn", ["to", "when"])).toBe("when");
	expect(nearest("rnu", ["instance", "state", "because", "run"])).toBe("run");
});

test("what is not near is not suggested", () => {
	expect(nearest("adaptations", ["language", "placeholders", "statements", "claims"])).toBeNull();
	expect(nearest("kubectl get pods", ["lxc stop db", "cat /etc/hostname", "ls"])).toBeNull();
	expect(nearest("Nothing", ["It lists.", "Before anything is typed."])).toBeNull();
});
