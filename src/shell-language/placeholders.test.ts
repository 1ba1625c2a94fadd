// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has them too.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { read } from "../read/read.js";
import { isPlaceholderName } from "./placeholder-names.js";

/** The placeholders of the first statement of a block. */
function names(code: string, rest = ""): string[] {
	const { script, problems } = read(`\`\`\`bash\n${code}\n${rest}\n\`\`\``);
	expect(problems).toEqual([]);
	const { text, placeholders } = script.statements[0] ?? expect.fail("there is no statement");
	return placeholders
		.filter(({ start }) => text.charAt(start) === "[")
		.map(({ name, start, end }) => {
			expect(text.slice(start, end)).toBe(`[${name}]`);
			return name;
		});
}

describe("are placeholders", () => {
	test.each([
		["lxc start [container]", ["container"]],
		["lxc copy [container]/[snapshot-name] [new-container]", ["container", "snapshot-name", "new-container"]],
		["lxc publish local:[new-container] local: --alias=[image-alias]", ["new-container", "image-alias"]],
		["lxc file pull [container]/${fpath} /tmp/", ["container"]],
		["pid=`lxc info [container] | grep Init`", ["container"]],
		["pid=$(lxc info [container])", ["container"]],
		['echo "$(lxc info [container])"', ["container"]],
		["lxc start [container name]", ["container name"]],
		["ssh user@[ip-address]", ["ip-address"]],
		["cp [file].tar.gz /tmp", ["file"]],
		["lxc launch img:[Image_Name] x", ["Image_Name"]],
		['lxc start "[container]"', ["container"]],
		["lxc start '[container]'", ["container"]],
		["cat <<< [some-name]", ["some-name"]],
		["ls > [out-file]", ["out-file"]],
		["export X=[value]", ["value"]],
		["for i in [first] b; do ls; done", ["first"]],
		["if [ -f [file-name] ]; then ls; fi", ["file-name"]],
	])("%s", (code, expected) => {
		expect(names(code)).toEqual(expected);
	});
});

describe("are none", () => {
	test.each([
		"[ -f x ]",
		"[ foo ]",
		"[[ -f foo ]]",
		"[[ $x == [abc]* ]]",
		"[[ $x =~ [foo-bar] ]]",
		"ls [a-z]*",
		"ls [0-9]",
		"ls [abc]*",
		"ls [name]*",
		"ls *[name]",
		"ls ?[name]",
		"ls [!x]",
		"ls [^name]",
		"ls [[:alpha:]]",
		"ls [A-Za-z]",
		"ls [abc]",
		"ls [xyz]",
		"ls [ab]",
		"ls file[name]",
		"ls *.[name]",
		"echo ${arr[i]}",
		"echo ${arr[index]}",
		"arr[0]=x",
		"arr[index]=x",
		"declare -A m=([foo]=bar)",
		"unset arr[index]",
		"echo $((arr[index] + 1))",
		"grep '[0-9]' f",
		"grep '[error]' f",
		'grep "[some-name]" f',
		"ps aux | grep '[some-name]'",
		"sed 's/[abc]//' f",
		"sed 's/[some-name]//' f",
		"awk '/[some-name]/' f",
		"jq '.[some-name]' f",
		"echo \\[name]",
		"case $x in [yes]) ls;; esac",
		'echo "[INFO] it starts"',
		"echo '[done]'",
		'printf "[some-name]\\n"',
		"cat <<EOF\n[mysqld]\nuser=x\nEOF",
		"cat > unit <<'EOF'\n[Service]\nEOF",
		"ls # [some-name]",
		"echo {[foo],[bar]}",
		"ls !([foo])",
	])("%s", (code) => {
		expect(names(code)).toEqual([]);
	});
});

test("in longer quotes and here-documents only what the document has bare elsewhere", () => {
	const rest = "lxc start [web-name]";
	expect(names('echo "[INFO] see [web-name]"', rest)).toEqual(["web-name"]);
	expect(names("cat <<EOF\n[Service]\n[web-name]\nEOF", rest)).toEqual(["web-name"]);
	expect(names("grep '[web-name]' f", rest)).toEqual([]);
});

describe("a name", () => {
	const letters = "abcdefghijklmnopqrstuvwxyz".split("");
	const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 8 });

	test("is words of two letters or more, joined", () => {
		fc.assert(
			fc.property(word, word, fc.constantFrom("-", "_", ".", " "), (first, second, join) => {
				expect(isPlaceholderName(`${first}${join}${second}`)).toBe(true);
			}),
		);
	});

	test("is never a range, a class, a negation, a test or a number", () => {
		const letter = fc.constantFrom(...letters, ..."ABCXYZ0189".split(""));
		const range = fc.tuple(letter, letter).map(([from, to]) => `${from}-${to}`);
		const odd = fc.oneof(
			fc.array(range, { minLength: 1, maxLength: 4 }).map((ranges) => ranges.join("")),
			word.map((text) => `!${text}`),
			word.map((text) => `^${text}`),
			word.map((text) => ` ${text} `),
			word.map((text) => `:${text}:`),
			word.map((text) => `-${text}`),
			word.map((text) => `$${text}`),
			fc.nat().map(String),
			letter,
		);
		fc.assert(fc.property(odd, (text) => !isPlaceholderName(text)));
	});

	test("is found wherever a word can be, and at its place", () => {
		const before = fc.constantFrom(
			"lxc start ",
			"X=",
			"ls --a=",
			"ls a:",
			"ls /",
			"ls \\\n ",
			"echo `ls ",
			"echo $(ls ",
		);
		fc.assert(
			fc.property(word, word, before, (first, second, start) => {
				const close = start.includes("`") ? "`" : start.includes("(") ? ")" : "";
				expect(names(`${start}[${first}-${second}]${close}`)).toEqual([`${first}-${second}`]);
			}),
		);
	});
});
