import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, constants, copyFile, mkdir, open, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { cached, entryName, finishedEntries } from "../cache.js";
import { namesIn } from "../files.js";
import { containerImage } from "../image.js";
import { type MachineProgress, MachineUnavailable } from "../machine.js";
import type { ImageRecipe } from "../recipes.js";
import { lastLines } from "../sequence.js";
import { ask, type Client, call, programNamed } from "./client.js";

/** The container image of a run, as one or two files that the engine can import. */
export interface ImageFile {
	path: string;
	/** The second file of a split image: the root file system. */
	rootfs: string | null;
	fingerprint: string;
	/** Of both files, in bytes. */
	size: number;
	architecture: string;
	properties: Record<string, string>;
	/** ISO date and time. */
	created: string;
	/** In words, for the report. */
	words: string;
	/** Whether charla made it; otherwise this LXD had it. */
	made: boolean;
	/** Whether it came out of charla's cache, and when it was made. */
	cached: string | null;
}

const Metadata = z.object({
	architecture: z.string(),
	creation_date: z.number(),
	properties: z.record(z.string(), z.string()).default({}),
});

/** What the image is for. */
interface ImageFor {
	cache: string;
	recipes: readonly ImageRecipe[];
	client: Client;
	/** Takes the files. */
	folder: string;
	id: string;
	progress: MachineProgress;
}

/**
 * The container image: from charla's cache; made now, as root or as an ordinary user; or one that this LXD already has.
 * Its bytes are the run's own, so that its fingerprint is too: whatever the engine keeps by fingerprint goes with the run.
 *
 * @throws MachineUnavailable where there is none, with the command that would make one possible
 */
export async function imageForRun(wanted: ImageFor): Promise<ImageFile> {
	const troubles: string[] = [];
	for (const source of [madeHere, madeByUser, alreadyThere]) {
		try {
			const found = await source(wanted);
			if (found !== null) return { ...found, ...(await ownBytes(found, wanted.id)) };
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			troubles.push(error.message);
		}
	}
	throw new MachineUnavailable(
		["no container image, and none could be made:", ...troubles].join("\n"),
		"sudo apt-get install mmdebstrap uidmap zstd",
	);
}

type Found = Omit<ImageFile, "fingerprint" | "size">;

/** The image of the disposable machine: from the cache, or made as root. */
async function madeHere({ cache, recipes, folder, progress }: ImageFor): Promise<Found | null> {
	const root = process.getuid?.() === 0;
	const finished = await finishedEntries(cache);
	const there = finished.some((name) => recipes.some(({ suite }) => name.startsWith(`image-${suite}-`)));
	if (!there && (!root || (await programNamed("mmdebstrap")) === null)) return null;
	const offered = root
		? recipes
		: recipes.filter(({ suite }) => finished.some((name) => name.startsWith(`image-${suite}-`)));
	const { entry, words } = await containerImage(cache, offered, false, progress);
	return fromArchive(join(entry.path, "image.tar.zst"), folder, words, entry.fromCache ? entry.made : null);
}

/** The same image made by an ordinary user, in a user namespace of its own. */
async function madeByUser({ cache, recipes, folder, progress }: ImageFor): Promise<Found | null> {
	const recipe = recipes.find(({ archive }) => archive === null);
	if (recipe === undefined || process.getuid?.() === 0) return null;
	const made = { kind: `image-user-${recipe.suite}`, content: { recipe, version: 1 } };
	const there = (await finishedEntries(cache)).includes(entryName(made));
	if (!there && (await programNamed("mmdebstrap")) === null) return null;
	const entry = await cached(
		cache,
		made,
		async (directory) => {
			progress({ what: `making the container image, ${recipe.words}`, detail: "once, about a minute" });
			await makeAsUser(recipe, directory);
		},
		progress,
	);
	return fromArchive(join(entry.path, "image.tar.zst"), folder, recipe.words, entry.fromCache ? entry.made : null);
}

async function makeAsUser(recipe: ImageRecipe, directory: string): Promise<void> {
	const files = join(directory, "files");
	for (const [path, content] of Object.entries(recipe.files)) {
		await mkdir(join(files, path, ".."), { recursive: true });
		await writeFile(join(files, path), content);
	}
	const now = Math.floor(Date.now() / 1000);
	const architecture = { x64: "x86_64", arm64: "aarch64" }[process.arch as string] ?? process.arch;
	const properties = { os: recipe.os, release: recipe.suite, description: recipe.words };
	const templates = Object.fromEntries(
		Object.entries(templated).map(([path, { file }]) => [path, { when: ["create", "copy", "rename"], template: file }]),
	);
	await writeFile(
		join(directory, "metadata.yaml"),
		JSON.stringify({ architecture, creation_date: now, properties, templates }),
	);
	await mkdir(join(directory, "templates"));
	for (const { file, text } of Object.values(templated)) await writeFile(join(directory, "templates", file), text);
	await mmdebstrap([
		...["--mode=unshare", "--variant=minbase", `--include=${recipe.packages.join(",")}`],
		...["doc", "man", "locale", "info", "lintian"].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
		`--customize-hook=copy-in ${Object.keys(recipe.files)
			.map((path) => `${join(files, path)} /${join(path, "..")}`)
			.join(" ")}`,
		...[recipe.suite, join(directory, "rootfs")],
	]);
	await mmdebstrap([
		...["--unshare-helper", "tar", "--numeric-owner", "--use-compress-program=zstd -3 -T0"],
		...["-cf", join(directory, "image.tar.zst"), "-C", directory, "metadata.yaml", "templates", "rootfs"],
	]);
	await mmdebstrap(["--unshare-helper", "rm", "-rf", join(directory, "rootfs")]);
}

/** The engine writes these when it makes a container, and again when it is copied or renamed. */
const templated = {
	"/etc/hostname": { file: "hostname.tpl", text: "{{ container.name }}\n" },
	"/etc/hosts": { file: "hosts.tpl", text: "127.0.0.1\tlocalhost\n127.0.1.1\t{{ container.name }}\n" },
};

async function mmdebstrap(words: readonly string[]): Promise<void> {
	const made = await execa("mmdebstrap", words, { reject: false, stdin: "ignore", timeout: 900_000 });
	if (made.failed) throw new Error(`mmdebstrap failed:\n${lastLines(made.stderr || (made.shortMessage ?? ""))}`);
}

const Image = z.object({
	fingerprint: z.string(),
	architecture: z.string(),
	created_at: z.string(),
	properties: z.record(z.string(), z.string()).nullish(),
	type: z.string().default("container"),
});

/** An image that this LXD has in its default project; the newest one that a Debian or Ubuntu made, or the newest. */
async function alreadyThere({ client, folder }: ImageFor): Promise<Found | null> {
	const images = z.array(Image).parse(await ask(client, "/1.0/images?recursion=1&project=default"));
	const likely = ({ properties }: z.infer<typeof Image>) => /debian|ubuntu/i.test(properties?.os ?? "");
	const [best] = images
		.filter(({ type }) => type === "container")
		.sort((a, b) => Number(likely(b)) - Number(likely(a)) || b.created_at.localeCompare(a.created_at));
	if (best === undefined) return null;
	const into = join(folder, "image");
	await mkdir(into);
	await call(client, ["--project", "default", "--quiet", "image", "export", best.fingerprint, `${into}/`], 300_000);
	const names = await namesIn(into);
	const meta = names.find((name) => name.startsWith("meta-")) ?? names[0];
	if (meta === undefined) return null;
	const rootfs = names.find((name) => name !== meta);
	const { description = best.fingerprint.slice(0, 12) } = best.properties ?? {};
	return {
		path: join(into, meta),
		rootfs: rootfs === undefined ? null : join(into, rootfs),
		architecture: best.architecture,
		properties: best.properties ?? {},
		created: best.created_at,
		words: description,
		made: false,
		cached: null,
	};
}

/** A copy of a unified image's file in the run's folder, and what it says of itself. */
async function fromArchive(archive: string, folder: string, words: string, made: string | null): Promise<Found> {
	const path = join(folder, "image.tar.zst");
	await copyFile(archive, path, constants.COPYFILE_FICLONE);
	const told = await execa("tar", ["--use-compress-program=zstd", "-xOf", path, "--occurrence=1", "metadata.yaml"]);
	const { architecture, creation_date, properties } = Metadata.parse(JSON.parse(told.stdout));
	const created = new Date(creation_date * 1000).toISOString();
	return { path, rootfs: null, architecture, properties, created, words, made: true, cached: made };
}

/** Frames that a decompressor passes over: zstd's skippable frame, and an empty member of gzip that has a comment. */
const passedOver: readonly { magic: string; frame: (text: Buffer) => Buffer }[] = [
	{
		magic: "28b52ffd",
		frame: (text) => {
			const head = Buffer.from("502a4d1800000000", "hex");
			head.writeUInt32LE(text.length, 4);
			return Buffer.concat([head, text]);
		},
	},
	{
		magic: "1f8b",
		frame: (text) =>
			Buffer.concat([Buffer.from("1f8b0810000000000003", "hex"), text, Buffer.from("0003000000000000000000", "hex")]),
	},
];

/** Makes the file's bytes the run's own without changing what is in it, where its compression allows. */
async function ownBytes({ path, rootfs }: Found, id: string): Promise<{ fingerprint: string; size: number }> {
	const file = await open(path);
	const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
	await file.close();
	const kind = passedOver.find(({ magic }) => buffer.toString("hex").startsWith(magic));
	if (kind !== undefined) await appendFile(path, kind.frame(Buffer.from(`charla ${id}`)));
	const hash = createHash("sha256");
	let size = 0;
	for (const part of rootfs === null ? [path] : [path, rootfs]) {
		for await (const chunk of createReadStream(part)) hash.update(chunk);
		size += (await stat(part)).size;
	}
	return { fingerprint: hash.digest("hex"), size };
}
