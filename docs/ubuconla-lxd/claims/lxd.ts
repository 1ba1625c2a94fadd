import { type ClaimEntry, claim, type Look } from "charla";

const alias = "trusty-amd64";

/** What two instances, or an instance and an image, have in common when one was made of the other. */
const identity = "/etc/machine-id";

const short = (fingerprint: string | null | undefined) => fingerprint?.slice(0, 12) ?? "—";

/** A container's identity inside an image, read from the image's own archive. */
async function identityInImage(look: Look, fingerprint: string): Promise<string | null> {
	const export_ = `d=$(mktemp -d) && lxc image export ${fingerprint} "$d/image" >/dev/null && tar -xOf "$d"/image.* rootfs${identity}; code=$?; rm -rf "$d"; (exit $code)`;
	const { exitCode, stdout } = await look.run(export_);
	return exitCode === 0 ? stdout.trim() : null;
}

/** An image was made of an instance: it is there under its alias, and holds the very machine-id of the instance. */
function publishedClaim(
	id: string,
	under: string,
): ClaimEntry<{ alias: string; fingerprint: string | null; inside: string | null; of: string | null }> {
	return claim({
		id,
		quote: "Crear una imagen basado en el nuevo contenedor",
		under,
		observe: async (look) => {
			const name = look.name("image-alias");
			const image = await look.image(name);
			return {
				alias: name,
				fingerprint: image?.fingerprint ?? null,
				inside: image ? await identityInImage(look, image.fingerprint) : null,
				of: (await look.read(look.name("new-container"), identity))?.trim() ?? null,
			};
		},
		judge: ({ alias: name, fingerprint, inside, of }) => ({
			verdict: fingerprint !== null && inside !== null && inside === of ? "holds" : "refuted",
			evidence: [
				{ what: { es: `imagen ${name}`, en: `image ${name}` }, value: short(fingerprint) },
				{ what: { es: `${identity} dentro de la imagen`, en: `${identity} in the image` }, value: inside || "—" },
				{ what: { es: `${identity} del nuevo contenedor`, en: `${identity} of the new container` }, value: of || "—" },
			],
		}),
		counterexample: {
			because: { es: "se quita el alias de la imagen", en: "the image's alias is taken away" },
			change: async (look) => {
				const name = look.name("image-alias");
				const fingerprint = (await look.image(name))?.fingerprint;
				await look.must(`lxc image alias delete ${name}`);
				return () => look.must(`lxc image alias create ${name} ${fingerprint}`);
			},
		},
	});
}

/** One instance was made of another: both are there, with the same machine-id and the same image below. */
function copiedClaim(
	id: string,
	quote: string,
	under: string,
): ClaimEntry<{
	name: string;
	source: string;
	baseOfCopy: string | null;
	base: string | null;
	idOfCopy: string | null;
	id: string | null;
}> {
	return claim({
		id,
		quote,
		under,
		observe: async (look) => {
			const [name, source] = [look.name("new-container"), look.name("container")];
			return {
				name,
				source,
				baseOfCopy: (await look.instance(name))?.baseImage ?? null,
				base: (await look.instance(source))?.baseImage ?? null,
				idOfCopy: (await look.read(name, identity))?.trim() ?? null,
				id: (await look.read(source, identity))?.trim() ?? null,
			};
		},
		judge: ({ name, source, baseOfCopy, base, idOfCopy, id: own }) => ({
			verdict: baseOfCopy !== null && baseOfCopy === base && own !== null && idOfCopy === own ? "holds" : "refuted",
			evidence: [
				{ what: { es: `imagen base de ${name}`, en: `base image of ${name}` }, value: short(baseOfCopy) },
				{ what: { es: `imagen base de ${source}`, en: `base image of ${source}` }, value: short(base) },
				{ what: `${identity}: ${name}`, value: idOfCopy || "—" },
				{ what: `${identity}: ${source}`, value: own || "—" },
			],
		}),
		counterexample: {
			because: {
				es: "se borra de la copia lo que tiene de su origen",
				en: "what the copy has of its source is deleted from it",
			},
			change: async (look) => {
				const file = look.name("new-container") + identity;
				const content = (await look.must(`lxc file pull ${file} -`)).stdout.trim();
				await look.must(`lxc file delete ${file}`);
				return () => look.must(`echo ${content} | lxc file push - ${file} --mode 0444`);
			},
		},
	});
}

/** The image list that the section shows names the image that the section made. */
function listedClaim(
	id: string,
	under: string,
	repeated: boolean,
): ClaimEntry<{ alias: string; rows: string[]; fingerprint: string | null }> {
	return claim({
		id,
		quote: "Verificar la creación de la imagen",
		under,
		repeated,
		observe: async (look) => {
			const name = look.name("image-alias");
			const shown = await look.run("lxc image list --format csv --columns lf");
			return {
				alias: name,
				rows: look
					.step({ statement: "lxc image list", under })
					.stdout.split("\n")
					.filter((line) => line.includes(name)),
				fingerprint:
					shown.stdout
						.split("\n")
						.map((line) => line.split(","))
						.find(([first]) => first === name)?.[1] ?? null,
			};
		},
		judge: ({ alias: name, rows, fingerprint }) => ({
			verdict: rows.length === 1 && fingerprint !== null ? "holds" : "refuted",
			evidence: [
				{
					what: { es: `filas de la lista con ${name}`, en: `rows of the list with ${name}` },
					value: String(rows.length),
				},
				{ what: { es: "huella en la lista", en: "fingerprint in the list" }, value: fingerprint ?? "—" },
			],
		}),
		counterexample: {
			because: { es: "se quita el alias de la imagen", en: "the image's alias is taken away" },
			change: async (look) => {
				const name = look.name("image-alias");
				const fingerprint = (await look.image(name))?.fingerprint;
				await look.must(`lxc image alias delete ${name}`);
				return () => look.must(`lxc image alias create ${name} ${fingerprint}`);
			},
		},
	});
}

/** The alias is pointed away for a while. */
const withoutAlias = {
	because: { es: "se quita el alias de la imagen", en: "the image's alias is taken away" },
	change: async (look: Look) => {
		const fingerprint = (await look.image(alias))?.fingerprint;
		await look.must(`lxc image alias delete ${alias}`);
		return () => look.must(`lxc image alias create ${alias} ${fingerprint}`);
	},
};

const copied = "Se copia la imagen de trusty de la arquitectura amd64";
const afterCopy = {
	statement: "lxc image copy lxc-img:/ubuntu/trusty/amd64 local: --alias=trusty-amd64",
};

export const lxdClaims = [
	claim({
		id: "imagen-copiada",
		quote: copied,
		after: afterCopy,
		observe: async (look) => {
			const local = await look.image(alias);
			const { stdout } = await look.run("lxc image list lxc-img: --format csv --columns F");
			return {
				local: local?.fingerprint ?? null,
				architecture: local?.architecture ?? null,
				served: stdout.trim().split("\n"),
			};
		},
		judge: ({ local, architecture, served }) => ({
			verdict: local !== null && served.includes(local) && architecture === "x86_64" ? "holds" : "refuted",
			evidence: [
				{ what: { es: "huella en el LXD local", en: "fingerprint in the local LXD" }, value: short(local) },
				{
					what: { es: "huellas en el servidor de imágenes", en: "fingerprints on the image server" },
					value: served.map(short).join(", "),
				},
				{ what: { es: "arquitectura", en: "architecture" }, value: architecture ?? "—" },
			],
		}),
		counterexample: withoutAlias,
	}),
	claim({
		id: "imagen-trusty",
		quote: "la imagen de trusty",
		after: afterCopy,
		declared: "refuted",
		since: "2019-04",
		because: {
			es: "trusty dejó de mantenerse en abril de 2019 y su servidor ya no atiende a LXD: bajo ese nombre se sirve otra imagen",
			en: "trusty's support ended in April 2019 and its server no longer speaks to LXD: another image is served under that name",
		},
		observe: async (look) => {
			const { os = "", release = "" } = (await look.image(alias))?.properties ?? {};
			return { os, release };
		},
		judge: ({ os, release }) => ({
			verdict: release === "trusty" ? "holds" : "refuted",
			evidence: [
				{ what: { es: "sistema de la imagen", en: "the image's system" }, value: `${os} ${release}`.trim() || "—" },
			],
		}),
		counterexample: {
			because: {
				es: "no hay de dónde traer una imagen de trusty: solo puede falsearse lo observado",
				en: "there is nowhere to fetch an image of trusty from: only what was observed can be falsified",
			},
			falsify: () => ({ os: "ubuntu", release: "trusty" }),
		},
	}),
	claim({
		id: "imagen-alias",
		quote: "al lxd server local en un alias denominado trusty-amd64",
		after: afterCopy,
		observe: async (look) => ({ aliases: (await look.image(alias))?.aliases ?? [] }),
		judge: ({ aliases }) => ({
			verdict: aliases.includes(alias) ? "holds" : "refuted",
			evidence: [
				{
					what: { es: "alias de la imagen local", en: "aliases of the local image" },
					value: aliases.join(", ") || "—",
				},
			],
		}),
		counterexample: withoutAlias,
	}),
	claim({
		id: "launch-usa-la-imagen",
		quote: "Esa imagen se utiliza con el comando launch para crear y ejecutar nuevos contenedores.",
		observe: async (look) => {
			const instance = await look.instance(look.name("container"));
			return {
				base: instance?.baseImage ?? null,
				status: instance?.status ?? null,
				image: (await look.image(alias))?.fingerprint ?? null,
			};
		},
		judge: ({ base, status, image }) => ({
			verdict: base !== null && base === image && status === "Running" ? "holds" : "refuted",
			evidence: [
				{ what: { es: "imagen base del contenedor", en: "the container's base image" }, value: short(base) },
				{ what: { es: `imagen ${alias}`, en: `image ${alias}` }, value: short(image) },
				{ what: { es: "estado del contenedor", en: "the container's state" }, value: status ?? "—" },
			],
		}),
		counterexample: withoutAlias,
	}),
	claim({
		id: "snapshot",
		quote: "Crear snapshot",
		under: "De un snapshot",
		observe: async (look) => ({
			wanted: look.name("snapshot-name"),
			there: (await look.instance(look.name("container")))?.snapshots ?? [],
		}),
		judge: ({ wanted, there }) => ({
			verdict: there.includes(wanted) ? "holds" : "refuted",
			evidence: [
				{ what: { es: "snapshots del contenedor", en: "the container's snapshots" }, value: there.join(", ") || "—" },
			],
		}),
		counterexample: {
			because: { es: "el snapshot cambia de nombre", en: "the snapshot is renamed" },
			change: async (look) => {
				const path = `${look.name("container")}/${look.name("snapshot-name")}`;
				await look.must(`lxc move ${path} ${path}-x`);
				return () => look.must(`lxc move ${path}-x ${path}`);
			},
		},
	}),
	copiedClaim("contenedor-del-snapshot", "Crear un contenedor basado en el snapshot", "De un snapshot"),
	publishedClaim("imagen-del-contenedor-del-snapshot", "De un snapshot"),
	listedClaim("lista-tras-el-snapshot", "De un snapshot", false),
	claim({
		id: "debe-estar-parado",
		quote: "El contenedor debe estar parado",
		under: "De un contenedor",
		after: { statement: "lxc publish local:[new-container] local: --alias=[image-alias]", under: "De un contenedor" },
		observe: async (look) => {
			const running = await look.witness(look.name("container"));
			const { exitCode, stdout, stderr } = await look.run(`lxc publish ${running} --alias=no-deberia-existir`);
			await look.run("lxc image delete no-deberia-existir");
			return { exitCode, said: (stderr || stdout).trim() };
		},
		judge: ({ exitCode, said }) => ({
			verdict: exitCode !== 0 && /running/i.test(said) ? "holds" : "refuted",
			evidence: [
				{
					what: { es: "publicar uno en marcha", en: "publishing a running one" },
					value: said || `exit code ${exitCode}`,
				},
			],
			note: {
				es: "lo exige lxc publish, salvo con --force (desde LXD 2.0.0.beta3); lxc copy no lo exige",
				en: "lxc publish demands it, unless with --force (since LXD 2.0.0.beta3); lxc copy does not",
			},
		}),
		counterexample: {
			because: {
				es: "el motor no tiene modo de publicar uno en marcha sin --force: solo puede falsearse lo observado",
				en: "the engine has no way to publish a running one without --force: only what was observed can be falsified",
			},
			falsify: () => ({ exitCode: 0, said: "Instance published with fingerprint: 0123456789ab" }),
		},
	}),
	copiedClaim("contenedor-de-otro", "Crear un contenedor basado en otro contenedor", "De un contenedor"),
	publishedClaim("imagen-del-contenedor-copiado", "De un contenedor"),
	listedClaim("lista-tras-la-copia", "De un contenedor", true),
	claim({
		id: "pull",
		quote: "Obtiene /etc/hosts del contenedor y lo copia en /tmp/ del host",
		observe: async (look) => ({
			container: await look.read(look.name("container"), "/etc/hosts"),
			host: await look.host.read("/tmp/hosts"),
		}),
		judge: ({ container, host }) => ({
			verdict: container !== null && container === host ? "holds" : "refuted",
			evidence: [
				{
					what: { es: "/etc/hosts del contenedor", en: "/etc/hosts of the container" },
					value: container?.trim() ?? "—",
				},
				{ what: { es: "/tmp/hosts del host", en: "/tmp/hosts of the host" }, value: host?.trim() ?? "—" },
			],
		}),
		counterexample: {
			because: { es: "se borra /tmp/hosts del host", en: "/tmp/hosts of the host is deleted" },
			change: async (look) => {
				await look.must("mv /tmp/hosts /tmp/hosts.x");
				return () => look.must("mv /tmp/hosts.x /tmp/hosts");
			},
		},
	}),
	claim({
		id: "push",
		quote: "Envía el /etc/hosts del host al directorio /tmp/ del contenedor",
		observe: async (look) => ({
			container: await look.read(look.name("container"), "/tmp/hosts"),
			host: await look.host.read("/etc/hosts"),
		}),
		judge: ({ container, host }) => ({
			verdict: host !== null && container === host ? "holds" : "refuted",
			evidence: [
				{ what: { es: "/etc/hosts del host", en: "/etc/hosts of the host" }, value: host?.trim() ?? "—" },
				{
					what: { es: "/tmp/hosts del contenedor", en: "/tmp/hosts of the container" },
					value: container?.trim() ?? "—",
				},
			],
		}),
		counterexample: {
			because: { es: "se borra /tmp/hosts del contenedor", en: "/tmp/hosts of the container is deleted" },
			change: async (look) => {
				const file = `${look.name("container")}/tmp/hosts`;
				await look.must(`lxc file delete ${file}`);
				return () => look.must(`lxc file push /etc/hosts ${file}`);
			},
		},
	}),
	claim({
		id: "solo-en-ejecucion",
		quote: "Solo funciona en contenedores en ejecución.",
		declared: "refuted",
		since: "LXD 0.26 (2016-01)",
		because: {
			es: "pull y push funcionan también en contenedores parados",
			en: "pull and push work in stopped containers too",
		},
		observe: async (look) => {
			const stopped = await look.witness(look.name("container"));
			await look.ensure(stopped, "stopped");
			const status = (await look.instance(stopped))?.status ?? "";
			const pull = await look.run(`lxc file pull ${stopped}/etc/hosts - >/dev/null`);
			const push = await look.run(`lxc file push /etc/hosts ${stopped}/tmp/`);
			return { status, pull: pull.exitCode, push: push.exitCode };
		},
		judge: ({ status, pull, push }) => ({
			verdict: status !== "Stopped" ? "inconclusive" : pull === 0 || push === 0 ? "refuted" : "holds",
			evidence: [
				{ what: { es: "estado del contenedor de prueba", en: "state of the container on trial" }, value: status },
				{ what: { es: "código de salida de pull", en: "exit code of pull" }, value: String(pull) },
				{ what: { es: "código de salida de push", en: "exit code of push" }, value: String(push) },
			],
		}),
		counterexample: {
			because: {
				es: "un LXD anterior al 0.26 no puede instalarse aquí: solo puede falsearse lo observado",
				en: "an LXD before 0.26 cannot be installed here: only what was observed can be falsified",
			},
			falsify: (observed) => ({ ...observed, pull: 1, push: 1 }),
		},
	}),
];
