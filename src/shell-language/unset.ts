import type { PlaceholderUse } from "../model/script.js";
import type { ShellStatement } from "./parse.js";
import { assignedBy, mayAlsoSet, plainUses } from "./variables.js";

/** Variables that a shell or its login sets. */
const given = new Set(
	(
		"HOME USER LOGNAME PATH PWD OLDPWD SHELL TERM LANG LANGUAGE TMPDIR HOSTNAME HOSTTYPE MACHTYPE OSTYPE UID EUID GROUPS PPID IFS " +
		"RANDOM SECONDS LINENO EPOCHSECONDS EPOCHREALTIME BASH BASHPID BASH_VERSION BASH_SOURCE BASH_VERSINFO SHLVL DISPLAY EDITOR " +
		"VISUAL MAIL COLUMNS LINES DEBIAN_FRONTEND XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_SESSION_TYPE SUDO_USER SSH_AUTH_SOCK PIPESTATUS " +
		"FUNCNAME REPLY OPTARG OPTIND"
	).split(" "),
);

/**
 * Variables that a document uses and never sets: a reader is to put a value there.
 *
 * Asked for one statement after the other, as they are typed. Once something was sourced, any variable may have been set.
 */
export class Unset {
	readonly #set = new Set<string>();

	/** The statement's uses of such variables, by offset in its text. */
	usesIn({ nodes, start }: ShellStatement): PlaceholderUse[] {
		for (const name of [...mayAlsoSet(nodes), ...assignedBy(nodes)]) this.#set.add(name);
		if (this.#set.has("*")) return [];
		return plainUses(nodes)
			.filter(({ name }) => !given.has(name) && !/^LC_/.test(name) && !this.#set.has(name))
			.map((use) => ({ name: use.name, start: use.start - start, end: use.end - start }));
	}
}
