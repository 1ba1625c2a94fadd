/** `Debian 12 (bookworm)`, from the text of /etc/os-release. */
export function prettyName(osRelease: string): string | null {
	const found = /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(osRelease);
	return found?.[1]?.replace(" GNU/Linux", "") ?? null;
}

/** The version in the daemon's description of itself. */
export function serverVersion(answer: string): string | null {
	const found = /"server_version":\s*"([^"]*)"/.exec(answer);
	return found?.[1] ?? null;
}
