import { expect, test } from "vitest";
import type { FailedAttempt, Reason } from "../model/reason.js";
import { failureText, reasonText } from "./reasons.js";

const both = (reason: Reason) => [reasonText(reason, "en"), reasonText(reason, "es")];

test("a reason is said in each language, with its data", () => {
	expect(both({ code: "needs-root", what: "iptables" })).toEqual([
		"iptables needs root: run charla as root or with --sudo",
		"iptables requiere root: ejecute charla como root o con --sudo",
	]);
	expect(both({ code: "not-entered", container: "web", without: ["net"] })).toEqual([
		"no process could enter web without its namespaces: net",
		"ningún proceso pudo entrar en web sin sus espacios de nombres: net",
	]);
});

test("an author's text is said as it is, in the language that it has", () => {
	expect(both({ code: "text", text: "x" })).toEqual(["x", "x"]);
	expect(both({ code: "text", text: { en: "one", es: "uno" } })).toEqual(["one", "uno"]);
});

test("a failure says the last words of what came to its own end", () => {
	const attempt: FailedAttempt = { failure: { kind: "exit-code", exitCode: 1 }, last: "no such thing" };
	expect(failureText(attempt, "en")).toBe("exit code 1: no such thing");
	expect(failureText({ ...attempt, limits: ["memory", "disk"] }, "en")).toBe(
		"exit code 1: no such thing; the machine's memory was used up; the machine's disk is full",
	);
	expect(failureText({ ...attempt, last: null }, "es")).toBe("código de salida 1");
	expect(failureText({ ...attempt, failure: { kind: "timeout", seconds: 3 } }, "en")).toBe("did not end within 3 s");
});

test("reasons are said within reasons", () => {
	expect(
		both({ code: "failed-otherwise", pattern: "a", flags: "i", failure: { kind: "shell-ended" }, last: null }),
	).toEqual([
		"it was meant to fail with output like /a/i, and failed in another way: ended the shell that it was typed into",
		"debía fallar con una salida como /a/i, y falló de otro modo: terminó la shell en la que se tecleó",
	]);
	const silent: Reason = { code: "shell-silent", seconds: 5, stderr: "Error: no web\n" };
	expect(failureText({ failure: { kind: "no-shell", reason: silent }, last: null }, "en")).toBe(
		"no shell: Error: no web\nno shell answered within 5 s",
	);
});
