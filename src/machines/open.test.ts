import { afterEach, expect, test, vi } from "vitest";
import { MachineUnavailable } from "./machine.js";
import { openMachine } from "./open.js";

const options = { engineInstalled: false, install: false, keep: false, progress: () => {} };

afterEach(() => vi.restoreAllMocks());

test("lists the machines there are when the name is none of them", async () => {
	await expect(openMachine("debian:11/lxd", options)).rejects.toMatchObject({
		faults: [
			{
				code: "unknown-machine",
				name: "debian:11/lxd",
				known: ["debian:12/lxd", "debian:13/incus", "debian:13/lxd", "system"],
			},
		],
	});
});

test("gives an existing machine neither files nor packages", async () => {
	for (const around of [{ files: "." }, { packages: ["npm"] }]) {
		const refused = openMachine("system", { ...options, ...around });
		await expect(refused).rejects.toMatchObject({ fault: { code: "nothing-brought" } });
	}
});

test("does without neither Linux nor root, and says how to be root", async () => {
	vi.spyOn(process, "getuid").mockReturnValue(1000);
	const asUser = await openMachine("debian:12/lxd", options).catch((error: unknown) => error);
	expect(asUser).toBeInstanceOf(MachineUnavailable);
	expect(asUser).toMatchObject({
		fault: { code: "needs-root" },
		mend: expect.stringContaining("sudo"),
	});
	vi.spyOn(process, "platform", "get").mockReturnValue("darwin");
	await expect(openMachine("debian:12/lxd", options)).rejects.toMatchObject({
		fault: { code: "not-linux", platform: "darwin" },
	});
});
