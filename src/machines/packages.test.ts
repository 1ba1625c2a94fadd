import { afterEach, expect, test, vi } from "vitest";
import { ensurePackages, installCommand, missingPackages } from "./packages.js";

afterEach(() => vi.unstubAllEnvs());

test("has one command for all that is missing", () => {
	expect(installCommand(["podman", "runc"])).toBe(
		"apt-get update && apt-get install --no-install-recommends podman runc",
	);
});

test("installs nothing where it may not, and names the command", async () => {
	vi.stubEnv("PATH", "/nowhere");
	const missing = await missingPackages();
	expect(missing).toContain("podman");
	const said: string[] = [];
	const refused = ensurePackages(false, { progress: (event) => void said.push(event.code) });
	await expect(refused).rejects.toMatchObject({ name: "MachineUnavailable", mend: installCommand(missing) });
	expect(said).toEqual([]);
});
