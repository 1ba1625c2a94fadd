import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { type CacheEntry, cached, entryName, finishedEntries, type Making, removeTree } from "../../cache/cache.js";
import { MachineUnavailable } from "../../machine.js";
import type { ImageRecipe } from "../../recipes.js";
import { lastLines } from "../../sequence.js";
import { programNamed } from "../client.js";

/** The two files of a split image, in its entry's folder. */
export const userImageFiles = { metadata: "metadata.tar.gz", rootfs: "rootfs.tar.zst" };

/** The engine writes these when it makes a container, and again when it is copied or renamed. */
const templates: Readonly<Record<string, { file: string; text: string }>> = {
	"/etc/hostname": { file: "hostname.tpl", text: "{{ container.name }}\n" },
	"/etc/hosts": { file: "hosts.tpl", text: "127.0.0.1\tlocalhost\n127.0.1.1\t{{ container.name }}\n" },
};

const leftOut = ["doc", "man", "locale", "info", "lintian"];

/**
 * The container image as an ordinary user makes it: mmdebstrap in a user namespace of its own, whose tree comes out as a
 * tar, so that no file of another user's is ever on the disk. Null where there is no mmdebstrap and none in the cache.
 *
 * @throws MachineUnavailable with the last lines that mmdebstrap wrote
 */
export async function userImage(cache: string, recipe: ImageRecipe, making: Making): Promise<CacheEntry | null> {
	const made = { kind: `image-user-${recipe.suite}`, content: { recipe, templates, leftOut, version: 1 } };
	const there = (await finishedEntries(cache)).includes(entryName(made));
	if (!there && (await programNamed("mmdebstrap")) === null) return null;
	return cached(
		cache,
		made,
		async (directory) => {
			making.progress({ code: "making-image", system: recipe.words });
			await makeMetadata(recipe, directory);
			await makeRootfs(recipe, directory, making.signal);
		},
		making,
	);
}

/** What the image says of itself; JSON is YAML. */
async function makeMetadata(recipe: ImageRecipe, directory: string): Promise<void> {
	const tree = join(directory, "metadata");
	const when = ["create", "copy", "rename"];
	const metadata = {
		architecture: { x64: "x86_64", arm64: "aarch64" }[process.arch as string] ?? process.arch,
		creation_date: Math.floor(Date.now() / 1000),
		properties: { os: recipe.os, release: recipe.suite, description: recipe.words },
		templates: Object.fromEntries(
			Object.entries(templates).map(([path, { file }]) => [path, { when, template: file }]),
		),
	};
	const texts = Object.values(templates).map(({ file, text }): [string, string] => [join("templates", file), text]);
	await writeFiles(tree, Object.fromEntries([["metadata.yaml", JSON.stringify(metadata)], ...texts]));
	const archive = join(directory, userImageFiles.metadata);
	await execa("tar", ["--numeric-owner", "-czf", archive, "-C", tree, "metadata.yaml", "templates"]);
	await removeTree(tree);
}

async function makeRootfs(recipe: ImageRecipe, directory: string, signal: AbortSignal | undefined): Promise<void> {
	const tree = join(directory, "files");
	await writeFiles(tree, recipe.files);
	const uploads = Object.keys(recipe.files).map((path) => `--customize-hook=upload ${join(tree, path)} /${path}`);
	const made = await execa(
		"mmdebstrap",
		[
			...["--mode=unshare", "--variant=minbase", `--include=${recipe.packages.join(",")}`],
			...leftOut.map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
			...[...uploads, recipe.suite, join(directory, userImageFiles.rootfs)],
		],
		// Where it makes its tree must be a folder that the user namespace's root can enter: not one in a home.
		{
			...{ detached: true, reject: false, stdin: "ignore", timeout: 900_000, env: { TMPDIR: "/tmp" } },
			...(signal ? { cancelSignal: signal } : {}),
		},
	);
	signal?.throwIfAborted();
	if (made.failed)
		throw new MachineUnavailable(
			{ code: "command-failed", command: "mmdebstrap", said: lastLines(made.stderr || (made.shortMessage ?? "")) },
			null,
		);
	await removeTree(tree);
}

async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(directory, path)), { recursive: true });
		await writeFile(join(directory, path), content);
	}
}
