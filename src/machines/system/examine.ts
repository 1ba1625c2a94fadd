import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import type { Language } from "../../model/words.js";
import { cacheFolder, finishedEntries } from "../cache/cache.js";
import { type Check, type In, inLanguage } from "../doctor.js";
import { MachineUnavailable } from "../machine.js";
import { findBridge, findPool } from "./bridge-and-pool.js";
import { ask, type Client, programNamed, type Server, serverOf, setUpClient } from "./client.js";

/** Looks at what a run needs of the LXD that is here, as the user who asks. Changes nothing in it. */
export async function doctorSystem(language: Language = "en"): Promise<Check[]> {
	const t = inLanguage(language);
	const folder = await mkdtemp(join(tmpdir(), "charla-doctor-"));
	const checks: Check[] = [];
	const look = async <T>(name: string, expected: string, say: (found: T) => string, find: () => Promise<T>) => {
		try {
			const found = await find();
			checks.push({ name, ok: true, found: say(found), expected, mend: null });
			return found;
		} catch (error) {
			const mend = error instanceof MachineUnavailable ? error.mend : null;
			checks.push({ name, ok: false, found: error instanceof Error ? error.message : String(error), expected, mend });
			return null;
		}
	};
	try {
		const there = t("on the PATH", "en el PATH");
		const client = await look<Client>(
			"lxc",
			there,
			({ path, honoursConfiguration }) =>
				honoursConfiguration ? path : `${path}, ${t("with its own configuration", "con su propia configuración")}`,
			() => setUpClient({ project: "default", folder, mark: "doctor" }),
		);
		if (client === null) return checks;
		const answers = t(
			"an LXD with projects that this user may use",
			"un LXD con proyectos que este usuario pueda usar",
		);
		const server = await look<Server>(
			"LXD",
			answers,
			({ environment }) => environment.server_version,
			() => serverOf(client),
		);
		if (server === null) return checks;
		const bridge = t("bridge", "puente");
		await look(
			bridge,
			bridge,
			({ name }) => name,
			() => findBridge(client),
		);
		await look(
			"pool",
			"pool",
			(name) => name,
			() => findPool(client),
		);
		checks.push(await image(client, t), await root(t));
		return checks;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Where the container image would come from, in the order in which a run looks. */
async function image(client: Client, t: In): Promise<Check> {
	const [cached, maker, had] = await Promise.all([
		finishedEntries(cacheFolder()).then((names) => names.filter((name) => name.startsWith("image-"))),
		programNamed("mmdebstrap"),
		ask(client, "/1.0/images?project=default").then((answer) => z.array(z.string()).parse(answer).length),
	]);
	const sources = [
		...(cached.length > 0 ? [t("in the cache", "en la caché")] : []),
		...(maker === null ? [] : [t("can be made with mmdebstrap", "se puede hacer con mmdebstrap")]),
		...(had > 0 ? [t(`this LXD has ${had}`, `este LXD tiene ${had}`)] : []),
	];
	const ok = sources.length > 0;
	return {
		name: t("container image", "imagen del contenedor"),
		ok,
		found: ok ? sources.join(", ") : t("none, and no way to make one", "no hay, ni con qué hacerla"),
		expected: t(
			"one in the cache, one that can be made, or one of this LXD's",
			"una en la caché, una que se pueda hacer, o una de este LXD",
		),
		mend: ok ? null : "sudo apt-get install mmdebstrap uidmap zstd",
	};
}

/** Root is not needed; what needs it is otherwise skipped. */
async function root(t: In): Promise<Check> {
	const isRoot = process.getuid?.() === 0;
	const sudo =
		isRoot || !(await execa("sudo", ["-n", "true"], { reject: false, stdin: "ignore", timeout: 10_000 })).failed;
	return {
		name: "root",
		ok: true,
		found: isRoot
			? t("this user", "este usuario")
			: sudo
				? t("through --sudo", "con --sudo")
				: t("no: what needs it is skipped", "no: lo que lo pide se omite"),
		expected: t(
			"root or sudo -n, for a run that skips nothing for want of it",
			"root o sudo -n, para no omitir nada por su falta",
		),
		mend: null,
	};
}
