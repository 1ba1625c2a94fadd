import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import type { Check, CheckFinding, CheckName } from "../../model/check.js";
import { cacheFolder, finishedEntries } from "../cache/cache.js";
import { MachineUnavailable } from "../machine.js";
import { findBridge, findPool } from "./bridge-and-pool.js";
import { ask, type Client, programNamed, type Server, serverOf, setUpClient } from "./client.js";

/** Looks at what a run needs of the LXD that is here, as the user who asks. Changes nothing in it. */
export async function doctorSystem(): Promise<Check[]> {
	const folder = await mkdtemp(join(tmpdir(), "charla-doctor-"));
	const checks: Check[] = [];
	const look = async <T>(name: CheckName, find: () => Promise<T>, say: (found: T) => CheckFinding) => {
		try {
			const found = await find();
			checks.push({ name, ok: true, found: say(found), mend: null });
			return found;
		} catch (error) {
			checks.push({ name, ok: false, ...troubleOf(error) });
			return null;
		}
	};
	try {
		const client = await look<Client>(
			"client",
			() => setUpClient({ project: "default", folder, mark: "doctor" }),
			({ path, honoursConfiguration }) => (honoursConfiguration ? text(path) : { code: "own-configuration", path }),
		);
		if (client === null) return checks;
		const server = await look<Server>(
			"server",
			() => serverOf(client),
			({ environment }) => text(environment.server_version),
		);
		if (server === null) return checks;
		await look(
			"bridge",
			() => findBridge(client),
			({ name }) => text(name),
		);
		await look("pool", () => findPool(client), text);
		checks.push(await image(client), await root());
		return checks;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const text = (text: string): CheckFinding => ({ code: "text", text });

function troubleOf(error: unknown): Pick<Check, "found" | "mend"> {
	if (error instanceof MachineUnavailable) return { found: { code: "fault", fault: error.fault }, mend: error.mend };
	return { found: text(error instanceof Error ? error.message : String(error)), mend: null };
}

/** Where the container image would come from, in the order in which a run looks. */
async function image(client: Client): Promise<Check> {
	const [entries, maker, had] = await Promise.all([
		finishedEntries(cacheFolder()),
		programNamed("mmdebstrap"),
		ask(client, "/1.0/images?project=default").then((answer) => z.array(z.string()).parse(answer).length),
	]);
	const [cached, canBeMade] = [entries.some((name) => name.startsWith("image-")), maker !== null];
	const ok = cached || canBeMade || had > 0;
	return {
		name: "image",
		ok,
		found: { code: "image-sources", cached, canBeMade, had },
		mend: ok ? null : "sudo apt-get install mmdebstrap uidmap zstd",
	};
}

/** Root is not needed; what needs it is otherwise skipped. */
async function root(): Promise<Check> {
	const found = (how: "user" | "sudo" | null): Check => ({
		name: "root",
		ok: true,
		found: { code: "root-access", how },
		mend: null,
	});
	if (process.getuid?.() === 0) return found("user");
	const { failed } = await execa("sudo", ["-n", "true"], { reject: false, stdin: "ignore", timeout: 10_000 });
	return found(failed ? null : "sudo");
}
