import { statfs } from "node:fs/promises";
import { release } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { lxd } from "../engines/lxd.js";
import type { Check } from "../model/check.js";
import { cacheFolder, finishedEntries } from "./cache/cache.js";
import { exists } from "./cache/files.js";
import { commandAsRoot } from "./command-as-root.js";
import { kernelHas } from "./kernel.js";
import { moreSpace } from "./machine.js";
import { installCommand, missingPackages, packageVersions } from "./packages.js";

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

const text = (text: string): Check["found"] => ({ code: "text", text });

function system(): Check {
	return {
		name: "system",
		ok: process.platform === "linux",
		found: text(`${process.platform} ${release()}`),
		mend: null,
	};
}

function user(): Check {
	const uid = process.getuid?.() ?? -1;
	const ok = uid === 0;
	return { name: "user", ok, found: ok ? text("root") : { code: "user", uid }, mend: ok ? null : commandAsRoot() };
}

async function packages(): Promise<Check[]> {
	const [missing, versions] = await Promise.all([missingPackages(), packageVersions()]);
	return Object.entries(versions).map(([name, version]): Check => {
		const ok = !missing.includes(name);
		const there = version === null ? ({ code: "not-a-package" } as const) : text(version);
		return {
			name: "package",
			of: name,
			ok,
			found: ok ? there : { code: "missing" },
			mend: ok ? null : installCommand(missing),
		};
	});
}

async function controlGroups(): Promise<Check> {
	const [unified, hybrid, legacy] = await Promise.all(
		["cgroup.controllers", "unified", "memory"].map((name) => exists(join("/sys/fs/cgroup", name))),
	);
	const version = unified ? 2 : hybrid ? "hybrid" : legacy ? 1 : null;
	return {
		name: "control-groups",
		ok: version !== null,
		found: version === null ? { code: "none" } : { code: "control-groups", version },
		mend: null,
	};
}

async function fileSystems(): Promise<Check[]> {
	const [overlay, btrfs] = (await Promise.all(["overlay", "btrfs"].map(kernelHas))).map((each) => each === true);
	return [
		{ name: "overlay", ok: overlay === true, found: { code: "in-kernel", there: overlay === true }, mend: null },
		{ name: "btrfs", ok: true, found: { code: "in-kernel", there: btrfs === true }, mend: null },
	];
}

async function space(cache: string): Promise<Check> {
	const folder = await nearest(cache);
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	const ok = free >= neededBytes;
	return {
		name: "space",
		of: gigabytes(neededBytes),
		ok,
		found: { code: "free", gigabytes: gigabytes(free), folder: cache },
		mend: ok ? null : moreSpace,
	};
}

/** Without an answer a machine can still be had where all that it is made of is in the cache. */
async function network(cache: string): Promise<Check> {
	const check = { name: "archive", mend: null } as const;
	const proxy = process.env.http_proxy;
	if (proxy) return { ...check, ok: true, found: { code: "through-proxy", proxy } };
	const entries = await finishedEntries(cache);
	const spared = ["root-", "image-"].every((kind) => entries.some((name) => name.startsWith(kind)));
	try {
		const { ok, status } = await fetch(`${archive}/dists/bookworm/InRelease`, {
			method: "HEAD",
			signal: AbortSignal.timeout(2000),
		});
		return { ...check, ok: ok || spared, found: { code: "answers", status: ok ? null : status } };
	} catch {
		return { ...check, ok: spared, found: { code: "no-answer", seconds: 2 } };
	}
}

async function caches(cache: string): Promise<Check> {
	const paths = (await finishedEntries(cache)).map((name) => join(cache, name));
	const found = paths.length === 0 ? ({ code: "nothing-cached", folder: cache } as const) : text(await sizesOf(paths));
	return { name: "cache", ok: true, found, mend: null };
}

/** `root-bookworm-… 230 MB, image-bookworm-… 47 MB`. */
async function sizesOf(paths: readonly string[]): Promise<string> {
	const { stdout } = await execa("du", ["-sm", "--", ...paths], { reject: false, timeout: 5000 });
	const lines = stdout.split("\n").map((line) => line.split("\t"));
	return lines.map(([size, path]) => `${path?.slice(dirname(path).length + 1)} ${size} MB`).join(", ");
}

async function engine(): Promise<Check> {
	const { client } = lxd;
	const answer = await execa(client, ["--version"], { reject: false, timeout: 2000, stdin: "ignore" });
	const found = answer.exitCode === 0 ? text(`${client} ${answer.stdout.trim()}`) : ({ code: "none" } as const);
	return { name: "engine", ok: true, found, mend: null };
}

/** The folder itself, or the first above it that is there. */
async function nearest(folder: string): Promise<string> {
	return (await exists(folder)) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}
