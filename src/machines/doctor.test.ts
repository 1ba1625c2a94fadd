import { expect, it } from "vitest";
import { doctor } from "./doctor.js";

it("speaks Spanish where it is asked to", async () => {
	const [english, spanish] = await Promise.all([doctor(), doctor("es")]);
	expect(spanish.map(({ ok }) => ok)).toEqual(english.map(({ ok }) => ok));
	expect(spanish.map(({ name }) => name)).toEqual(expect.arrayContaining(["usuario", "disco", "caché"]));
});

it("says of each thing what was found and what was expected, in a second", async () => {
	const started = Date.now();
	const checks = await doctor();
	expect(Date.now() - started).toBeLessThan(3000);
	expect(checks.map((check) => check.name)).toEqual(
		expect.arrayContaining(["user", "podman", "zstd", "disk space", "cache"]),
	);
	for (const check of checks) {
		expect(check.found).not.toBe("");
		expect(check.expected).not.toBe("");
		if (check.ok) expect(check.mend).toBeNull();
	}
});
