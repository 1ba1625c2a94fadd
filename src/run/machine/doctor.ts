import { statfs } from "node:fs/promises";
import { release } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { cacheFolder, finishedEntries } from "./cache.js";
import { exists } from "./files.js";
import { kernelHas } from "./kernel.js";
import { installCommand, missingPackages, packageVersions } from "./packages.js";

/** Something that a machine needs here, or that is good to know of it. */
export interface Check {
	name: string;
	/** False where a disposable machine cannot be had until it is mended. */
	ok: boolean;
	found: string;
	expected: string;
	/** The one command that mends it, or null where it is fine or no command would. */
	mend: string | null;
}

/** What the roots, an image and a run's volumes take up together, measured at 1.1 GB, with room. */
const neededBytes = 2e9;

const archive = "http://deb.debian.org/debian";

/** Looks at what a disposable machine needs on this one, in about half a second. Changes nothing. */
export async function doctor(): Promise<Check[]> {
	const cache = cacheFolder();
	const checks = await Promise.all([
		system(),
		user(),
		packages(),
		controlGroups(),
		fileSystems(),
		space(cache),
		network(cache),
		caches(cache),
		engine(),
	]);
	return checks.flat();
}

function system(): Check {
	const ok = process.platform === "linux";
	return { name: "system", ok, found: `${process.platform} ${release()}`, expected: "linux", mend: null };
}

function user(): Check {
	const uid = process.getuid?.() ?? -1;
	return {
		name: "user",
		ok: uid === 0,
		found: uid === 0 ? "root" : `user ${uid}`,
		expected: "root: a machine has its own devices, mounts and network",
		mend: uid === 0 ? null : asRoot,
	};
}

/** The same command as root. */
export const asRoot = 'sudo env "PATH=$PATH" npm start';

async function packages(): Promise<Check[]> {
	const [missing, versions] = await Promise.all([missingPackages(), packageVersions()]);
	return Object.entries(versions).map(([name, version]) => {
		const ok = !missing.includes(name);
		return {
			name,
			ok,
			found: ok ? (version ?? "there, not as a package") : "missing",
			expected: "Debian's package",
			mend: ok ? null : installCommand(missing),
		};
	});
}

async function controlGroups(): Promise<Check> {
	const [unified, hybrid, legacy] = await Promise.all(
		["cgroup.controllers", "unified", "memory"].map((name) => exists(join("/sys/fs/cgroup", name))),
	);
	const found = unified ? "version 2" : hybrid ? "version 1, hybrid" : legacy ? "version 1" : "none";
	return { name: "control groups", ok: found !== "none", found, expected: "version 1 or 2", mend: null };
}

async function fileSystems(): Promise<Check[]> {
	const has = await Promise.all(["overlay", "btrfs"].map(kernelHas));
	const [overlay, btrfs] = has.map((each) => each === true);
	return [
		{
			name: "overlay",
			ok: overlay === true,
			found: overlay ? "in the kernel" : "not in the kernel",
			expected: "in the kernel: what a machine writes lies over its root",
			mend: null,
		},
		{
			name: "btrfs",
			ok: true,
			found: btrfs ? "in the kernel" : "not in the kernel; the pool will be a folder, and slower",
			expected: "in the kernel, where copies are to be fast",
			mend: null,
		},
	];
}

async function space(cache: string): Promise<Check> {
	const folder = await nearest(cache);
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	return {
		name: "disk space",
		ok: free >= neededBytes,
		found: `${gigabytes(free)} free for ${cache}`,
		expected: `${gigabytes(neededBytes)}`,
		mend: free >= neededBytes ? null : "export CHARLA_CACHE=FOLDER-WITH-SPACE",
	};
}

/** Without an answer a machine can still be had where all that it is made of is in the cache. */
async function network(cache: string): Promise<Check> {
	const check = {
		name: "Debian's archive",
		expected: "answers, where something has to be made or installed",
		mend: null,
	};
	const proxy = process.env.http_proxy;
	if (proxy) return { ...check, ok: true, found: `through ${proxy}, not asked` };
	const entries = await finishedEntries(cache);
	const spared = ["root-", "image-"].every((kind) => entries.some((name) => name.startsWith(kind)));
	try {
		const answer = await fetch(`${archive}/dists/bookworm/InRelease`, {
			method: "HEAD",
			signal: AbortSignal.timeout(2000),
		});
		return { ...check, ok: answer.ok || spared, found: answer.ok ? "answers" : `answers ${answer.status}` };
	} catch {
		return { ...check, ok: spared, found: "no answer within 2 s" };
	}
}

async function caches(cache: string): Promise<Check> {
	const names = await finishedEntries(cache);
	const sizes = names.length === 0 ? "" : await sizesOf(names.map((name) => join(cache, name)));
	return {
		name: "cache",
		ok: true,
		found: names.length === 0 ? `nothing yet in ${cache}` : sizes,
		expected: "a root and an image, where the first run is to be fast",
		mend: null,
	};
}

/** `root-bookworm-… 230 MB, image-bookworm-… 47 MB`. */
async function sizesOf(paths: readonly string[]): Promise<string> {
	const { stdout } = await execa("du", ["-sm", "--", ...paths], { reject: false, timeout: 5000 });
	const lines = stdout.split("\n").map((line) => line.split("\t"));
	return lines.map(([size, path]) => `${path?.slice(dirname(path).length + 1)} ${size} MB`).join(", ");
}

async function engine(): Promise<Check> {
	const answer = await execa("lxc", ["--version"], { reject: false, timeout: 2000, stdin: "ignore" });
	return {
		name: "engine here",
		ok: true,
		found: answer.exitCode === 0 ? `lxc ${answer.stdout.trim()}` : "none",
		expected: "none needed: a disposable machine has its own",
		mend: null,
	};
}

/** The folder itself, or the first above it that is there. */
async function nearest(folder: string): Promise<string> {
	return (await exists(folder)) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}
