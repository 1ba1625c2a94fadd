/** What the command's exit code says. */
export const ExitCode = {
	/** Every verdict is the declared one, nothing was skipped, nothing was left behind. */
	works: 0,
	/** A verdict is not the declared one, or something was left behind, or a report could not be written. */
	worksNot: 1,
	/** The document, its companion or the command line cannot be used; nothing was run. */
	badInput: 2,
	/** This machine cannot give what the document runs on; one command that would mend it is named. */
	noMachine: 3,
	/** What ran is as declared, but something was not run. */
	incomplete: 4,
	/** charla itself failed: a defect of it (EX_SOFTWARE). */
	failed: 70,
	/** Interrupted from the keyboard (128 + SIGINT). */
	interrupted: 130,
	/** Whoever read the output has closed it, as `charla … | head` does (128 + SIGPIPE). */
	outputClosed: 141,
} as const;
