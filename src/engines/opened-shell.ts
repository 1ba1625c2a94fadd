import type { EngineCall } from "../model/script.js";
import { shellIn } from "../shell-language/opened-shell.js";
import { engineOf } from "./engines.js";
import { firstWord, takesNext } from "./options.js";

/** The container and the program, where a call opens a shell to type into: `lxc exec web -- bash`, `incus shell web`. */
export function shellOpenedBy(call: EngineCall): { container: string; shell: string } | null {
	if (engineOf(call.client) === null) return null;
	const words = call.words.slice(firstWord(call.words));
	const [verb, ...rest] = words;
	if (verb !== "exec" && verb !== "shell") return null;
	const at = commandStart(rest);
	const container = rest.slice(0, at.name + 1).at(-1);
	if (container === undefined || at.name >= rest.length) return null;
	const name = container.replace(/^local:/, "");
	const command = rest.slice(at.command);
	const shell = verb === "shell" ? (command.length === 0 ? "su" : null) : shellIn(command);
	return shell === null ? null : { container: name, shell };
}

/** Where the container's name and the command line stand among the words after `exec`. */
function commandStart(words: string[]): { name: number; command: number } {
	const skipOptions = (from: number): number => {
		let at = from;
		for (let word = words[at]; word?.startsWith("-") && word !== "--"; word = words[at]) {
			at += takesNext(word, "exec") ? 2 : 1;
		}
		return at;
	};
	const name = skipOptions(0);
	const command = skipOptions(name + 1);
	return { name, command: words[command] === "--" ? command + 1 : command };
}
