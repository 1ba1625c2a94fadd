import { baseName } from "./syntax.js";

/** Programs that run the program named after them: their options that take a value, and how many words come before it. */
const wrappers: Record<string, { valued: string; words: number }> = {
	sudo: { valued: "-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --role --type", words: 0 },
	doas: { valued: "-u -C", words: 0 },
	env: { valued: "-u --unset -C --chdir -S", words: 0 },
	nohup: { valued: "", words: 0 },
	command: { valued: "", words: 0 },
	builtin: { valued: "", words: 0 },
	exec: { valued: "-a", words: 0 },
	setsid: { valued: "", words: 0 },
	nice: { valued: "-n --adjustment", words: 0 },
	ionice: { valued: "-c -n --class --classdata", words: 0 },
	stdbuf: { valued: "-i -o -e", words: 0 },
	timeout: { valued: "-k -s --kill-after --signal", words: 1 },
	xargs: { valued: "-I -n -P -d -L -a --max-args --max-procs --delimiter", words: 0 },
	time: { valued: "-f -o", words: 0 },
};

/** Programs that read commands from the terminal, by their base name. */
const shells = new Set(["bash", "sh", "ash", "dash", "zsh", "ksh", "fish"]);

/** One step of unwrapping: the options of the program in front and the command that it runs. */
function step(words: string[]): { program: string; options: string[]; command: string[] } | null {
	const program = baseName(words[0] ?? "");
	const wrapper = Object.hasOwn(wrappers, program) ? wrappers[program] : undefined;
	if (!wrapper) return null;
	const valued = wrapper.valued.split(" ");
	const options: string[] = [];
	let at = 1;
	for (let word = words[at]; word !== undefined; word = words[at]) {
		if (word === "--") {
			at++;
			break;
		}
		if (!/^-./.test(word) && !/^\w+=/.test(word)) break;
		options.push(word);
		at += takesNext(word, valued) ? 2 : 1;
	}
	return { program, options, command: words.slice(at + wrapper.words) };
}

/** Whether an option's value is the next word: `-u root`, `-iu root`, but not `-uroot` and `--user=root`. */
function takesNext(option: string, valued: string[]): boolean {
	if (!/^-[a-zA-Z]{2,}$/.test(option)) return valued.includes(option);
	const first = [...option.slice(1)].findIndex((letter) => valued.includes(`-${letter}`));
	return first === option.length - 2;
}

/** The command inside `sudo`, `env A=b`, `timeout 5` and the like; the words themselves where there is none of them. */
export function unwrap(words: string[]): string[] {
	const inner = step(words);
	return inner ? unwrap(inner.command) : words;
}

/**
 * The shell that a command line opens to type into, by its base name; null where it opens none or is given its commands
 * (`bash -c …`, `bash script.sh`).
 */
export function shellIn(command: string[]): string | null {
	const wrapped = step(command);
	if (wrapped) {
		if (wrapped.command.length > 0) return shellIn(wrapped.command);
		const login = wrapped.options.some((option) => /^(-[AbBEeHKknPS]*[is]|--login$|--shell$)/.test(option));
		return wrapped.program === "sudo" && login ? "sudo" : null;
	}
	const [program = "", ...rest] = command;
	const base = baseName(program);
	if (base === "su") return opensSu(rest) ? base : null;
	if (base === "newgrp" || base === "login") return base;
	if (base === "sg") return rest.length <= 1 || (rest.length === 2 && rest[0] === "-") ? base : null;
	return shells.has(base) && opensShell(rest) ? base : null;
}

/** `bash`, `bash -l`, `bash --login -i`: options only, none of which brings commands. */
function opensShell(words: string[]): boolean {
	return words.every((word) => /^[-+]/.test(word) && !/^-[a-zA-Z]*[cs]/.test(word) && word !== "-");
}

/** `su`, `su -`, `su - ubuntu`, `su -l ubuntu`, `su -s /bin/bash ubuntu`: no command for it. */
function opensSu(words: string[]): boolean {
	return !words.some((word) => /^(-[a-z]*c|--command(=|$)|--session-command)/.test(word));
}
