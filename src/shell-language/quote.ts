/** Quotes a text so that a POSIX shell reads it back as one word, unchanged. */
export function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
