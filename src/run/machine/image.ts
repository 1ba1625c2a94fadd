import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { type CacheEntry, cached, removeTree } from "./cache.js";
import type { MachineProgress } from "./machine.js";
import { makeTree } from "./mmdebstrap.js";
import type { ImageRecipe } from "./recipes.js";

/** A container image: `image.tar.zst` in its entry's folder, and what it is, in words. */
export interface ContainerImage {
	entry: CacheEntry;
	words: string;
}

/** What nobody reads in a container that lives a minute: a third of the tree, and so of what publishing it reads. */
const leftOut = [
	"/usr/share/doc/*",
	"/usr/share/man/*",
	"/usr/share/locale/*",
	"/usr/share/info/*",
	"/usr/share/lintian/*",
];

/** The engine writes these files when it makes a container, and again when it is copied or renamed. */
const templates = {
	"hostname.tpl": "{{ container.name }}\n",
	"hosts.tpl": "127.0.0.1\tlocalhost\n127.0.1.1\t{{ container.name }}\n",
};

/**
 * The container image, from the cache or made now: a tree that boots, packed with its metadata as one `tar.zst`.
 *
 * The first recipe whose archive answers and whose keys are here is made.
 *
 * @throws MachineUnavailable where mmdebstrap fails
 */
export async function containerImage(
	folder: string,
	recipes: readonly ImageRecipe[],
	progress: MachineProgress,
): Promise<ContainerImage> {
	const recipe = await firstToBeHad(recipes);
	const entry = await cached(
		folder,
		{ kind: `image-${recipe.suite}`, content: { recipe, leftOut, templates, version: 1 } },
		async (directory) => {
			progress({ what: `making the container image, ${recipe.words}`, detail: "once, about a minute" });
			await makeTree(
				recipe,
				join(directory, "rootfs"),
				leftOut.map((path) => `--dpkgopt=path-exclude=${path}`),
			);
			await writeFiles(join(directory, "rootfs"), recipe.files);
			await writeFiles(join(directory, "templates"), templates);
			await writeFile(join(directory, "metadata.yaml"), metadata(recipe));
			await execa("tar", [
				...["--numeric-owner", "--use-compress-program=zstd -3 -T0", "-cf", join(directory, "image.tar.zst")],
				...["-C", directory, "metadata.yaml", "templates", "rootfs"],
			]);
			for (const each of ["rootfs", "templates", "metadata.yaml"]) await removeTree(join(directory, each));
		},
		progress,
	);
	return { entry, words: recipe.words };
}

/** What an image says of itself to LXD and Incus; JSON is YAML. */
function metadata(recipe: ImageRecipe): string {
	const architecture = { x64: "x86_64", arm64: "aarch64" }[process.arch as string] ?? process.arch;
	const when = ["create", "copy", "rename"];
	return JSON.stringify({
		architecture,
		creation_date: Math.floor(Date.now() / 1000),
		properties: { os: recipe.os, release: recipe.suite, description: recipe.words },
		templates: {
			"/etc/hostname": { when, template: "hostname.tpl" },
			"/etc/hosts": { when, template: "hosts.tpl" },
		},
	});
}

async function firstToBeHad(recipes: readonly ImageRecipe[]): Promise<ImageRecipe> {
	for (const recipe of recipes) {
		if (recipe.archive === null || (await archiveAnswers(recipe.archive, recipe.suite))) return recipe;
	}
	throw new Error("no image recipe without an archive of its own");
}

/** Whether the keys of an archive are here and it answers, within two seconds. */
async function archiveAnswers(archive: { mirror: string; keyring: string }, suite: string): Promise<boolean> {
	try {
		await access(archive.keyring);
		const release = `${archive.mirror}/dists/${suite}/Release`;
		const answer = await fetch(release, { method: "HEAD", signal: AbortSignal.timeout(2000) });
		return answer.ok;
	} catch {
		return false;
	}
}

async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(directory, path)), { recursive: true });
		await writeFile(join(directory, path), content);
	}
}
