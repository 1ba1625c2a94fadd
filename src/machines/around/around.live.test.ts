import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, onTestFinished, it as test, vi } from "vitest";
import type { Machine, MachineOptions } from "../machine.js";
import { openMachine } from "../open.js";

const silent: MachineOptions = { engineInstalled: true, install: true, keep: false, progress: () => {} };
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "charla-around-"));
});

afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true });
});

async function open(options: Partial<MachineOptions>): Promise<Machine> {
	const machine = await openMachine("debian:12/lxd", { ...silent, ...options });
	onTestFinished(async () => void (await machine.dispose()));
	return machine;
}

async function said(machine: Machine, command: string): Promise<string> {
	const process = machine.spawn(["bash", "-c", `${command} 2>&1`]);
	process.stdin.end();
	let text = "";
	process.stdout.on("data", (chunk: Buffer) => {
		text += chunk.toString("utf8");
	});
	process.stderr.resume();
	await process;
	return text.trim();
}

test("brings what git would keep, as root's, and the variables and authorities of the real machine", async () => {
	const tree = join(folder, "project");
	await mkdir(join(tree, "node_modules"), { recursive: true });
	for (const [name, text] of Object.entries({ ".gitignore": "node_modules\n", run: "#!/bin/sh\n", "-x ñ": "" }))
		await writeFile(join(tree, name), text, { mode: name === "run" ? 0o755 : 0o644 });
	await writeFile(join(tree, "node_modules/a"), "");
	await symlink("run", join(tree, "link"));
	const call = promisify(execFile);
	await call("git", ["init", "-q"], { cwd: tree });
	await call("chown", ["-R", "12345:12345", tree]);
	const authority = join(folder, "authority.pem");
	const options = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "9"];
	await call("openssl", ["req", ...options, "-subj", "/CN=Ours", "-keyout", join(folder, "key"), "-out", authority]);
	vi.stubEnv("NODE_EXTRA_CA_CERTS", authority);
	vi.stubEnv("no_proxy", "registry.invalid");
	vi.stubEnv("ftp_proxy", "http://127.0.0.1:1");

	const machine = await open({ files: tree });
	expect(machine.folder).toBe("/root/project");
	expect(
		await said(machine, "cd /root/project && find . -mindepth 1 -printf '%P %u %m %l\\n' | sed 's/ $//' | sort"),
	).toBe(["-x ñ root 644", ".gitignore root 644", "link root 777 run", "run root 755"].join("\n"));
	expect(await said(machine, 'echo "$no_proxy-$ftp_proxy-$NODE_EXTRA_CA_CERTS"')).toBe(
		"registry.invalid--/etc/ssl/certs/ca-certificates.crt",
	);
	const each = "for f in /usr/local/share/ca-certificates/charla/*; do";
	const trusted = await said(machine, `${each} openssl x509 -noout -subject -in $f; openssl verify $f; done`);
	expect(trusted).toMatch(/^subject=CN = Ours\n\/usr.*: OK$/m);
	expect(trusted).not.toContain("error");
	expect(await said(machine, "findmnt -rno TARGET | grep -c /root")).toBe("0");
}, 600_000);

test("says which package there is not", async () => {
	const opening = open({ packages: ["no-such-package-anywhere"] });
	await expect(opening).rejects.toMatchObject({
		fault: { code: "no-such-package", package: "no-such-package-anywhere" },
	});
}, 600_000);
