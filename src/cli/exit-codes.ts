/** The exit codes. */
export const ExitCode = {
	/** Every verdict is the declared one, nothing was skipped, nothing was left behind. */
	works: 0,
	/** A verdict is not the declared one, or something was left behind, or a report could not be written. */
	worksNot: 1,
	/** The document, its companion or the command line cannot be used; nothing was run. */
	badInput: 2,
	/** The machine cannot be made here; the message names a command that helps. */
	noMachine: 3,
	/** What ran is as declared, but something was not run. */
	incomplete: 4,
	/** A defect of charla itself (EX_SOFTWARE). */
	failed: 70,
	/** Interrupted from the keyboard (128 + SIGINT). */
	interrupted: 130,
	/** The reader of the output has closed it, as in `charla … | head` (128 + SIGPIPE). */
	outputClosed: 141,
} as const;
