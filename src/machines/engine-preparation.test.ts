import { expect, test } from "vitest";
import { lxd } from "../engines/lxd.js";
import { engineCommands, imageServerCommands } from "./engine-preparation.js";

test("waits for the engine before it is asked for anything, and greets its client last", () => {
	const commands = engineCommands(lxd, { images: ["debian", "my image"], imageServer: null }, "btrfs");
	expect(commands[0]).toBe(
		"lxd waitready --timeout=60 || { journalctl --unit lxd --lines 5 --output cat >&2; exit 1; }",
	);
	expect(commands.at(-2)).toBe("lxc image import /run/charla-image/image.tar.zst --alias debian --alias 'my image'");
	expect(commands.at(-1)).toBe("lxc list");
});

test("imports no image that nobody asked for", () => {
	expect(engineCommands(lxd, { images: [], imageServer: null }, "dir").join("\n")).not.toContain("import");
});

test("gives a pool on a loop file a size, a folder none", () => {
	expect(engineCommands(lxd, { images: [], imageServer: null }, "btrfs")[1]).toContain(
		"driver: btrfs\n  config:\n    size: 15GiB\n",
	);
	expect(engineCommands(lxd, { images: [], imageServer: null }, "dir")[1]).toContain("driver: dir\nprofiles:");
});

test("names the bridge as the engine does", () => {
	expect(engineCommands(lxd, { images: [], imageServer: null }, "dir")[1]).toMatch(
		/^- name: lxdbr0$[\s\S]*network: lxdbr0$/m,
	);
});

test("serves the image publicly from a daemon of its own", () => {
	const imageServer = { address: "127.0.0.1:8443", aliases: ["/ubuntu/trusty/amd64"], because: "gone" };
	const commands = imageServerCommands(lxd, { images: [], imageServer });
	const [start, ...others] = commands;
	expect(start).toContain("--setenv=LXD_DIR=/var/lib/charla-image-server lxd --group lxd");
	expect(others.every((command) => command.startsWith("LXD_DIR=/var/lib/charla-image-server "))).toBe(true);
	expect(commands.at(-1)).toMatch(/ --public --alias \/ubuntu\/trusty\/amd64$/);
	expect(imageServerCommands(lxd, { images: [], imageServer: null })).toEqual([]);
});
