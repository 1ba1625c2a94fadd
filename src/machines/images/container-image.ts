import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import type { MachineFault } from "../../model/machine-fault.js";
import {
	type CacheEntry,
	cached,
	entryName,
	finishedEntries,
	type Making,
	type Recipe,
	removeTree,
} from "../cache/cache.js";
import { writeFiles } from "../cache/files.js";
import { MachineUnavailable } from "../machine.js";
import { installIfOffered } from "../packages.js";
import type { ImageRecipe } from "../recipes.js";
import { makeTree } from "./mmdebstrap.js";

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
 * One that is in the cache is taken; otherwise the first recipe whose archive answers and whose keys can be had.
 *
 * @param install whether a missing package with an archive's keys may be installed
 * @throws MachineUnavailable where none can be made
 */
export async function containerImage(
	folder: string,
	recipes: readonly ImageRecipe[],
	install: boolean,
	making: Making,
): Promise<ContainerImage> {
	const cachedRecipe = await firstCached(folder, recipes);
	if (cachedRecipe !== null) return make(folder, cachedRecipe, making);
	const faults: MachineFault[] = [];
	for (const recipe of recipes) {
		if (!(await canBeHad(recipe, install, making))) continue;
		try {
			return await make(folder, recipe, making);
		} catch (error) {
			if (!(error instanceof MachineUnavailable)) throw error;
			making.progress({ code: "image-not-made", system: recipe.words, fault: error.fault });
			faults.push(error.fault);
		}
	}
	throw new MachineUnavailable({ code: "no-image-made", faults }, null);
}

async function make(folder: string, recipe: ImageRecipe, making: Making): Promise<ContainerImage> {
	const entry = await cached(
		folder,
		cacheRecipe(recipe),
		async (directory) => {
			making.progress({ code: "making-image", system: recipe.words });
			await makeTree(
				recipe,
				join(directory, "rootfs"),
				leftOut.map((path) => `--dpkgopt=path-exclude=${path}`),
				making,
			);
			await writeFiles(join(directory, "rootfs"), recipe.files);
			await writeFiles(join(directory, "templates"), templates);
			await writeFile(join(directory, "metadata.yaml"), metadata(recipe));
			making.signal?.throwIfAborted();
			await execa(
				"tar",
				[
					...["--numeric-owner", "--use-compress-program=zstd -3 -T0", "-cf", join(directory, "image.tar.zst")],
					...["-C", directory, "metadata.yaml", "templates", "rootfs"],
				],
				{ detached: true, ...(making.signal ? { cancelSignal: making.signal } : {}) },
			);
			for (const each of ["rootfs", "templates", "metadata.yaml"]) await removeTree(join(directory, each));
		},
		making,
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

function cacheRecipe(recipe: ImageRecipe): Recipe {
	return { kind: `image-${recipe.suite}`, content: { recipe, leftOut, templates, version: 1 } };
}

async function firstCached(folder: string, recipes: readonly ImageRecipe[]): Promise<ImageRecipe | null> {
	const finished = await finishedEntries(folder);
	return recipes.find((recipe) => finished.includes(entryName(cacheRecipe(recipe)))) ?? null;
}

/** Whether a recipe's archive answers within two seconds and its keys are here, or can be installed from ours. */
async function canBeHad(recipe: ImageRecipe, install: boolean, making: Making): Promise<boolean> {
	const { archive, suite } = recipe;
	if (archive === null) return true;
	try {
		const release = `${archive.mirror}/dists/${suite}/Release`;
		const answer = await fetch(release, { method: "HEAD", signal: AbortSignal.timeout(2000) });
		if (!answer.ok) return false;
		if (install) await installIfOffered(archive.keyringPackage, archive.keyring, making);
		await access(archive.keyring);
		return true;
	} catch {
		making.signal?.throwIfAborted();
		return false;
	}
}
