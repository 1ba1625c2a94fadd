import { release } from "node:os";
import { join } from "node:path";
import { textOf } from "./cache/files.js";

/** Whether the kernel has a file system, built in, loaded, or as a module that it loads when it is asked for. */
export async function kernelHas(fileSystem: string): Promise<boolean> {
	const modules = join("/lib/modules", release());
	const [known = "", built = "", loadable = ""] = await Promise.all(
		["/proc/filesystems", join(modules, "modules.builtin"), join(modules, "modules.dep")].map(textOf),
	);
	if (known.split(/\s+/).includes(fileSystem)) return true;
	return [built, loadable].some((text) => text.includes(`/${fileSystem}.ko`));
}
