import { expect, test } from "vitest";
import { Interrupted } from "../library/verify.js";
import { throwLeftovers } from "./leftovers.js";

test("reports what an interrupted run has left, in the document's language", () => {
	const interrupted = new Interrupted(["project: charla-1", "mount: /mnt"]);
	expect(() => throwLeftovers(interrupted, "en")).toThrow("Left on the real machine:\nproject: charla-1\nmount: /mnt");
	expect(() => throwLeftovers(interrupted, "es")).toThrow("Quedó en la máquina real:");
});

test("is silent where nothing is left, and about errors that the tests report", () => {
	expect(() => throwLeftovers(new Interrupted([]), "en")).not.toThrow();
	expect(() => throwLeftovers(new Error("no such machine"), "en")).not.toThrow();
});
