import type { EngineRow } from "../engines/installed.js";
import { imageFile, imageServerFolder } from "../engines/installed.js";
import type { EngineWants } from "./machine.js";

/** Where the engine keeps instances: `btrfs` on a loop file copies at once, `dir` works everywhere. */
export type Pool = "btrfs" | "dir";

/** The commands that start an engine and make of it what a document assumes, each readable on its own. */
export function engineCommands(engine: EngineRow, wants: EngineWants, pool: Pool): string[] {
	return [
		"mkdir -p /var/lib/lxcfs",
		background("lxcfs /var/lib/lxcfs", "lxcfs"),
		background(engine.daemon, engine.name),
		ready(engine, engine.name),
		`${engine.init} <<'EOF'\n${preseed(pool)}EOF`,
		`${engine.client} config set images.compression_algorithm zstd`,
		...(wants.images.length > 0 ? [`${engine.client} image import ${imageFile}${aliases(wants.images)}`] : []),
		`${engine.client} list`,
	];
}

/** The commands that start a second daemon of the engine, as a public image server; none where none is wanted. */
export function imageServerCommands(engine: EngineRow, wants: EngineWants): string[] {
	if (wants.imageServer === null) return [];
	const there = `${engine.folderVariable}=${imageServerFolder}`;
	return [
		background(`${there} ${engine.daemon}`, "image-server"),
		`${there} ${ready(engine, "image-server")}`,
		`${there} ${engine.client} config set core.https_address ${wants.imageServer.address}`,
		`${there} ${engine.client} image import ${imageFile} --public${aliases(wants.imageServer.aliases)}`,
	];
}

/** Nothing of the daemon's hangs on the shell that starts it. */
function background(command: string, name: string): string {
	return `${command} >${logFile(name)} 2>&1 </dev/null &`;
}

/** A daemon that does not come up has said why in its log. */
function ready(engine: EngineRow, name: string): string {
	return `${engine.ready} || { tail -n 5 ${logFile(name)} >&2; exit 1; }`;
}

function logFile(name: string): string {
	return `/var/log/${name.toLowerCase()}.log`;
}

function aliases(names: readonly string[]): string {
	return names.map((name) => ` --alias ${quoted(name)}`).join("");
}

function quoted(word: string): string {
	return /^[\w/.:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The bridge has the name and the address that LXD's had in 2015. */
function preseed(pool: Pool): string {
	return `networks:
- name: lxcbr0
  type: bridge
  config:
    ipv4.address: 10.0.3.1/24
    ipv4.nat: "true"
    ipv6.address: none
storage_pools:
- name: default
  driver: ${pool}
${pool === "btrfs" ? "  config:\n    size: 20GiB\n" : ""}profiles:
- name: default
  devices:
    eth0:
      type: nic
      name: eth0
      network: lxcbr0
    root:
      type: disk
      path: /
      pool: default
`;
}
