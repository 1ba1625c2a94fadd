import { execa } from "execa";

/** Runs a program with its arguments, as root where this user may not; answers what it wrote, or throws what it said. */
export type Act = (argv: readonly string[]) => Promise<string>;

/**
 * What charla puts files back with: a program as this user, and where that is not permitted through the words before
 * a command that needs root.
 *
 * @param asRoot none as root; null where root is not to be had
 */
export function handsOf(asRoot: readonly string[] | null): Act {
	return async (argv) => {
		const plain = await attempt(argv);
		if (!plain.failed) return plain.stdout;
		if (asRoot === null || asRoot.length === 0 || !isRefusal(plain.said)) throw new Error(plain.said);
		const root = await attempt([...asRoot, ...argv]);
		if (root.failed) throw new Error(root.said);
		return root.stdout;
	};
}

/** Whether an answer says that this user may not. */
function isRefusal(said: string): boolean {
	return /permission denied|not permitted|must be superuser|only root/i.test(said);
}

async function attempt([program = "true", ...words]: readonly string[]) {
	const result = await execa(program, words, {
		...{ env: { LC_ALL: "C" }, reject: false, stdin: "ignore", stripFinalNewline: false, timeout: 120_000 },
	});
	const said = (result.stderr || result.shortMessage || "").trim();
	return { failed: result.failed, stdout: result.stdout, said };
}
