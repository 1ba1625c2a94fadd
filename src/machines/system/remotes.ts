import { textOf } from "../cache/files.js";
import { asUser, type Client } from "./client.js";
import { remotesFile } from "./remotes-file.js";

/**
 * Removes the remotes that a document has added to the user's own client, by that client itself: whatever else has come to
 * its configuration since then stays. A remote whose address is another by now is not the document's any more.
 *
 * @returns those that are still there, one line each
 */
export async function forgetRemotes(client: Client, folder: string): Promise<string[]> {
	const noted = linesOf(await textOf(remotesFile(folder)));
	if (noted.length === 0) return [];
	const ours = async () => {
		const known = linesOf(await asUser(client, ["remote", "list", "--format", "csv"]));
		return noted.filter((line) => known.includes(line));
	};
	for (const line of await ours()) await asUser(client, ["remote", "remove", nameIn(line)]);
	return (await ours()).map((line) => `remote ${nameIn(line)}: could not be removed`);
}

/** Lines of a list of remotes, without the client's mark of the one that is the default. */
function linesOf(text: string): string[] {
	const lines = text.split("\n").filter((line) => line !== "");
	return [...new Set(lines.map((line) => line.replace(/^([^,]*) \(current\),/, "$1,")))];
}

function nameIn(line: string): string {
	return line.slice(0, line.indexOf(","));
}
