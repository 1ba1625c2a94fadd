import type { Engine } from "../engines/engine.js";
import { quote } from "../shell-language/quote.js";
import type { EngineWants } from "./machine.js";

/** Where the second daemon, the one that stands in for an image server of the past, keeps its things. */
export const imageServerFolder = "/var/lib/charla-image-server";

/** The container image, as the machine sees it. */
export const imageFile = "/run/charla-image/image.tar.zst";

/** Where the engine keeps instances: `btrfs` on a loop file copies at once, `dir` works everywhere. */
export type Pool = "btrfs" | "dir";

/**
 * The commands that make of an engine what a document assumes, each readable on its own. Its packages have brought its
 * units; what `init --auto` does not find on this machine is a free subnet.
 */
export function engineCommands(engine: Engine, wants: EngineWants, pool: Pool): string[] {
	return [
		ready(engine, engine.unit),
		`${engine.init} <<'EOF'\n${preseed(engine, pool)}EOF`,
		`${engine.client} config set images.compression_algorithm zstd`,
		...(wants.images.length > 0 ? [`${engine.client} image import ${imageFile}${aliases(wants.images)}`] : []),
		`${engine.client} list`,
	];
}

/** The commands that start a second daemon of the engine, as a public image server; none where none is wanted. */
export function imageServerCommands(engine: Engine, wants: EngineWants): string[] {
	if (wants.imageServer === null) return [];
	const there = `${engine.folderVariable}=${imageServerFolder}`;
	const unit = "charla-image-server";
	return [
		`systemd-run --quiet --unit=${unit} --setenv=${there} ${engine.daemon}`,
		`${there} ${ready(engine, unit)}`,
		`${there} ${engine.client} config set core.https_address ${wants.imageServer.address}`,
		`${there} ${engine.client} image import ${imageFile} --public${aliases(wants.imageServer.aliases)}`,
	];
}

/** A daemon that does not come up has said why in its journal. */
function ready(engine: Engine, unit: string): string {
	return `${engine.ready} || { journalctl --unit ${unit} --lines 5 --output cat >&2; exit 1; }`;
}

function aliases(names: readonly string[]): string {
	return names.map((name) => ` --alias ${quoted(name)}`).join("");
}

/** As a person would type it: quoted only where it has to be. The commands are in the report. */
function quoted(word: string): string {
	return /^[\w/.:@%+-]+$/.test(word) ? word : quote(word);
}

/** The configuration that `init --auto` makes, with a subnet. */
function preseed(engine: Engine, pool: Pool): string {
	return `networks:
- name: ${engine.bridge}
  type: bridge
  config:
    ipv4.address: 10.0.3.1/24
    ipv4.nat: "true"
    ipv6.address: none
storage_pools:
- name: default
  driver: ${pool}
${pool === "btrfs" ? "  config:\n    size: 15GiB\n" : ""}profiles:
- name: default
  devices:
    eth0:
      type: nic
      name: eth0
      network: ${engine.bridge}
    root:
      type: disk
      path: /
      pool: default
`;
}
