import { join } from "node:path";

/**
 * The file of a run's folder in which the run's client notes the remotes that the document has added: lines of
 * `lxc remote list --format csv`. Only a client that keeps to the user's own configuration notes any.
 */
export function remotesFile(folder: string): string {
	return join(folder, "remotes");
}
