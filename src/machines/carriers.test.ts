import { expect, test } from "vitest";
import { InputError } from "../model/input-fault.js";
import { carriedMachine } from "./carriers.js";
import { MachineUnavailable } from "./machine.js";

test("has podman carry a machine, unless another carrier is asked for", () => {
	expect(carriedMachine("debian:12/lxd")).toMatchObject({ carrier: "podman", row: { hostname: "debian12" } });
	expect(carriedMachine("debian:13/incus", "podman")).toMatchObject({ row: { engine: { client: "incus" } } });
	expect(carriedMachine("debian:12/lxd", "system")).toEqual({ carrier: "system" });
	expect(carriedMachine("system")).toEqual({ carrier: "system" });
});

test("refuses what is in no table and what a carrier cannot carry", () => {
	expect(() => carriedMachine("debian:12/incus")).toThrow(InputError);
	expect(() => carriedMachine("system", "podman")).toThrow(MachineUnavailable);
	expect(() => carriedMachine("debian:13/incus", "system")).toThrow(MachineUnavailable);
});
