/** How a paragraph says that its block does what the one before it does, in another way. */
const another =
	/^(?:or|alternatively|instead|if you prefer|if, instead|o|o bien|alternativamente|en su lugar|tambien puedes? hacerlo|si prefieres?|si lo prefiere|ou|em vez disso|se preferir|se, em vez disso)\b/;

/** Programs that install packages: one does what another does. */
const installers = new Set(
	"apt apt-get aptitude dnf yum zypper pacman apk emerge brew snap flatpak port pkg choco winget nix-env xbps-install".split(
		" ",
	),
);

/** Whether a paragraph offers its block instead of the one before. */
export function offersAnother(paragraph: string): boolean {
	return another.test(paragraph.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase());
}

/**
 * Whether two blocks can be two ways to do one thing: they have a program or another plain word in common, or both install
 * something. `Or have some fun:` offers something else.
 */
export function doTheSame(one: readonly string[], other: readonly string[]): boolean {
	const words = (texts: readonly string[]) =>
		texts
			.flatMap((text) => text.split(/[\s|;&]+/))
			.filter((word) => /^[\w./:@-]{2,}$/.test(word) && !/^(?:-|sudo$)/.test(word));
	const first = new Set(words(one));
	const second = words(other);
	if (second.some((word) => first.has(word))) return true;
	return [...first].some((word) => installers.has(word)) && second.some((word) => installers.has(word));
}
