/**
 * Whether a text between brackets is a name that stands for something: `container`, `snapshot-name`, `image alias`.
 *
 * It consists of words of letters and digits that begin with a letter, joined by single `-`, `_`, `.` or spaces; has three
 * letters at least; and cannot be a character class: no word of one letter beside a `-` (`a-z`, `A-Za-z`), no run of the
 * alphabet (`abc`).
 */
export function isPlaceholderName(text: string): boolean {
	if (!isName(text)) return false;
	if (text.replace(/[^A-Za-z]/g, "").length < 3) return false;
	const words = text.split(/[-_ .]/);
	if (words.length > 1) return words.every((word) => word.length > 1);
	return !isRun(text.toLowerCase());
}

/** Letters in the order of the alphabet, without a gap. */
function isRun(text: string): boolean {
	return [...text].every((letter, at) => at === 0 || letter.charCodeAt(0) === text.charCodeAt(at - 1) + 1);
}

/**
 * `<name>` where it can be no redirection, as the source of a pattern with the name in a group: something touches it on the left, or
 * nothing that could be a file touches it on the right.
 */
export const angled = String.raw`(?:(?<=[\w.~:/=@"'([{,|\]>-])(?<![<&\\]|(?:^|\s)\d+)|(?<=^|\s)(?=<[^<>\n]*>(?:$|[\s:/@"',;.)\]|=-]|\u0060)))<(?<angle>[A-Za-z][^<>\n$;&]*)>(?![>&(])`;

/** Whether a text between `<` and `>`, or `{{` and `}}`, is such a name: no set of characters looks like those, so one letter will do. */
export function isName(text: string): boolean {
	return /^[A-Za-z][A-Za-z0-9]*(?:[-_ ./|][A-Za-z0-9]+)*$/.test(text);
}
