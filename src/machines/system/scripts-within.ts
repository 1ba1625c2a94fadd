import type { Command } from "unbash";
import { shellIn, unwrap } from "../../shell-language/opened-shell.js";
import { baseName, typedWords } from "../../shell-language/syntax.js";

/** Shells, and programs that start one, whose option `-c` takes a command line. */
const withOption = /^(bash|sh|ash|dash|zsh|ksh|su|runuser|sg|script|flock)$/;

/** Programs that run the program which their words name. */
const runners =
	/^(nsenter|unshare|strace|ltrace|taskset|chrt|setarch|fakeroot|unbuffer|parallel|flock|sg|script|watch|busybox)$/;

/**
 * What a command has run for it, as shell text: the argument of `bash -c`, of `eval` and of `find -exec`, a here-document for a
 * shell. Variables stand in it as they were typed.
 */
export function scriptsWithin(command: Command, source: string): string[] {
	const all = [...(command.name ? [command.name] : []), ...command.args];
	const values = typedWords(command);
	const inner = unwrap(values);
	const [program = "", ...words] = inner;
	const name = baseName(program);
	const from = values.length - inner.length + 1;
	const typed = (start: number, end: number) => {
		const [first, last] = [all[from + start], all[from + end - 1]];
		return first === undefined || last === undefined || end <= start ? [] : [source.slice(first.pos, last.end)];
	};
	const found: string[] = [];
	if (withOption.test(name)) {
		const at = words.findIndex((word) => /^(-[a-zA-Z]*c|--command|--session-command)$/.test(word));
		if (at >= 0) found.push(words.slice(at + 1).find((word) => word !== "--") ?? "");
		found.push(...words.flatMap((word) => /^--(?:session-)?command=(.*)$/s.exec(word)?.[1] ?? []));
	}
	if (shellIn(inner) !== null) found.push(...inputs(command));
	if (name === "eval") found.push(words.join(" "));
	// Its options and the seconds between two runs come first.
	if (name === "watch") found.push(words.slice(words.findIndex((word) => !/^(-|\d)/.test(word))).join(" "));
	if (name === "trap") found.push(words[0] ?? "");
	if (name === "alias")
		found.push(...words.flatMap((word) => /^[^=]+=(.*)$/s.exec(word)?.[1]?.replace(/^(["'])(.*)\1$/s, "$2") ?? []));
	if (name === "find") {
		for (const [at, word] of words.entries()) {
			if (!/^-(exec|ok)(dir)?$/.test(word)) continue;
			const end = words.findIndex((each, index) => index > at && /^[;+]$/.test(each));
			found.push(...typed(at + 1, end < 0 ? words.length : end));
		}
	}
	if (runners.test(name)) {
		const at = words.findIndex((word) => /^([^-=]*\/)?(lxc|incus|sudo|env|bash|sh)$/.test(word));
		if (at >= 0) found.push(...typed(at, words.length));
	}
	const split = values.findIndex((word) => /^(-S|--split-string)$/.test(word));
	if (/(^|\/)env$/.test(values[0] ?? "") && split >= 0) found.push(values.slice(split + 1).join(" "));
	return found.filter((text) => text.trim() !== "");
}

/** What is written in the document for a command's standard input. */
function inputs(command: Command): string[] {
	return command.redirects.flatMap((redirect) => {
		if (redirect.type === "HereDoc") return [redirect.body.text];
		if (redirect.type === "HereString") return redirect.target === undefined ? [] : [redirect.target.value];
		return [];
	});
}
