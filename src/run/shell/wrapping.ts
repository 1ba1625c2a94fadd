import { randomBytes } from "node:crypto";
import { quote } from "../../shell-language/quote.js";

/** A word that no output can hold before it was sent: 128 random bits, new for every statement. */
export function nonce(): string {
	return randomBytes(16).toString("hex");
}

/**
 * Shell text that prints a nonce, the last exit code, and which of the watched variables are not empty, on one line.
 * The nonce is printed from two halves, so that a shell that echoes its input (`set -v`, `set -x`) does not print it.
 * POSIX, builtins only: it costs no process.
 */
export function sayEnd(word: string, watches: readonly string[]): string {
	const flags = watches.map((name) => `\${${name}:+ ${name}}`).join("");
	return `printf '%s%s %s%s\\n' ${word.slice(0, 16)} ${word.slice(16)} "$?" "${flags}"`;
}

/** Reads the rest of the line that {@link sayEnd} prints, after the nonce. */
export function readEnd(rest: string, watches: readonly string[]): { exitCode: number; empty: string[] } {
	const [code, ...full] = rest.trim().split(" ");
	return { exitCode: Number(code), empty: watches.filter((name) => !full.includes(name)) };
}

/**
 * Shell text that makes `$?` what it was after the last statement, so that the document can ask for it.
 * Left out for 0, which `sayEnd` leaves behind, and under `set -e`, where it would end the shell.
 */
export function restoreStatus(exitCode: number | null): string {
	return exitCode === null || exitCode === 0 ? "" : `case $- in (*e*) ;; (*) __charla_status ${exitCode};; esac\n`;
}

/** Shell text sent once to every new shell. */
export const defineStatus = '__charla_status() { return "$1"; }\n';

/** The statement as an argument of `eval`, so that a syntax error in it is its own failure and not the shell's. */
export function evaluate(text: string): string {
	return `eval ${quote(text)}`;
}
