/** Where an overlay's layers lie, and every path below a cache folder: places on the machine that ran, nobody else's. */
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
