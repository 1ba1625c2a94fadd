import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { execa } from "execa";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { exists, namesIn, textOf } from "../../cache/files.js";
import { putBackFrom } from "./files.js";
import { placeWith } from "./put-back.fixture.js";
import { removeRunFolder } from "./run-folder.js";

const isRoot = process.getuid?.() === 0;

/** What is too large to be copied, and takes no room. */
const big = "truncate -s 70M big.iso";

const user = `mkdir -p proj/src dir empty; echo code >proj/src/main; echo precious >precious; echo orig >orig
	echo a >dir/a.conf; echo b >dir/b.conf; echo n >dir/note; ln -s precious link; chmod 640 orig; ${big}`;

describe("everything is as it was after", () => {
	const statements: Record<string, string[]> = {
		"a folder that was moved": ["mv proj renamed"],
		"a folder that was moved into a new one, and changed there": [
			"mkdir new && mv proj new/",
			"sed -i s/code/other/ new/proj/src/main; touch new/proj/more",
		],
		"a file too large to be copied that was moved": ["mv big.iso backup.iso"],
		"one that was moved over another": ["mv big.iso orig"],
		"two that changed places": ["mv proj t; mv dir proj; mv t dir"],
		"what was moved to the run's home": ["mv proj big.iso ~/"],
		"what was moved by names that no word has": ["mkdir new; mv *.iso d* new/"],
		"a folder that lies in a new one of its name": ["mkdir t; mv proj t/; mv t proj"],
		"a file that is a link now": ["rm -f orig && ln -s precious orig"],
		"a file that is another name of another": ["ln -f precious orig"],
		"a link that leads elsewhere": ["ln -sf orig link"],
		"a link that is a file now": ["rm link; echo x >link"],
		"a link that is written through": ["echo x >link", "echo y >link"],
		"a file that is written to again and again": ["echo x >orig", "sh -c 'echo y >orig'", "cp precious orig"],
		"what goes on in the background": ["(sleep 0.1; echo x >orig) & cat orig >copy", "sleep 0.3"],
		"a link that leads to nothing and is written through": ["rm precious", "echo x >link"],
		"a file that is a folder now": ["rm orig; mkdir orig; touch orig/x"],
		"a file that was replaced": ["sed -i.bak s/orig/other/ orig"],
		modes: ["chmod 000 orig; chmod 700 dir; chmod -R 000 proj; chmod 4755 precious"],
		globs: ["rm dir/*.conf", "echo x | tee dir/* >/dev/null"],
		loops: ["for i in 1 2; do touch dir/n$i; done", "for i in $(seq 3); do touch dir/s$i; done"],
		"a shell of the statement's own": [`sh -c 'echo y >orig'; bash -c "rm precious"; eval "touch new"`],
		"trees that are removed": ["rm -rf proj empty", "find dir -name '*.conf' -delete"],
		"what is found and moved": ["mkdir new; find proj dir -type f -exec mv {} new/ ';'"],
		"what another folder's names stand for": ["cd dir && rm a.conf && mkdir -p x/y && cd .. && touch z"],
		"a second name": ["ln orig orig2; ln big.iso big2"],
		time: ["touch orig"],
		"a fifo": ["mkfifo pipe; mv pipe pipe2"],
	};

	test.each(Object.entries(statements))("%s", async (_, typed) => {
		const { files, own, type, state } = await placeWith(user);
		const before = await state();
		for (const statement of typed) await type(statement);
		expect(await state()).not.toBe(before);
		expect(await files.putBack()).toEqual([]);
		expect(await state()).toBe(before);
		expect(await removeRunFolder(own)).toEqual([]);
		expect(await exists(own)).toBe(false);
	});

	test("all sorts of statements, by another process", async () => {
		const { own, type, state } = await placeWith(user);
		const before = await state();
		for (const statement of ["mv proj renamed", "mv big.iso orig", "ln -sf orig link", "echo x >precious"]) {
			await type(statement);
		}
		expect(await putBackFrom(own)).toEqual([]);
		expect(await state()).toBe(before);
	});

	test("what keeps a second name is written in place", async () => {
		const { files, type, state } = await placeWith("echo a >a; ln a b");
		const before = await state();
		await type("echo x >a");
		expect(await files.putBack()).toEqual([]);
		expect(await state()).toBe(before);
	});
});

describe("what was there before is never removed", () => {
	const script = "mkdir -p a/b/c; echo x >a/b/c/deep";

	test("where it came into a new folder by words that nobody can read", async () => {
		const { files, theirs, type } = await placeWith(`${script}; echo 'mv a/b/c/deep new/' >script`);
		await type("mkdir new; sh script");
		expect(await files.putBack()).toEqual([`file ${theirs}/new: is left: ${theirs}/new/deep was there before the run`]);
		expect(await textOf(join(theirs, "new", "deep"))).toBe("x\n");
	});

	test("where it came into the run's own folder", async () => {
		const { files, own, type } = await placeWith(`${script}; echo 'mv a/b/c/deep ~' >script`);
		await type("sh script");
		expect(await files.putBack()).toEqual([]);
		// The run's folder is older than what its statements make, and younger than what they find.
		expect(await removeRunFolder(own)).toEqual([
			`run ${own}: is kept: ${own}/deep was there before the run, and was moved into it`,
		]);
		expect(await textOf(join(own, "deep"))).toBe("x\n");
	});

	test("where it may be in something else", async () => {
		const { files, theirs, own, type } = await placeWith(`${big}; echo a >a`);
		await type("tar -czf new.tgz big.iso && rm big.iso; echo b >a");
		expect(await files.putBack()).toEqual([
			`file ${theirs}/big.iso: is gone, and no copy of it could be made`,
			`file ${theirs}/new.tgz: is left: ${theirs}/big.iso is gone and may be in it`,
		]);
		expect((await namesIn(theirs)).sort()).toEqual(["a", "new.tgz"]);
		expect(await textOf(join(theirs, "a"))).toBe("a\n");
		expect(await removeRunFolder(own)).toEqual([`run ${own}: is kept: ${theirs}/big.iso is gone, and may be in it`]);
	});
});

test("what came while a statement ran and that no word explains is left, and said", async () => {
	const { files, theirs, type } = await placeWith("mkdir dir");
	await type(`touch dir/$(echo secret)`);
	expect(await files.putBack()).toEqual([`file ${theirs}/dir/secret: came while a statement ran`]);
});

test("what somebody else writes to a file that a statement only names is left, and said", async () => {
	const { files, theirs, type } = await placeWith("echo a >a; echo b >b");
	await type("cp a copy; echo x >b");
	await writeFile(join(theirs, "a"), "somebody's");
	expect(await files.putBack()).toEqual([
		`file ${theirs}/a: was changed later than by the statements that name it, and is left`,
	]);
	expect(await textOf(join(theirs, "a"))).toBe("somebody's");
	expect(await textOf(join(theirs, "b"))).toBe("b\n");
	expect((await namesIn(theirs)).sort()).toEqual(["a", "b"]);
});

test("where more files may be changed than are noted, it is said", async () => {
	const { files, theirs, type } = await placeWith("mkdir many; touch many/{1..5001}");
	await type("tar -cf /dev/null many/*");
	expect(await files.putBack()).toEqual([
		`file ${theirs}/many: more than 5000 files in it may have been changed, and are not looked at`,
	]);
});

test("a statement that ends when all has been put back changes nothing of it", async () => {
	const { files, own, theirs } = await placeWith("echo a >a");
	const ended = await files.watch("rm a", async (name) => (name === "PWD" ? theirs : ""));
	await rm(join(theirs, "a"));
	expect(await files.putBack()).toEqual([]);
	expect(await removeRunFolder(own)).toEqual([]);
	await ended();
	expect(await exists(own)).toBe(false);
	expect(await textOf(join(theirs, "a"))).toBe("a\n");
});

test("what the document has made unnoticed and then removes is not made anew", async () => {
	const { files, type, state } = await placeWith("echo 'mkdir made; touch made/x' >script");
	const before = await state();
	await type("sh script");
	await type("sed -i s/x/y/ made/x; rm -r made");
	expect(await files.putBack()).toEqual([]);
	expect(await state()).toBe(before);
});

test("what somebody has changed since it could not be taken away is theirs", async () => {
	const { files, own, theirs, type } = await placeWith(`${big}; echo a >a`);
	await type("rm a; mkdir a; mv big.iso a/; touch a/x");
	await rm(join(own, "copies"), { recursive: true });
	expect((await files.putBack()).join("\n")).toMatch(/a: could not be put back: .*No such file/);
	expect(await removeRunFolder(own)).toEqual([
		`run ${own}: is kept for what could not be put back; \`charla clean\` tries again`,
	]);
	expect((await namesIn(own)).sort()).toEqual(["files.json"]);
	await after(10);
	await rm(join(theirs, "a"), { recursive: true });
	await writeFile(join(theirs, "a"), "somebody's");
	expect(await putBackFrom(own)).toEqual([
		`file ${theirs}/a: was changed by somebody since it could not be put back, and is left`,
	]);
	expect(await removeRunFolder(own)).toEqual([]);
	expect(await textOf(join(theirs, "a"))).toBe("somebody's");
	expect((await namesIn(theirs)).sort()).toEqual(["a", "big.iso"]);
});

describe.runIf(isRoot)("what is mounted", () => {
	/** A folder of somebody's, mounted elsewhere by the document, which another process may keep busy. */
	async function mounting() {
		const place = await placeWith("mkdir data mnt; echo x >data/x");
		const points = [join(place.theirs, "mnt"), join(place.theirs, "new")];
		onTestFinished(async () => {
			for (const point of points) await execa("umount", ["--lazy", point], { reject: false });
		});
		const before = await place.state();
		await place.type("mount --bind data mnt; mkdir new && mount --bind data new");
		return { ...place, before };
	}

	test("is unmounted, and not emptied", async () => {
		const { files, state, before } = await mounting();
		expect(await files.putBack()).toEqual([]);
		expect(await state()).toBe(before);
	});

	test("is left where it is busy, until it is not", async () => {
		const { files, own, theirs, state, before } = await mounting();
		const busy = execa("sleep", ["60"], { cwd: join(theirs, "new"), reject: false });
		expect((await files.putBack()).map((line) => line.replace(/unmounted: .*/, "unmounted"))).toEqual([
			`file ${theirs}/new: what is mounted there could not be unmounted`,
		]);
		expect(await textOf(join(theirs, "data", "x"))).toBe("x\n");
		expect(await removeRunFolder(own)).toHaveLength(1);
		busy.kill();
		await busy;
		expect(await putBackFrom(own)).toEqual([]);
		expect(await state()).toBe(before);
		expect(await removeRunFolder(own)).toEqual([]);
	});

	test("may be where a folder was moved to, which is then left there", async () => {
		const { files, own, theirs, type } = await placeWith("mkdir -p proj/src other; echo code >proj/src/main");
		await execa("bash", ["-c", `mount -t tmpfs tmpfs ${theirs}/other`]);
		onTestFinished(async () => {
			await execa("umount", [join(theirs, "other")]);
		});
		await type("mv proj other/; touch new");
		expect(await files.putBack()).toEqual([
			`file ${theirs}/proj: was a folder before and is gone`,
			`file ${theirs}/new: is left: ${theirs}/proj is gone and may be in it`,
			`file ${theirs}/other/proj: is left: ${theirs}/proj is gone and may be in it`,
		]);
		expect(await textOf(join(theirs, "other/proj/src/main"))).toBe("code\n");
		expect(await removeRunFolder(own)).toEqual([`run ${own}: is kept: ${theirs}/proj is gone, and may be in it`]);
	});

	test("keeps a run's folder from being removed", async () => {
		const { own, theirs } = await placeWith("mkdir data; echo x >data/x");
		const point = join(own, "mnt");
		await mkdir(point);
		await execa("bash", ["-c", `mount --bind ${theirs}/data ${point}`]);
		onTestFinished(async () => {
			await execa("umount", [point]);
		});
		expect((await removeRunFolder(own)).join()).toContain(`something is mounted on ${point}`);
		expect(await textOf(join(theirs, "data", "x"))).toBe("x\n");
	});
});

/** Another user's rights from here on, and words that give root's back, as `sudo -n` does. */
describe.runIf(isRoot)("an ordinary user", () => {
	const sudo = ["setpriv", "--reuid=0"];
	const asUser = async <T>(step: () => Promise<T>): Promise<T> => {
		process.seteuid?.(65534);
		try {
			return await step();
		} finally {
			process.seteuid?.(0);
		}
	};
	const roots = "echo issue >issue; mkdir -m 700 root; echo secret >root/secret; chmod 600 root/secret";
	const byRoot = ["sed -i.bak s/i/o/ issue", "echo x >motd; echo x >root/secret; mkdir -p root/new/er"];

	async function typed(asRoot: readonly string[] | null) {
		const place = await placeWith(roots, asRoot);
		await execa("chown", ["65534", place.own, join(place.own, "..")]);
		const before = await place.state();
		for (const statement of byRoot) {
			const ended = await asUser(() =>
				place.files.watch(statement, async (name) => (name === "PWD" ? place.theirs : "")),
			);
			await execa("bash", ["-ec", statement], { cwd: place.theirs });
			await asUser(ended);
		}
		return { ...place, before };
	}

	test("has root's files put back through sudo", async () => {
		const { files, own, state, before } = await typed(sudo);
		expect(await asUser(() => files.putBack())).toEqual([]);
		expect(await state()).toBe(before);
		expect(await asUser(() => removeRunFolder(own))).toEqual([]);
	});

	test("keeps the copies where they cannot be, until they can", async () => {
		const { files, own, theirs, state, before } = await typed(sudo);
		// The words are there while statements are watched, and fail when it comes to putting back.
		const journal = JSON.parse(await textOf(join(own, "files.json")));
		await writeFile(join(own, "files.json"), JSON.stringify({ ...journal, asRoot: ["false"] }));
		const lines = await asUser(() => putBackFrom(own));
		expect(lines.map((line) => line.replace(/(back|away): .*/, "$1")).sort()).toEqual([
			`file ${theirs}/issue.bak: is left: ${theirs}/issue.bak was there before the run`,
			`file ${theirs}/issue: is now ${theirs}/issue.bak and could not be moved back`,
			`file ${theirs}/motd: could not be taken away`,
			`file ${theirs}/root/new: could not be taken away`,
			`file ${theirs}/root/secret: could not be put back`,
		]);
		expect(await asUser(() => removeRunFolder(own))).toEqual([
			`run ${own}: is kept for what could not be put back; \`charla clean\` tries again`,
		]);
		const kept = JSON.parse(await textOf(join(own, "files.json")));
		await writeFile(join(own, "files.json"), JSON.stringify({ ...kept, asRoot: sudo }));
		expect(await asUser(() => putBackFrom(own))).toEqual([]);
		expect(await state()).toBe(before);
		expect(await asUser(() => removeRunFolder(own))).toEqual([]);
		void files;
	});

	test("has what nobody may look at left alone", async () => {
		const { files, state } = await typed(null);
		const after = await state();
		const lines = await asUser(() => files.putBack());
		expect(lines.join("\n")).not.toContain("root/");
		expect((await state()).match(/root\/.*/g)).toEqual(after.match(/root\/.*/g));
	});
});

test("the configuration of the user's client is never written back over a newer one, nor is anything removed from it", async () => {
	const { theirs, own, files } = await placeWith("mkdir -p lxc/servercerts; echo old >lxc/config.yml");
	vi.stubEnv("LXD_CONF", join(theirs, "lxc"));
	onTestFinished(() => void vi.unstubAllEnvs());
	// The run is killed before the statement has ended.
	await files.watch("echo x >lxc/config.yml; cp cert lxc/servercerts/far.crt", async () => theirs);
	await writeFile(join(theirs, "lxc/config.yml"), "newer\n");
	await writeFile(join(theirs, "lxc/servercerts/far.crt"), "the user's\n");
	expect(await putBackFrom(own)).toEqual([]);
	expect(await textOf(join(theirs, "lxc/config.yml"))).toBe("newer\n");
	expect(await textOf(join(theirs, "lxc/servercerts/far.crt"))).toBe("the user's\n");
});
