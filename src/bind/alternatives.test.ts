import { expect, test } from "vitest";
import type { Companion } from "../companion/definition.js";
import { read } from "../read/read.js";
import { bind } from "./bind.js";

const steps = (markdown: string, content: Companion = {}, tabs: string[] = []) => {
	const { script } = read(markdown, "t.md");
	const { plan } = bind(script, { companion: { path: "t.charla.ts", companion: content }, runId: "r", tabs });
	return plan.steps.map(({ written, instead }) => (instead === undefined ? written : `${written} (${instead})`));
};

const tabs = (...labels: string[]) =>
	labels.map((label) => `=== "${label}"\n\n    ~~~sh\n    echo ${label}\n    ~~~\n`).join("\n");

test("of tabs the command line is typed before an API and a graphical interface, Debian before others", () => {
	expect(steps(tabs("API", "CLI"))).toEqual(["echo API (CLI)", "echo CLI"]);
	expect(steps(tabs("Fedora", "Debian"))).toEqual(["echo Fedora (Debian)", "echo Debian"]);
	expect(steps(tabs("Windows", "one", "two"))).toEqual(["echo Windows (one)", "echo one", "echo two (one)"]);
});

test("the one that is asked for is typed, by the command line or the companion", () => {
	expect(steps(tabs("CLI", "API"), {}, ["api"])).toEqual(["echo CLI (API)", "echo API"]);
	expect(steps(tabs("CLI", "API"), { tabs: ["API"] })).toEqual(["echo CLI (API)", "echo API"]);
});

test("of two blocks of which the prose offers one instead, the first is typed; the other, if the first is skipped", () => {
	const markdown = "```sh\nlxc delete a\n```\n\nOr, if it runs:\n\n```sh\nlxc delete a --force\n```\n";
	expect(steps(markdown)).toEqual(["lxc delete a", "lxc delete a --force (lxc delete a)"]);
	const statements = [{ statement: "lxc delete a", skip: true as const, because: "it runs" }];
	expect(steps(markdown, { statements })).toEqual(["lxc delete a (lxc delete a --force)", "lxc delete a --force"]);
});

test("what does something else, or helps where the first fails, is no alternative", () => {
	expect(steps("```sh\nls\n```\n\nOr have some fun:\n\n```sh\nid\n```\n")).toEqual(["ls", "id"]);
	const failing =
		"```sh\nlxc delete a\n```\n\nYou get an error, since it runs. Force it:\n\n```sh\nlxc delete a --force\n```\n";
	expect(steps(failing)).toEqual(["lxc delete a", "lxc delete a --force"]);
});
