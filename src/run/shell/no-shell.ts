import type { Reason } from "../../model/reason.js";

/** Why a shell could not be opened. */
export class NoShell extends Error {
	constructor(
		/** The exit code of the command that should have opened it; null where that did not end by itself. */
		readonly exitCode: number | null,
		readonly stdout: string,
		readonly stderr: string,
		readonly reason: Reason,
	) {
		super(reason.code);
		this.name = "NoShell";
	}

	/** The command that should have opened it ended; why is what it said. */
	static ended(exitCode: number | null, stdout: string, stderr: string): NoShell {
		const said = stderr.trim();
		return new NoShell(
			exitCode,
			stdout,
			stderr,
			said ? { code: "text", text: said } : { code: "shell-ended", exitCode },
		);
	}

	/** No shell answered in time. */
	static silent(seconds: number, stdout: string, stderr: string): NoShell {
		return new NoShell(null, stdout, stderr, { code: "shell-silent", seconds, stderr });
	}
}
