import { basename, relative } from "node:path";
import { quote } from "../shell-language/quote.js";

/** The parts of a process that say how it was started. */
type Started = Pick<NodeJS.Process, "argv" | "env">;

/**
 * The command that started this process, to be typed again as root: `sudo env "PATH=$PATH" charla verify a.md`.
 * `PATH` is kept, since sudo's own may have no node.
 */
export function commandAsRoot({ argv, env }: Started = process): string {
	return `sudo env "PATH=$PATH" ${words({ argv, env }).map(word).join(" ")}`;
}

function words({ argv, env }: Started): string[] {
	const [, program = "", ...args] = argv;
	// npm gives the name of the script that it runs, and its text; what is not in the text was typed after `--`.
	const { npm_lifecycle_event: script, npm_lifecycle_script: text = "" } = env;
	const inWorker = env.VITEST !== undefined;
	if (script !== undefined && script !== "npx") {
		const name = ["start", "test"].includes(script) ? [script] : ["run", script];
		const typed = inWorker ? [] : args.filter((arg) => !text.includes(arg));
		return ["npm", ...name, ...(typed.length > 0 ? ["--", ...typed] : [])];
	}
	// A vitest worker has the arguments of the worker.
	if (inWorker) return ["npx", "vitest", "run"];
	if (/[.][cm]?[jt]s$/.test(program)) return ["node", relative(process.cwd(), program), ...args];
	return [...(script === "npx" || program.includes("/node_modules/.bin/") ? ["npx"] : []), basename(program), ...args];
}

function word(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : quote(text);
}
