import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { judge } from "../judge/judge.js";
import type { Machine } from "../machines/machine.js";
import { openMachine } from "../machines/open.js";
import type { Transcript } from "../model/transcript.js";
import type { JudgedStep, Verdicts } from "../model/verdicts.js";
import { read } from "../read/read.js";
import { run } from "./run.js";

/** A document that does to its shells what documents should not, on a host and in a container. */
const hostile = `
# Hostile

On the host:

\`\`\`
lxc launch charla-test web
kept=yes
cat
read -r line; echo "read $?"
{ sleep 1; echo late; } &
sleep 2; echo next
echo $kept
set -x
echo traced
set +x
printf 'no newline'
head -c 100000 /dev/zero | tr '\\0' y
seq 10000000
\`\`\`

<!-- charla: timeout 2s -->
\`\`\`
sleep 60
\`\`\`

\`\`\`
echo "still $kept"
kill -9 $$
echo "new shell: $kept"
exit 3
echo after
\`\`\`

\`\`\`
lxc exec web -- /bin/bash
  cd /tmp && inside=yes
  head -c 100000 /dev/zero | tr '\\0' z
  echo "$inside in $PWD"
  cat
  { sleep 1; echo late; } &
\`\`\`

In the container:

\`\`\`
sleep 2
echo quiet
\`\`\`

<!-- charla: timeout 2s -->
\`\`\`
sleep 60
\`\`\`

\`\`\`
echo "still $inside"
kill -9 $$
echo "anew: $inside"
\`\`\`

\`\`\`sh
exec 1>&-
true
exec 2>&-
true
kill -STOP $$
exec >/dev/null
echo nowhere
set -n
echo "anew once more"
\`\`\`

On the host:

\`\`\`sh
exec 1>&-
true
exec 2>&-
true
kill -STOP $$
exec >/dev/null
echo nowhere
set -n
echo "anew once more"
\`\`\`

\`\`\`console
$ useradd --create-home --shell /bin/sh ada
$ su - ada
$ who=$(id -un); cd /tmp
$ echo "$who in $PWD, $kept"
$ exec bash
$ exit 3
$ exit
$ echo "$(id -un) again"
$ WHO=web
$ false
$ lxc exec $WHO -- bash
root@web:~# echo "in $(hostname), named by a variable"
\`\`\`

On the host:

\`\`\`sh
rm -rf /run/* /tmp/* || true
rm -f /usr/bin/bash
kill -9 $$
echo "in another shell: $0"
rm -rf /usr/bin /usr/sbin
kill -9 $$
echo "not run"
\`\`\`
`;

let machine: Machine;
let transcript: Transcript;
let verdicts: Verdicts;

beforeAll(async () => {
	const { script } = read(hostile, "hostile.md");
	const { plan } = bind(script, { companion: null, runId: "test" });
	plan.machine.images = ["charla-test"];
	machine = await openMachine("debian:12/lxd", {
		engineInstalled: true,
		install: true,
		keep: false,
		progress: () => {},
	});
	transcript = await run(plan, machine);
	verdicts = judge(transcript, null);
});

afterAll(async () => {
	expect(await machine.dispose()).toEqual([]);
});

/** What a statement printed, and its verdict; of several with the same text the first one after `from`. */
function seen(
	written: string,
	from = 0,
): { stdout: string; verdict: string | undefined; reason: JudgedStep["reason"] | undefined } {
	const at = transcript.plan.steps.findIndex((step, index) => index >= from && step.written === written);
	const judged = verdicts.steps[at];
	return {
		stdout: transcript.steps[at]?.attempts.at(-1)?.stdout ?? "",
		verdict: judged?.verdict,
		reason: judged?.reason,
	};
}

const indexOf = (written: string) => transcript.plan.steps.findIndex((step) => step.written === written);

describe("on the host", () => {
	test("a statement that reads gets nothing to read", () => {
		expect(seen("cat")).toMatchObject({ stdout: "", verdict: "as-written" });
		expect(seen('echo "read $?"').stdout).toBe("read 1\n");
	});

	test("what comes late counts for no later statement", () => {
		expect(seen("echo next").stdout).toBe("next\n");
		expect(seen("echo traced").stdout).toBe("traced\n");
	});

	test("output is read to its last byte", () => {
		expect(seen("printf 'no newline'").stdout).toBe("no newline");
		expect(seen("head -c 100000 /dev/zero | tr '\\0' y").stdout).toHaveLength(100_000);
	});

	test("of a long output the beginning and the end are kept", () => {
		const { stdout } = seen("seq 10000000");
		expect(stdout).toMatch(/^1\n2\n.*\n\[… \d{8} bytes …\]\n.*\n10000000\n$/s);
		expect(stdout.length).toBeLessThan(140_000);
	});

	test("what never ends fails, and its shell lives on", () => {
		expect(seen("sleep 60")).toMatchObject({ verdict: "failed", reason: { failure: { kind: "timeout", seconds: 2 } } });
		expect(seen('echo "still $kept"').stdout).toBe("still yes\n");
	});

	test("what ends its shell fails, and the run goes on in a new one", () => {
		expect(seen("kill -9 $$")).toMatchObject({ verdict: "failed", reason: { failure: { kind: "shell-ended" } } });
		expect(seen('echo "new shell: $kept"').stdout).toBe("new shell: \n");
		expect(seen("exit 3").verdict).toBe("failed");
		expect(seen("echo after").stdout).toBe("after\n");
	});
});

test("another user's shell on the host is typed into, and left", () => {
	expect(seen('echo "$who in $PWD, $kept"')).toMatchObject({ stdout: "ada in /tmp, \n", verdict: "as-written" });
	expect(seen('echo "$(id -un) again"').stdout).toBe("root again\n");
	const [su, bash] = ["su - ada", "exec bash"].map((written) => transcript.steps[indexOf(written)]);
	expect([su, bash].map((record) => record?.attempts.at(-1)?.exitCode)).toEqual([0, 3]);
});

describe("in a container, through the engine's own client", () => {
	test("a variable of the host's shell names it", () => {
		expect(seen('echo "in $(hostname), named by a variable"')).toMatchObject({
			stdout: "in web, named by a variable\n",
			verdict: "as-written",
		});
	});

	test("the shell keeps its state, and its output is read to its last byte", () => {
		expect(seen("head -c 100000 /dev/zero | tr '\\0' z").stdout).toHaveLength(100_000);
		expect(seen('echo "$inside in $PWD"').stdout).toBe("yes in /tmp\n");
		expect(seen("cat", indexOf('echo "$inside in $PWD"'))).toMatchObject({ stdout: "", verdict: "as-written" });
		expect(seen("echo quiet").stdout).toBe("quiet\n");
	});

	test("what never ends fails, and its shell lives on", () => {
		expect(seen("sleep 60", indexOf("echo quiet")).verdict).toBe("failed");
		expect(seen('echo "still $inside"').stdout).toBe("still yes\n");
	});

	test("what ends its shell fails, and the run goes on in a new one, which the report says", () => {
		expect(seen("kill -9 $$", indexOf('echo "still $inside"')).verdict).toBe("failed");
		expect(seen('echo "anew: $inside"').stdout).toBe("anew: \n");
		const before = transcript.plan.steps[indexOf('echo "anew: $inside"')]?.id;
		expect(transcript.preparations.find((one) => one.before === before)?.executed).toBe("lxc exec web -- /bin/bash");
	});
});

describe.each(["host", "container"])(
	"what a statement does to its shell's streams has the same verdict everywhere: %s",
	(place) => {
		test("closed, led elsewhere, stopped, no longer executing", () => {
			const steps = transcript.plan.steps.map((step, at) => ({ step, at })).filter(({ step }) => step.place === place);
			const first = steps.findIndex(({ step }) => step.written === "exec 1>&-");
			const seen = steps.slice(first, first + 9).map(({ step, at }) => [step.written, verdicts.steps[at]?.verdict]);
			expect(seen).toEqual([
				["exec 1>&-", "as-written"],
				["true", "as-written"],
				["exec 2>&-", "as-written"],
				["true", "as-written"],
				["kill -STOP $$", "failed"],
				["exec >/dev/null", "as-written"],
				["echo nowhere", "as-written"],
				["set -n", "failed"],
				['echo "anew once more"', "as-written"],
			]);
		});
	},
);

test("what takes the shells' programs away is seen in the statements after it, and the report is written", () => {
	expect(seen("rm -rf /run/* /tmp/* || true").verdict).toBe("as-written");
	expect(seen("rm -f /usr/bin/bash").verdict).toBe("as-written");
	expect(seen('echo "in another shell: $0"').stdout).toBe("in another shell: sh\n");
	const last = verdicts.steps.slice(-2).map(({ verdict, reason }) => [verdict, reason?.code]);
	expect(last).toEqual([
		["failed", "failure"],
		["skipped", "machine-ended"],
	]);
});
