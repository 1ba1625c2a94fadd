import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { bring, bringCharla, brought, must as mustAs, repository, scriptAs } from "../../../test/charla.fixture.js";
import { ExitCode } from "../../cli/exit-codes.js";
import { Report } from "../../model/report.js";
import { cacheFolder } from "../cache/cache.js";
import { containerImage } from "../images/container-image.js";
import type { Machine } from "../machine.js";
import { openMachine } from "../open.js";
import { machines } from "../recipes.js";

/**
 * The show: a host that is somebody's. Its LXD holds other people's instances, images, profiles and projects, its bridge is
 * called lxdbr0, and its user has a remote and a file in /tmp. charla is a guest there, as an ordinary user and as root.
 */
const minutes = 60_000;

let host: Machine;
/** All that is there before charla comes, as another program sees it. */
let before: string;

const as = (user: "root" | "dev", script: string) => scriptAs(host, user, script);
const must = (user: "root" | "dev", script: string) => mustAs(host, user, script);

/** What charla's own inventory is checked against: raw answers of the engine's, files with their sums, links, rules, processes. */
async function everything(): Promise<string> {
	const said = await must(
		"root",
		`for p in $(lxc query /1.0/projects | tr -d '[]", \\t' | sed 's,/1.0/projects/,,'); do
			for what in instances images images/aliases profiles storage-pools/default/volumes; do
				echo "== $p $what"; lxc query "/1.0/$what?recursion=1&project=$p"
			done
			echo "== $p snapshots"; lxc query "/1.0/instances?recursion=2&project=$p" | grep -c '"stateful"' || :
		done
		for what in projects networks storage-pools certificates; do echo "== $what"; lxc query "/1.0/$what?recursion=1"; done
		lxc query /1.0 | sed -n '/"config"/,/}/p'
		ls /sys/class/net | sort; iptables-save | grep -v '^#' | sed 's/\\[.*//'
		find /home/dev /tmp /root /etc -xdev \\( -path '*/.cache/charla/image-*' -o -path '*/.cache/charla/locks' -o -path /home/dev/charla \\) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
		find /tmp /home/dev/.cache /root/.cache -xdev -type d -not -path '*/image-*' -not -path '*/.cache/charla/locks' | sort
		ps -eo user,comm,args | grep -E 'node|sleep|lxc exec|nsenter' | grep -v grep || :
		echo "pid of web: $(lxc query /1.0/instances/web/state | grep '"pid"')"`,
	);
	return said.replace(/"(last_used_at|used_by)":[^\n]*\n/g, "").replace(/^\s*"\/1\.0\/.*\n/gm, "");
}

/** The command line of the build, as a document's reader would call it. */
const charla = "/usr/local/bin/node dist/cli/main.js";

beforeAll(async () => {
	const row = machines["debian:12/lxd"];
	if (row === undefined) throw new Error("no row for the machine");
	const silent = { progress: () => {} };
	host = await openMachine("debian:12/lxd", { engineInstalled: true, install: true, keep: false, ...silent });
	await host.startEngine({ images: ["theirs"], imageServer: null });
	await bringCharla(host);
	const documents = await mkdtemp(join(tmpdir(), "charla-"));
	const written = Object.entries({ ...short, ...remotes, ...spellings });
	for (const [name, text] of written) await writeFile(join(documents, name), text);
	await bring(
		host,
		join(brought, "app/docs"),
		documents,
		written.map(([name]) => name),
	);
	await rm(documents, { recursive: true });
	const image = await containerImage(cacheFolder(), row.images, false, silent);
	const cached = basename(image.entry.path);
	const files = ["image.tar.zst", "entry.json"].map((name) => join(cached, name));
	await bring(host, brought, dirname(image.entry.path), files);
	await must(
		"root",
		`useradd --create-home --shell /bin/bash --groups lxd dev
		lxc network set lxdbr0 ipv4.address=10.77.0.1/24 ipv4.nat=true ipv6.address=none
		for home in /root /home/dev; do mkdir -p $home/.cache/charla && cp -r ${brought}/${cached} $home/.cache/charla/; done
		mkdir /home/dev/charla && cp -r ${brought}/app/. /home/dev/charla && cp ${brought}/node /usr/local/bin/node
		mkdir -p /home/dev/.config/lxc
		printf 'default-remote: local\\nremotes:\\n  far: {addr: https://far.example:8443, protocol: lxd, public: true}\\n' >/home/dev/.config/lxc/config.yml
		echo mine >/tmp/hosts
		chown -R dev:dev /home/dev /tmp/hosts
		lxc launch theirs web </dev/null
		lxc init theirs db </dev/null && lxc snapshot db before
		lxc profile create theirs && lxc profile set theirs limits.cpu 1
		lxc project create team -c features.images=false && lxc init theirs one --project team -s default </dev/null
		lxc storage volume create default theirs
		lxc network forward create lxdbr0 10.99.0.1 </dev/null
		lxc query --wait -X POST -d '{"name": "old", "optimized_storage": true, "compression_algorithm": "none"}' /1.0/instances/db/backups
		until lxc list --format csv --columns 4 web | grep -q 10.77; do sleep 0.1; done`,
	);
	await must("root", "apt-get -qq update && apt-get -qq install --yes sudo >/dev/null 2>&1");
	await must("root", "echo 'dev ALL=(root) NOPASSWD: ALL' >/etc/sudoers.d/dev");
	before = await everything();
}, 30 * minutes);

afterAll(async () => {
	expect(await host?.dispose()).toEqual([]);
}, 2 * minutes);

/** A document that takes seconds: it writes to /tmp/hosts, waits where it can be cut off, and claims what is not so. */
const short = {
	"short.md":
		"# Short\n\n```\nlxc launch theirs [name]\nlxc file pull [name]/etc/hosts /tmp/\nuntil test -e /home/dev/go; do sleep 1; done # it waits\nlxc list\n```\n\nThere are no containers.\n",
	"short.charla.ts": `import { claim, defineCompanion } from "charla";
export default defineCompanion({
	language: "en", placeholders: { name: "short" }, images: ["theirs"],
	statements: process.env.WAITS ? [] : [{ statement: "until test -e /home/dev/go; do sleep 1; done", skip: true, because: "nobody cuts it off" }],
	claims: [claim({ id: "none", quote: "There are no containers.",
		observe: async (look) => ({ there: (await look.instance(look.name("name"))) !== null }),
		judge: ({ there }) => ({ verdict: there ? "refuted" : "holds", evidence: [] }),
		counterexample: { because: "x", falsify: () => ({ there: true }) } })],
	notClaims: [{ quote: "it waits", because: "x" }],
});\n`,
	"files.md":
		"# Files\n\n```\nlxc launch theirs [name]\ncd /home/dev/theirs\nmv proj renamed\nmv big.iso backup.iso\nrm -f orig && ln -s precious orig\necho x >orig\nsudo sed -i.bak s/Debian/Other/ /etc/issue\necho hello | sudo tee /etc/motd.charla\n```\n",
	"files.charla.ts": `import { defineCompanion } from "charla";
export default defineCompanion({ language: "en", placeholders: { name: "files" }, images: ["theirs"], claims: [] });\n`,
	"root.md":
		"# Root\n\n```\nlxc launch theirs [name]\nsudo id -u\n```\n\nIt has a host name of its own.\n\n```\niptables -S\napt-get install hello\n```\n",
	"root.charla.ts": `import { claim, defineCompanion } from "charla";
export default defineCompanion({
	language: "en", placeholders: { name: "root" }, images: ["theirs"],
	claims: [claim({ id: "own-name", quote: "It has a host name of its own.", after: { statement: "lxc launch theirs [name]" },
		observe: async (look) => ({ host: await look.host.hostname(), inside: await (await look.container(look.name("name"))).hostname() }),
		judge: ({ host, inside }) => ({ verdict: host === inside ? "refuted" : "holds", evidence: [] }),
		counterexample: { because: "x", without: "uts" } })],
});\n`,
};

const images = `import { defineCompanion } from "charla";
export default defineCompanion({ language: "en", images: ["theirs"] });\n`;

/** A document that adds remotes to the client, and reaches for the user's. */
const remotes = {
	"remotes.md":
		"# Remotes\n\n```\nlxc launch theirs mine\nlxc remote add doc https://127.0.0.1:8443 --public --accept-certificate\nlxc remote rename doc renamed\nlxc remote remove own\nlxc alias add ours list\nuntil test -e /home/dev/go; do sleep 1; done\n```\n",
	"remotes.charla.ts": `import { defineCompanion } from "charla";
export default defineCompanion({ language: "en", images: ["theirs"],
	statements: process.env.WAITS ? [] : [{ statement: "until test -e /home/dev/go; do sleep 1; done", skip: true, because: "nobody cuts it off" }] });\n`,
};

/** Documents that reach for what is not the run's: by what they type and by scripts of theirs, in vain; past the run's client; and by leave. */
const spellings = {
	"vain.md": `# In vain

\`\`\`
P=--project; lxc $P default delete --force web
bash -c 'lxc --project default delete --force web'
lxc --force-local delete --force web
env -i PATH=$PATH lxc delete --force web
C=LXD_CONF; unset $C
lxc -q network set lxdbr0 ipv4.nat false
lxc query -vX DELETE /1.0/networks/lxdbr0
lxc remote add mine unix://
find /etc/hostname -exec lxc --project default delete --force web \\;
killall node
curl -s --unix-socket /var/lib/lxd/unix.socket http://lxd/1.0
\`\`\`

\`\`\`
cat >vain.sh <<'END'
#!/bin/sh
unset LXD_CONF
export LXC_REMOTE=far HOME=/home/dev
for word in --force-local --project=default; do lxc $word delete --force web; done
lxc -q network set lxdbr0 ipv4.nat false
lxc --debug query -X DELETE /1.0/networks/lxdbr0/forwards/10.99.0.1
lxc query -X GET -X DELETE '/1.0/instances/db?project=default'
lxc project switch default
lxc remote add again unix:///var/lib/lxd/unix.socket
env -i PATH="$PATH" lxc delete --force web
lxc delete --force db
sudo touch /root/vain
true
END
sh vain.sh
lxc launch theirs mine
lxc query /1.0/instances/mine/state
! lxc query -X PATCH -d '{"devices": {"home": {"type": "disk", "source": "/home", "path": "/mnt"}}}' /1.0/instances/mine
lxc config set mine security.protection.delete true
setsid sleep 4444 >/dev/null 2>&1 &
\`\`\`
`,
	"vain.charla.ts": images,
	"past.md": `# Past it

\`\`\`
cat >past.sh <<'END'
set -e
l=/usr/bin/lxc LXD_CONF=/home/dev/.config/lxc
export LXD_CONF
$l network acl create others
$l network zone create others.example
$l network forward delete lxdbr0 10.99.0.1
$l query -X PUT -d '{"expires_at": "2100-01-01T00:00:00Z"}' /1.0/instances/db/snapshots/before
$l query --wait -X DELETE /1.0/instances/db/backups/old
$l config set db volatile.eth0.hwaddr 00:16:3e:00:00:01
$l image set-property theirs status other
$l restart --force web
END
sh past.sh
env -i setsid sleep 5555 >/dev/null 2>&1 &
\`\`\`
`,
	"past.charla.ts": images,
	"leave.md":
		"# By leave\n\n```\nlxc network set lxdbr0 user.mine=1\nsysctl -w net.ipv4.ip_forward=1\nsudo setsid sleep 4445 >/dev/null 2>&1 &\n```\n",
	"leave.charla.ts": images,
};

async function report(path: string): Promise<Report> {
	return Report.parse(JSON.parse(await must("root", `cat ${path}; rm ${path}`)));
}

const counted = (verdicts: readonly { verdict: string }[]) =>
	Object.fromEntries(
		[...new Set(verdicts.map(({ verdict }) => verdict))].map((one) => [
			one,
			verdicts.filter(({ verdict }) => verdict === one).length,
		]),
	);

/** The steps of talk.yml that are commands of ours; `npm ci` is the only other. */
async function stepsOfTheWorkflow(): Promise<string[]> {
	const Workflow = z.object({
		jobs: z.object({ verify: z.object({ steps: z.array(z.object({ run: z.string().optional() })) }) }),
	});
	const text = await readFile(join(repository, ".github/workflows/talk.yml"), "utf8");
	const steps = Workflow.parse(parse(text)).jobs.verify.steps.flatMap(({ run }) => run ?? []);
	expect(steps[0]).toBe("npm ci");
	return steps.slice(1);
}

describe("an ordinary user of the group lxd", () => {
	test("runs the steps of talk.yml, and everything is as it was", { timeout: 10 * minutes }, async () => {
		const steps = await stepsOfTheWorkflow();
		const script = steps.map((step) => `echo "$ ${step.slice(0, 40)}"; ( ${step} ) || echo "FAILED $?"`).join("\n");
		const { exitCode, said } = await as(
			"dev",
			`cd charla; export CHARLA_MACHINE=system GITHUB_STEP_SUMMARY=$PWD/summary.md GITHUB_WORKSPACE=$PWD\n${script}`,
		);
		expect(said).not.toContain("FAILED");
		expect(exitCode).toBe(0);
		expect(said).toMatch(/^::notice file=docs\/ubuconla-lxd\/README\.md,line=35,/m);
		const summary = await must(
			"root",
			"cat /home/dev/charla/summary.md /home/dev/charla/docs/ubuconla-lxd/system/README.anotado.md",
		);
		expect(summary).toContain("lxc info decía «Init:»");
		expect(summary).toMatch(/`lxcbr0` *\| *`lxdbr0`/);
		const seen = await report("/home/dev/charla/report.json");
		expect(counted(seen.steps)).toEqual({ "as-written": 44, adapted: 2, skipped: 4 });
		expect(seen.steps.filter(({ verdict }) => verdict === "skipped").map(({ line }) => line)).toEqual([
			29, 30, 30, 158,
		]);
		expect(seen).toMatchObject({ works: true, incomplete: true, leftovers: [] });
		expect(seen.drift?.map(({ written, now }) => [written, now])).toEqual([["lxcbr0", "lxdbr0"]]);
		expect(counted(seen.claims)).toMatchObject({ holds: 17, refuted: 2 });
		// In a quiet week nothing is proposed: another run's documents are those of this one.
		const again = await must(
			"dev",
			`cd charla; export CHARLA_MACHINE=system
			${charla} verify docs/ubuconla-lxd/README.md --json /tmp/again.json >/dev/null 2>&1 || test $? = 4
			${charla} annotate docs/ubuconla-lxd/README.md --from /tmp/again.json --out docs/ubuconla-lxd/system; rm /tmp/again.json`,
		);
		expect(again).toBe(
			"Sin cambios: docs/ubuconla-lxd/system/README.anotado.md\nSin cambios: docs/ubuconla-lxd/system/README.anotado.html\n",
		);
		expect(await everything()).toBe(before);
	});

	test("sees a claim fail in two runs at once, of which one waits, and everything is as it was", {
		timeout: 5 * minutes,
	}, async () => {
		const run = (name: string) =>
			`${charla} verify docs/short.md --machine system --json /tmp/${name}.json || echo "exit code $?"`;
		const { said } = await as("dev", `cd charla; (${run("one")}) & (${run("two")}) & wait`);
		expect(said.match(/exit code 1/g), said).toHaveLength(2);
		expect(said).toContain("no longer works as declared");
		expect(said).toContain("waiting for another run on the existing LXD");
		for (const name of ["one", "two"]) {
			expect(await report(`/tmp/${name}.json`)).toMatchObject({ works: false, leftovers: [] });
		}
		expect(await everything()).toBe(before);
	});

	test("reaches for others' things in many spellings, in vain, and everything is as it was", {
		timeout: 5 * minutes,
	}, async () => {
		const { exitCode, said } = await as(
			"dev",
			`cd charla; ${charla} verify docs/vain.md --machine system --json /tmp/vain.json`,
		);
		expect(exitCode, said).toBe(ExitCode.incomplete);
		const { steps, leftovers, preparations } = await report("/tmp/vain.json");
		expect(leftovers).toEqual([]);
		// Nothing of the run's own process is published.
		expect(preparations.map(({ executed }) => executed).join("\n")).not.toContain("user.charla");
		const verdicts = steps.map(({ verdict, written }) => `${verdict}: ${written.split("\n")[0]}`);
		expect(verdicts.filter((line) => /^as-written/.test(line))).toEqual([
			"as-written: P=--project",
			"as-written: C=LXD_CONF",
			"as-written: cat >vain.sh <<'END'",
			"as-written: sh vain.sh",
			"as-written: lxc launch theirs mine",
			"as-written: lxc query /1.0/instances/mine/state",
			expect.stringMatching(/^as-written: ! lxc query/),
			"as-written: lxc config set mine security.protection.delete true",
			expect.stringMatching(/^as-written: setsid sleep/),
		]);
		expect(counted(steps)).toEqual({ "as-written": 9, skipped: 11 });
		expect(await everything()).toBe(before);
	});

	test("is failed by whatever a script changes past the run's client", { timeout: 5 * minutes }, async () => {
		const { exitCode, said } = await as(
			"dev",
			`cd charla; ${charla} verify docs/past.md --machine system --json /tmp/past.json`,
		);
		expect(exitCode, said).toBe(ExitCode.worksNot);
		const { leftovers, steps } = await report("/tmp/past.json");
		expect(counted(steps), said).toEqual({ "as-written": 3 });
		const ofImage = leftovers.filter((line) => line.startsWith("image default/"));
		expect(ofImage).toEqual([expect.stringMatching(/: was changed$/)]);
		for (const line of [
			"network ACL default/others: was not there before",
			"network zone default/others.example: was not there before",
			"network forward default/lxdbr0/10.99.0.1: is gone",
			"snapshot default/db/before: was changed",
			"backup default/db/old: is gone",
			"instance default/db: was changed",
			"instance default/web: was changed",
			expect.stringMatching(/^process \d+ sleep 5555: is still in the run's folder$/),
		]) {
			expect(leftovers).toContainEqual(line);
		}
		await must("root", "pkill -x sleep");
		before = await everything();
	});

	test("says of what was let in that it was", { timeout: 5 * minutes }, async () => {
		const { exitCode, said } = await as(
			"dev",
			`cd charla; ${charla} verify docs/leave.md --machine system --sudo --allow-host-changes --json /tmp/leave.json`,
		);
		expect(exitCode, said).toBe(ExitCode.worksNot);
		const { leftovers, steps } = await report("/tmp/leave.json");
		expect(counted(steps), said).toEqual({ "as-written": 3 });
		expect(leftovers).toEqual([
			"let in by --allow-host-changes: lxc network set lxdbr0 user.mine=1",
			"let in by --allow-host-changes: sysctl -w net.ipv4.ip_forward=1",
			"network default/lxdbr0: was changed",
		]);
		await must("root", "lxc network unset lxdbr0 user.mine");
		expect(await everything()).toBe(before);
	});

	test("is told that a disk is full, not to install something", { timeout: minutes }, async () => {
		const { exitCode, said } = await as(
			"root",
			`cd /home/dev; mkdir small; size=$(du -sm .cache/charla | cut -f1); mount -t tmpfs -o size=$((size + 5))m tmpfs small
			cp -r .cache/charla/. small; chown -R dev:dev small
			su - dev -c 'cd charla; CHARLA_CACHE=/home/dev/small ${charla} verify docs/short.md --machine system'
			code=$?; umount small; rmdir small; exit $code`,
		);
		expect(exitCode, said).toBe(ExitCode.noMachine);
		expect(said).toMatch(/no space for the container image: .* MB free/);
		expect(said).not.toContain("mmdebstrap");
		expect(await everything()).toBe(before);
	});

	test("interrupts a run, and everything is as it was", { timeout: 5 * minutes }, async () => {
		const { exitCode, said } = await cutOff("INT");
		expect(said).toContain("Interrupted");
		expect(exitCode).toBe(ExitCode.interrupted);
		expect(await everything()).toBe(before);
	});

	test("fails a run during which something of others' was changed, and says what", {
		timeout: 5 * minutes,
	}, async () => {
		const running = as(
			"dev",
			`cd charla; WAITS=1 ${charla} verify docs/short.md --machine system --json /tmp/short.json`,
		);
		await must("root", "until pgrep -u dev -x sleep; do sleep 0.1; done");
		const fingerprint = "$(lxc image list --format csv --columns F theirs)";
		await must(
			"root",
			`lxc image alias create intruder ${fingerprint}; lxc stop db 2>/dev/null || lxc delete db/before
			run="--project $(lxc project list --format csv | grep -o '^charla-[0-9a-f]*')"
			lxc $run delete --force $(lxc $run list --format csv --columns n)
			lxc $run image delete $(lxc $run image list --format csv --columns F); lxc project delete \${run#--project }`,
		);
		await must("root", "touch /home/dev/go");
		expect((await running).exitCode).toBe(ExitCode.worksNot);
		const { leftovers } = await report("/tmp/short.json");
		expect(leftovers).toContain("image alias default/intruder: was not there before");
		expect(leftovers).toContain("storage volume default/default/container/db/before: is gone");
		expect(leftovers).toContainEqual(
			expect.stringMatching(/^project charla-\w+: somebody else removed it during the run$/),
		);
		await must("root", "lxc image alias delete intruder; lxc snapshot db before; rm /home/dev/go");
		before = await everything();
	});

	test("is told by the doctor what there is", { timeout: minutes }, async () => {
		const { exitCode, said } = await as("dev", `cd charla; ${charla} doctor --machine system`);
		expect(exitCode, said).toBe(ExitCode.works);
		expect(said).toMatch(/✓ bridge +lxdbr0\n✓ pool +default\n/);
		const refused = await must(
			"root",
			`cd /tmp; su nobody -s /bin/sh -c '${charla.replace("dist", "/home/dev/charla/dist")} doctor --machine system' || echo "exit code $?"`,
		);
		expect(refused).toMatch(/→ sudo usermod -aG lxd "\$USER"\nexit code 3/);
		expect(await everything()).toBe(before);
	});

	test("has root's statements and looks through sudo, and everything is as it was", {
		timeout: 5 * minutes,
	}, async () => {
		const verdicts = async (flags: string) => {
			const run = `${charla} verify docs/root.md --machine system --counterexamples --json /tmp/sudo.json ${flags}`;
			expect((await as("dev", `cd charla; ${run}`)).exitCode).toBe(ExitCode.incomplete);
			const { steps, claims } = await report("/tmp/sudo.json");
			return [...steps.map(({ verdict }) => verdict), ...claims.map((one) => `${one.verdict} ${one.counterexample}`)];
		};
		expect(await verdicts("")).toEqual(["as-written", "skipped", "skipped", "skipped", "untestable untestable"]);
		expect(await verdicts("--sudo")).toEqual(["as-written", "as-written", "as-written", "skipped", "holds refuted"]);
		expect(await everything()).toBe(before);
	});

	test("moves, replaces and writes over files, also root's, and everything is as it was", {
		timeout: 5 * minutes,
	}, async () => {
		await must(
			"dev",
			"mkdir -p theirs/proj; cd theirs; truncate -s 70M big.iso; for each in proj/main precious orig; do echo $each >$each; done",
		);
		const theirs = await everything();
		const { exitCode, said } = await as(
			"dev",
			`cd charla; ${charla} verify docs/files.md --machine system --sudo --json /tmp/files.json`,
		);
		expect(exitCode, said).toBe(ExitCode.works);
		const { steps, leftovers } = await report("/tmp/files.json");
		expect([counted(steps), leftovers]).toEqual([{ "as-written": 8 }, []]);
		expect(await everything()).toBe(theirs);
		await must("dev", "rm -r theirs");
	});

	test("leaves a kept project and nothing else, until it is cleaned; never another host's", {
		timeout: 5 * minutes,
	}, async () => {
		const elsewhere = "pid=4194304 start=1 boot=x host=elsewhere namespace=x uid=1000 keep=false".split(" ");
		const settings = elsewhere.map((setting) => `-c user.charla.${setting}`).join(" ");
		await must("root", `lxc project create charla-0000000a ${settings}`);
		const run = `${charla} verify docs/short.md --machine system --keep --json /tmp/kept.json`;
		const { said } = await as("dev", `cd charla; ${run}`);
		expect(await report("/tmp/kept.json")).toMatchObject({ leftovers: [] });
		expect(await must("root", "cat /tmp/hosts")).toBe("mine\n");
		const enter = /LXD_CONF=\S+ lxc list/.exec(said)?.[0];
		expect(await must("dev", `${enter} --format csv --columns n`)).toMatch(/^short-/);
		const cleaned = await must("dev", `cd charla; ${charla} clean`);
		expect(cleaned).toMatch(/removed the project charla-/);
		expect(cleaned).toContain("left the project charla-0000000a alone: it was made on elsewhere");
		await must("root", "lxc project delete charla-0000000a");
		expect(await everything()).toBe(before);
	});

	describe("whose client keeps to its own configuration, as the snap's does", () => {
		beforeAll(async () => {
			await must(
				"root",
				`mv /usr/bin/lxc /usr/bin/lxc.real
				printf '#!/bin/sh\\nunset LXD_CONF\\nexec /usr/bin/lxc.real "$@"\\n' >/usr/bin/lxc; chmod 755 /usr/bin/lxc
				lxc config set core.https_address 127.0.0.1:8443`,
			);
			// As the client itself writes it.
			await must("dev", "lxc remote add own https://127.0.0.1:8443 --public --accept-certificate </dev/null");
			before = await everything();
		});

		afterAll(async () => {
			await must("dev", "lxc remote remove own; rmdir .config/lxc/servercerts");
			await must("root", "lxc config unset core.https_address; mv /usr/bin/lxc.real /usr/bin/lxc");
			before = await everything();
		});

		test("reaches its project, and everything is as it was", { timeout: 5 * minutes }, async () => {
			const { exitCode, said } = await as(
				"dev",
				`cd charla; ${charla} verify docs/remotes.md --machine system --json /tmp/remotes.json`,
			);
			expect(exitCode, said).toBe(ExitCode.worksNot);
			const { steps, leftovers } = await report("/tmp/remotes.json");
			expect(leftovers).toEqual([]);
			expect(steps.map(({ verdict, written }) => `${verdict}: ${written.split("\n")[0]}`)).toEqual([
				"as-written: lxc launch theirs mine",
				"as-written: lxc remote add doc https://127.0.0.1:8443 --public --accept-certificate",
				"as-written: lxc remote rename doc renamed",
				"failed: lxc remote remove own",
				"failed: lxc alias add ours list",
				"skipped: until test -e /home/dev/go; do sleep 1; done",
			]);
			expect(await everything()).toBe(before);
		});

		test("keeps what the user has added since a run was killed", { timeout: 5 * minutes }, async () => {
			await cutOff("KILL", "remotes.md");
			expect(await must("dev", "lxc remote list --format csv")).toMatch(/^renamed,/m);
			await must("dev", "lxc remote add newer https://127.0.0.1:8443 --public --accept-certificate </dev/null");
			await must("dev", `cd charla; ${charla} clean`);
			const remotes = await must("dev", "lxc remote list --format csv; ls .config/lxc/servercerts");
			expect(remotes).toMatch(/^newer,/m);
			expect(remotes).toMatch(/^newer.crt$/m);
			expect(remotes).not.toMatch(/^renamed/m);
			await must("dev", "lxc remote remove newer");
			expect(await everything()).toBe(before);
		});
	});

	test("kills a run, cleans, and everything is as it was", { timeout: 5 * minutes }, async () => {
		await cutOff("KILL");
		expect(await must("root", "lxc project list --format csv; cat /tmp/hosts")).toMatch(
			/charla-[0-9a-f]{8}[\s\S]*localhost/,
		);
		// Without an LXD that answers, the files are put back and the rest is said; the next time it goes, protected or not.
		const socket = "/var/lib/lxd/unix.socket";
		const first = await must(
			"root",
			`run="--project $(lxc project list --format csv | grep -o '^charla-[0-9a-f]*')"
			lxc $run config set $(lxc $run list --format csv --columns n) security.protection.delete true
			chmod 600 ${socket}; su - dev -c 'cd charla; ${charla} clean' || echo "exit code $?"; chmod 660 ${socket}; cat /tmp/hosts`,
		);
		expect(first).toMatch(
			/^project charla-[0-9a-f]{8} could not be removed: .*permission denied[\s\S]*exit code 1\nmine\n$/m,
		);
		expect(await must("dev", `cd charla; ${charla} clean`)).toMatch(/removed the project charla-[0-9a-f]{8}/);
		expect(await everything()).toBe(before);
	});
});

/** Cuts a run off while a statement of the document's waits, after one that has written to /tmp/hosts. */
async function cutOff(
	signal: "INT" | "KILL",
	document = "short.md",
): Promise<{ exitCode: number | undefined; said: string }> {
	const running = as("dev", `cd charla; WAITS=1 exec ${charla} verify docs/${document} --machine system`);
	await must("root", "until pgrep -u dev -x sleep; do sleep 0.1; done");
	await must("root", `pkill -${signal} -u dev -x node`);
	return running;
}

test("root is refused the installation and nothing else", { timeout: 10 * minutes }, async () => {
	const { exitCode, said } = await as(
		"root",
		`cd /home/dev/charla; ${charla} verify docs/ubuconla-lxd/README.md --machine system --json /tmp/root.json`,
	);
	expect(exitCode, said).toBe(ExitCode.incomplete);
	const seen = await report("/tmp/root.json");
	expect(counted(seen.steps)).toEqual({ "as-written": 45, adapted: 2, skipped: 3 });
	expect(seen.steps.filter(({ verdict }) => verdict === "skipped").map(({ line }) => line)).toEqual([29, 30, 30]);
	expect(counted(seen.claims)).toEqual({ holds: 28, refuted: 5, untestable: 1 });
	expect(seen).toMatchObject({ works: true, leftovers: [] });
	expect(await everything()).toBe(before);
});
