import { expect, test } from "vitest";
import { isGoodName, nameIn, newRunId } from "./names.js";

test("a name is readable, and its run's own", () => {
	expect(nameIn("demo", ["A"], "k3f9")).toBe("demo-k3f9");
	expect(nameIn({ perSection: "copia" }, ["LXD", "De un snapshot"], "k3f9")).toBe("copia-de-un-snapshot-k3f9");
	expect(nameIn({ perSection: "imagen" }, ["Instalación"], "k3f9")).toBe("imagen-instalacion-k3f9");
	expect(nameIn({ exactly: "ubuntu:24.04" }, [], "k3f9")).toBe("ubuntu:24.04");
});

test("run ids are four characters that make good names and do not repeat soon", () => {
	const ids = Array.from({ length: 100 }, newRunId);
	expect(ids.every((id) => /^[a-z][a-z2-9]{3}$/.test(id))).toBe(true);
	expect(new Set(ids).size).toBeGreaterThan(95);
});

test("a good name is one that the engines take", () => {
	expect(["demo-k3f9", "a1"].every(isGoodName)).toBe(true);
	expect(["1a", "a_b", "a-", "ñandú", "x".repeat(64), ""].some(isGoodName)).toBe(false);
});
