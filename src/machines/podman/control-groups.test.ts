import { expect, test } from "vitest";
import { eventCount } from "./control-groups.js";

test("finds a number by its whole name", () => {
	const events = "oom_kill_disable 0\nunder_oom 1\noom_kill 3\n";
	expect([eventCount(events, "oom_kill"), eventCount(events, "max"), eventCount("", "max")]).toEqual([3, 0, 0]);
});
