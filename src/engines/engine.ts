import type { Verb } from "./names.js";

/** All words of an engine that charla knows: a row of the table in `engines.ts`, and the only place that has them. */
export interface Engine {
	/** As people call it. */
	name: string;
	/** The client, which documents type. */
	client: string;
	/** What the client's verbs do to names: `launch`, `snapshot create`. */
	verbs: Readonly<Record<string, Verb>>;
	/** Programs that come with the engine and are not its client. */
	programs: RegExp;
	/** Debian's packages of it, installed with what they recommend. */
	packages: readonly string[];
	/** The unit of the daemon, as the packages bring it. */
	unit: string;
	/** Starts a further daemon in the foreground. */
	daemon: string;
	/** Reads a configuration from standard input and makes it so. */
	init: string;
	/** Waits until the daemon answers, a minute at most. */
	ready: string;
	/** What `init --auto` calls the bridge. */
	bridge: string;
	/** Where a daemon keeps everything, unless the variable `folderVariable` says otherwise. */
	folder: string;
	folderVariable: string;
}
