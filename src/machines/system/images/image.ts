import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, constants, copyFile, mkdir, open, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import type { MachineFault } from "../../../model/machine-fault.js";
import { finishedEntries, type Making } from "../../cache/cache.js";
import { namesIn } from "../../cache/files.js";
import { containerImage } from "../../images/container-image.js";
import { MachineUnavailable } from "../../machine.js";
import type { ImageRecipe } from "../../recipes.js";
import { ask, type Client, call, programNamed } from "../client.js";
import { userImage, userImageFiles } from "./user-image.js";

/** What a run's copy of the image and the rest of its folder take, roughly, in MB. */
const NEEDED_MB = 200;

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
interface ImageFor extends Making {
	cache: string;
	recipes: readonly ImageRecipe[];
	client: Client;
	/** Takes the files. */
	folder: string;
	id: string;
}

/**
 * The container image: from charla's cache; made now, as root or as an ordinary user; or one that this LXD already has.
 * Its bytes are the run's own, so that its fingerprint is too: whatever the engine keeps by fingerprint goes with the run.
 *
 * @throws MachineUnavailable where there is none, with the command that would make one possible
 */
export async function imageForRun(wanted: ImageFor): Promise<ImageFile> {
	const faults: MachineFault[] = [];
	for (const source of [madeHere, madeByUser, alreadyThere]) {
		try {
			const found = await source(wanted);
			if (found !== null) return { ...found, ...(await ownBytes(found, wanted.id)) };
		} catch (error) {
			wanted.signal?.throwIfAborted();
			if (!(error instanceof Error)) throw error;
			if (isForWantOfSpace(error)) throw await noSpace(wanted);
			faults.push(error instanceof MachineUnavailable ? error.fault : { code: "text", text: error.message });
		}
	}
	throw new MachineUnavailable({ code: "no-image", faults }, "sudo apt-get install mmdebstrap uidmap zstd");
}

/** Whether something failed because a disk is full, or the user's share of it: by its code, or by what a program said. */
export function isForWantOfSpace(error: Error): boolean {
	const code = "code" in error ? String(error.code) : "";
	return /^(ENOSPC|EDQUOT)$/.test(code) || /no space left on device|disk quota exceeded/i.test(error.message);
}

async function noSpace({ cache, folder }: ImageFor): Promise<MachineUnavailable> {
	const { bavail, bsize } = await statfs(folder);
	const free = Math.round((bavail * bsize) / 1e6);
	return new MachineUnavailable({ code: "no-space", folder, freeMB: free, neededMB: NEEDED_MB }, `df -h ${cache}`);
}

type ImageMetadata = Omit<ImageFile, "fingerprint" | "size">;

/** The image of the disposable machine: from the cache, or made as root. */
async function madeHere({ cache, recipes, folder, progress, signal }: ImageFor): Promise<ImageMetadata | null> {
	const root = process.getuid?.() === 0;
	const finished = await finishedEntries(cache);
	const there = finished.some((name) => recipes.some(({ suite }) => name.startsWith(`image-${suite}-`)));
	if (!there && (!root || (await programNamed("mmdebstrap")) === null)) return null;
	const offered = root
		? recipes
		: recipes.filter(({ suite }) => finished.some((name) => name.startsWith(`image-${suite}-`)));
	const { entry, words } = await containerImage(cache, offered, false, { progress, signal });
	return fromArchive(join(entry.path, "image.tar.zst"), folder, words, entry.fromCache ? entry.made : null);
}

/** The same image made by an ordinary user. */
async function madeByUser({ cache, recipes, folder, progress, signal }: ImageFor): Promise<ImageMetadata | null> {
	const recipe = recipes.find(({ archive }) => archive === null);
	if (recipe === undefined || process.getuid?.() === 0) return null;
	const entry = await userImage(cache, recipe, { progress, signal });
	if (entry === null) return null;
	const path = join(folder, userImageFiles.metadata);
	await copyFile(join(entry.path, userImageFiles.metadata), path);
	return {
		...{ path, rootfs: join(entry.path, userImageFiles.rootfs), words: recipe.words, made: true },
		...(await told(path)),
		cached: entry.fromCache ? entry.made : null,
	};
}

const Image = z.object({
	fingerprint: z.string(),
	architecture: z.string(),
	created_at: z.string(),
	properties: z.record(z.string(), z.string()).nullish(),
	type: z.string().default("container"),
});

/** An image that this LXD has in its default project; the newest one that a Debian or Ubuntu made, or the newest. */
async function alreadyThere({ client, folder }: ImageFor): Promise<ImageMetadata | null> {
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
		path: rootfs === undefined ? join(into, meta) : await repacked(join(into, meta), folder),
		rootfs: rootfs === undefined ? null : join(into, rootfs),
		architecture: best.architecture,
		properties: best.properties ?? {},
		created: best.created_at,
		words: description,
		made: false,
		cached: null,
	};
}

/** A split image's metadata as gzip, to which a frame can be added whatever it was before. */
async function repacked(archive: string, folder: string): Promise<string> {
	const [tree, path] = [join(folder, "metadata"), join(folder, "metadata.tar.gz")];
	await mkdir(tree);
	await execa("tar", ["-xf", archive, "-C", tree]);
	await execa("tar", ["--numeric-owner", "-czf", path, "-C", tree, "."]);
	return path;
}

/** A copy of a unified image's file in the run's folder, and what it says of itself. */
async function fromArchive(
	archive: string,
	folder: string,
	words: string,
	made: string | null,
): Promise<ImageMetadata> {
	const path = join(folder, "image.tar.zst");
	await copyFile(archive, path, constants.COPYFILE_FICLONE);
	return { path, rootfs: null, ...(await told(path)), words, made: true, cached: made };
}

/** What an image of charla's says of itself. */
async function told(path: string): Promise<Pick<ImageMetadata, "architecture" | "properties" | "created">> {
	const { stdout } = await execa("tar", ["-xOf", path, "--occurrence=1", "metadata.yaml"]);
	const { architecture, creation_date, properties } = Metadata.parse(JSON.parse(stdout));
	return { architecture, properties, created: new Date(creation_date * 1000).toISOString() };
}

/** What a decompressor passes over: zstd's skippable frame, gzip's member with a comment, and empty streams of xz. */
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
	{
		magic: "fd37",
		// It takes no text: how many there are is the run's own.
		frame: (text) =>
			Buffer.from(
				"fd377a585a000004e6d6b446000000001cdf44211fb6f37d010000000004595a".repeat(
					1 + (Number.parseInt(text.toString().slice(-2), 16) || 0),
				),
				"hex",
			),
	},
];

/** Makes the file's bytes the run's own without changing what is in it, where its compression allows. */
async function ownBytes({ path, rootfs }: ImageMetadata, id: string): Promise<{ fingerprint: string; size: number }> {
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
