import { expect, test } from "vitest";
import { callsByReach } from "./reach.fixture.js";
import { reachOf } from "./reach.js";

test.each(Object.entries(callsByReach).flatMap(([reach, calls]) => calls.map((words) => ({ reach, words }))))(
	"$reach: lxc $words",
	({ reach, words }) => {
		expect(reachOf(words)).toBe(reach);
	},
);
