import { join } from "node:path";
import type { Engine } from "../../engines/engine.js";
import { type CacheEntry, cached, type Making } from "../cache/cache.js";
import { writeFiles } from "../cache/files.js";
import type { TreeRecipe } from "../recipes.js";
import { makeTree } from "./mmdebstrap.js";

/**
 * The root of a machine's host, from the cache or made now; the tree is in the entry's folder `tree`.
 *
 * Where the document installs the engine itself, the engine's packages lie downloaded in apt's own cache in the
 * root: the document's `apt install` is real, and takes them from there as long as the archive still has those versions.
 *
 * @param engineInstalled whether the engine's packages are installed, or only downloaded
 */
export function hostRoot(
	folder: string,
	recipe: TreeRecipe,
	engine: Engine,
	engineInstalled: boolean,
	making: Making,
): Promise<CacheEntry> {
	const options = [
		"--skip=cleanup/apt/cache",
		`--customize-hook=${engineHook(engine, engineInstalled)}`,
		`--customize-hook=rm -f "$1"/var/cache/apt/*.bin "$1"/var/log/apt/* "$1"/var/log/dpkg.log "$1"/etc/hostname`,
	];
	return cached(
		folder,
		{ kind: `root-${recipe.suite}${engineInstalled ? `-${engine.client}` : ""}`, content: { recipe, options } },
		async (directory) => {
			making.progress({ code: "making-root", system: recipe.words });
			await makeTree(recipe, join(directory, "tree"), options, making);
			await writeFiles(join(directory, "tree"), recipe.files);
		},
		making,
	);
}

/** Uses the apt outside, as mmdebstrap itself does, with the settings that it made for the tree. */
function engineHook(engine: Engine, installed: boolean): string {
	const apt = `APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get --yes -oAPT::Install-Recommends=true -oDPkg::Chroot-Directory="$1"`;
	const clean = `rm -f "$1"/var/cache/apt/archives/*.deb`;
	const install = (option: string) => `${apt}${option} install ${engine.packages.join(" ")}`;
	return installed ? `${install("")} && ${clean}` : `${clean} && ${install(" --download-only")}`;
}
