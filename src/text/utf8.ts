import { isUtf8 } from "node:buffer";

/** Where bytes first are not UTF-8: the line and the byte; null where all are. */
export function notUtf8(bytes: Uint8Array): { line: number; byte: number } | null {
	if (isUtf8(bytes)) return null;
	let [valid, invalid] = [0, bytes.length];
	while (invalid - valid > 1) {
		const middle = (valid + invalid) >> 1;
		if (isUtf8(wholeCharacters(bytes.subarray(0, middle)))) valid = middle;
		else invalid = middle;
	}
	// The character that is wrong begins where the last whole one ends.
	const at = wholeCharacters(bytes.subarray(0, valid)).length;
	return { line: bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1, byte: bytes[at] ?? 0 };
}

/** The bytes without those of a last character that is not over yet. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
	const tail = [...bytes.subarray(-3)].reverse();
	const back = tail.findIndex((byte) => (byte & 0xc0) !== 0x80);
	const lead = tail[back] ?? 0;
	const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	return back >= 0 && size > back + 1 ? bytes.subarray(0, bytes.length - back - 1) : bytes;
}
