import { expect, test } from "vitest";
import type { MachineFault } from "../model/machine-fault.js";
import { cachedText, imageText, machineFaultText, progressText } from "./machine.js";

const fault: MachineFault = { code: "no-access", said: "permission denied" };

test("progress, faults and facts are said in each language", () => {
	expect(progressText({ code: "starting-engine", engine: "LXD" }, "es")).toBe("arrancando LXD");
	expect(machineFaultText(fault, "en")).toBe("this user may not use LXD: permission denied");
	expect(machineFaultText(fault, "es")).toBe("este usuario no tiene permiso para usar LXD: permission denied");
	expect(imageText({ name: "Debian 12", made: true }, "es")).toBe("Debian 12, hecha con mmdebstrap");
	expect(cachedText({ part: "packages", name: "LXD", made: "2026-11-24" }, "en")).toBe(
		"the packages of LXD, downloaded on 2026-11-24",
	);
});

test("a fault that has causes says them below it", () => {
	expect(machineFaultText({ code: "no-image-made", faults: [fault, { code: "no-pool" }] }, "en")).toBe(
		"no container image could be made:\nthis user may not use LXD: permission denied\nthis LXD has no storage pool",
	);
});
