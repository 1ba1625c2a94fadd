/** Paths that exist only on the machine of the run: an overlay's layers, and everything below a cache folder. */
const machinePaths = [
	/(?<=\b(?:lowerdir|upperdir|workdir)=)[^,\s⟨⟩]+/g,
	/(?<![\w.])(?:\/[\w.@+-]+)*\/\.cache\/[^\s,:'"`)⟨⟩]+/g,
	/(?<![\w.])(?:\/[\w.@+-]+)*\/overlay-containers\/[^\s,:'"`)⟨⟩]+/g,
];

/**
 * Text without the paths of the machine that the run used.
 * @param instead what stands in their place: `⟨a path of this machine⟩`
 */
export function redact(text: string, instead: string): string {
	return machinePaths.reduce((clean, pattern) => clean.replace(pattern, instead), text);
}
