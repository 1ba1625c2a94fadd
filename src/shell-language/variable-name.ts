const only = /^\$(?:\{(?<braced>[A-Za-z_]\w*)\}|(?<bare>[A-Za-z_]\w*))$/;

/** The variable's name in a word that is nothing but its value: `$X`, `${X}`; null in any other. */
export function variableIn(word: string): string | null {
	const { braced, bare } = only.exec(word)?.groups ?? {};
	return braced ?? bare ?? null;
}
