import { expect, test } from "vitest";
import { redact } from "./redact.js";

test("takes the layers out of an overlay's mount line and leaves the rest", () => {
	const line =
		"overlay / overlay rw,nodev,lowerdir=/home/ana/.cache/charla/root/tree:/b,upperdir=/x/up,workdir=/x/work,uuid=on 0 0";
	expect(redact(line, "⟨ruta de esta máquina⟩")).toBe(
		"overlay / overlay rw,nodev,lowerdir=⟨ruta de esta máquina⟩,upperdir=⟨ruta de esta máquina⟩,workdir=⟨ruta de esta máquina⟩,uuid=on 0 0",
	);
});

test("takes cache paths out of messages", () => {
	expect(redact("cannot open '/home/ana/.cache/charla/lock'", "⟨a path of this machine⟩")).toBe(
		"cannot open '⟨a path of this machine⟩'",
	);
});

test("leaves the paths of the document alone", () => {
	const text = "/etc/hostname /tmp/hosts /var/lib/lxd/storage-pools/default";
	expect(redact(text, "⟨ruta⟩")).toBe(text);
});
