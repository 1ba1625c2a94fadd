import { expect, test } from "vitest";
import { doctor } from "./doctor.js";

test("says of each thing what was found, in a second", async () => {
	const started = Date.now();
	const checks = await doctor();
	expect(Date.now() - started).toBeLessThan(3000);
	expect(checks.map(({ name, of }) => (name === "package" ? of : name))).toEqual(
		expect.arrayContaining(["user", "podman", "zstd", "space", "cache"]),
	);
	for (const { ok, mend } of checks) if (ok) expect(mend).toBeNull();
});
