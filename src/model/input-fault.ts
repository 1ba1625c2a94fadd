import type { z } from "zod";
import type { MachineFault } from "./machine-fault.js";
import type { Language } from "./words.js";

/**
 * Every way in which a document, a companion, a report, a copy or a name cannot be used: its code, and the data of each.
 * `said` is what the system or a program said. `messages/input.ts` has the words.
 */
interface InputFaultData {
	"no-such-document": { path: string };
	"unreadable-document": { path: string; said: string };
	"annotated-copy": { path: string };
	"not-utf8": { path: string; line: number; byte: number };
	"nothing-under": { path: string; heading: string; headings: readonly string[] };
	/** @param titles those of the document's tabs */
	"unknown-tab": { path: string; tab: string; titles: readonly string[] };
	/** @param asks what asks for the files: the companion's path, or an option */
	"files-not-usable": { asks: string; fault: MachineFault };
	"no-shell-block": { path: string };
	"nothing-typed": { path: string };
	"changed-while-run": { path: string };

	"old-companion-name": { path: string; expected: string };
	"companion-no-file": { path: string };
	"companion-without-export": { path: string };
	/** @param place `README.charla.ts:12`, where it threw */
	"companion-not-loaded": { place: string; said: string };
	/** @param place `README.charla.ts:12:3`; @param at the way to it in the companion: `statements[2]` */
	"unknown-key": { place: string; at: string; key: string; nearest: string | null; known: readonly string[] };
	/** @param key `because` or `since`; @param of the key for which it is needed */
	"missing-reason": { place: string; at: string; of: string };
	"not-a-function": { place: string; at: string };
	/** @param issue as the schema found it */
	"wrong-shape": { place: string; at: string; issue: z.core.$ZodRawIssue };
	"companion-exists": { path: string };
	"companion-not-written": { path: string; said: string };

	"no-report": { path: string };
	"report-not-json": { path: string; said: string };
	/** @param at the first field that is wrong */
	"not-a-report": { path: string; at: string; said: string };
	"other-version": { path: string; sha256: string };
	"report-without-name": unknown;
	/** The document, its companion or another report has this path. */
	"report-path-taken": { path: string };
	"report-is-folder": { path: string };
	"report-without-folder": { path: string; folder: string };
	"report-not-writable": { path: string; said: string };

	"copy-is-document": { path: string };
	"copy-no-file": { path: string };
	"copy-of-nothing": { path: string };
	"copy-of-another": { path: string; of: string; document: string };
	"copy-without-folder": { path: string; folder: string };
	"copy-not-writable": { path: string; said: string };

	"unknown-machine": { name: string; known: readonly string[] };
}

/** The name of a fault. */
export type InputFaultCode = keyof InputFaultData;

/** Why something that was given cannot be used; told apart by `code`. */
export type InputFault<C extends InputFaultCode = InputFaultCode> = {
	[K in C]: { code: K } & InputFaultData[K];
}[C];

/** Something that was given cannot be used; exit code 2, and nothing was run. A door makes the message of it, in words. */
export class InputError extends Error {
	override readonly name = "InputError";
	readonly faults: readonly InputFault[];

	/** @param language the document's, where it was read */
	constructor(
		fault: InputFault | readonly InputFault[],
		readonly language?: Language,
	) {
		const faults = "code" in fault ? [fault] : fault;
		super(faults.map(({ code }) => code).join(", "));
		this.faults = faults;
	}

	/** Whether it is this fault, among others. */
	has(code: InputFaultCode): boolean {
		return this.faults.some((fault) => fault.code === code);
	}
}
