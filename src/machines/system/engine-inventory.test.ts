import { expect, test } from "vitest";
import { differences, state } from "./engine-inventory.js";

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

test("a thing's own fields may be unsteady; what somebody calls the same in its settings is not", () => {
	const profile = { name: "p", used_by: ["/1.0/instances/a"], config: { used_by: "me", "user.status": "1" } };
	expect(state({ ...profile, used_by: [] }, ["used_by"])).toBe(state(profile, ["used_by"]));
	expect(state({ ...profile, config: { ...profile.config, used_by: "you" } }, ["used_by"])).not.toBe(
		state(profile, ["used_by"]),
	);
	expect(state({ properties: { location: "here" } })).not.toBe(state({ properties: { location: "there" } }));
});

test.each([
	["volatile.eth0.hwaddr", false],
	["volatile.uuid", false],
	["volatile.base_image", false],
	["volatile.network.ipv4.address", false],
	["volatile.eth0.host_name", true],
	["volatile.eth0.last_state.created", true],
	["volatile.last_state.power", true],
	["volatile.idmap.next", true],
	["volatile.apply_template", true],
])("%s is the engine's own to change: %s", (key, own) => {
	expect(state({ config: { [key]: "1" } }) === state({ config: { [key]: "2" } })).toBe(own);
});
