/** A kind of value that differs in every run, by name. */
export interface Normaliser {
	name: string;
	/** The text with such values replaced by ⟨name⟩, or with lines that come and go taken away. */
	apply: (text: string) => string;
}

const value = (name: string, pattern: RegExp, replacement = `⟨${name}⟩`): Normaliser => ({
	name,
	apply: (text) => text.replace(pattern, replacement),
});

/**
 * Single values that differ between two runs of which nothing else differs. The order matters: what a later one would
 * tear apart comes first.
 */
export const volatileValues: Normaliser[] = [
	value("fingerprint", /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g),
	value("machine id", /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{32}\b/g),
	value("machine", /\bcharla-[0-9a-f]{8}\b/g, "charla-⟨machine⟩"),
	value("mac", /\b(?!00:00:00:00:00:00|ff:ff:ff:ff:ff:ff)(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi),
	value("ipv6", /\b(fe80|f[cd][0-9a-f]{2}):(?::|[0-9a-f]{1,4}:)*[0-9a-f]{0,4}(?=\/|\b)/gi, "$1:⟨ipv6⟩"),
	value(
		"lease",
		/\b(10\.\d+\.\d+|192\.168\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+)\.(?!(?:0|1|255)\b)\d{1,3}\b/g,
		"$1.⟨lease⟩",
	),
	value("veth", /\bveth(?=[0-9a-f]*\d)[0-9a-f]{6,8}\b/g),
	value("temp", /\btmp\.[A-Za-z0-9]{6,12}\b/g),
	value("inode", /\b40265\d{5}\b/g),
	value("date", /\b[A-Z][a-z]{2} \d{1,2}, \d{4} at \d{1,2}:\d{2}[ap]m(?: \([A-Z]+\))?/g),
	value("date", /\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[A-Z]{3})?)?(?![-\w])/g),
	value("time", /(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])(?=\s)/g),
	value("speed", /\b\d+(?:[.,]\d+)?\s?[kKMGT]?i?B\/s/g),
	value("size", /(?<![\w.])-?\d+(?:[.,]\d+)?\s?[kKMGT]?i?B\b/g),
	value("duration", /(?<![\w.])\d+(?:[.,]\d+)?\s?(?:ms|s|min|sec|seconds?)\b/g),
	value("pid", /\b(pid[=: ]\s*)(?![01]\b)\d+/gi, "$1⟨pid⟩"),
	value("fd", /\b(fd=)\d+/g, "$1⟨fd⟩"),
	value("link", /^(\s*)\d+: (?=[\w.⟨⟩-]+(?:@\w+)?:)/gm, "$1⟨link⟩: "),
	value("link", /@if\d+/g, "@if⟨link⟩"),
	value("script line", /\bbash: line \d+:/g, "bash: line ⟨script line⟩:"),
];
