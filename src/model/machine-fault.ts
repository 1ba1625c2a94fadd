/** Why a machine cannot be had here: its code, and the data of each. `said` is what a program printed. */
interface MachineFaultData {
	/** Words that are nobody's to translate: a program's. */
	text: { text: string };
	"not-linux": { platform: string };
	"wrong-carrier": { machine: string; carrier: string };
	"needs-root": unknown;
	"missing-packages": { packages: readonly string[] };
	"command-failed": { command: string; said: string };
	/** @param end its exit code or signal */
	"tree-not-made": { system: string; end: string; said: string };
	"no-image-made": { faults: readonly MachineFault[] };
	"no-such-package": { package: string; system: string };
	/** What `files` and `--with` name: a path that is not there, is no folder, or has nothing that git would keep. */
	"no-files": { path: string };
	"no-folder": { path: string };
	"nothing-to-bring": { path: string };
	/** @param MiB what was counted until it was too much, and files likewise */
	"files-too-large": { path: string; MiB: number; files: number; mostMiB: number; most: number };
	/** An existing machine is given neither files nor packages. */
	"nothing-brought": unknown;
	"podman-failed": { said: string };
	"machine-silent": { seconds: number };
	/** @param said what the machine still waited for */
	"not-booted": { said: string };
	"no-disk-space": { folder: string; freeMiB: number; neededMiB: number };
	"disk-full": { folder: string; said: string };
	"disk-not-made": { path: string; said: string };
	/** @param exitCode null where it did not end by itself */
	"preparation-failed": { command: string; exitCode: number | null; seconds: number; said: string };
	"sudo-asks": { said: string };
	"no-client": unknown;
	"remote-elsewhere": { remote: string };
	"no-access": { said: string };
	"engine-silent": { said: string };
	"no-projects": { version: string };
	"no-bridge": unknown;
	"no-pool": unknown;
	"no-image": { faults: readonly MachineFault[] };
	"no-space": { folder: string; freeMB: number; neededMB: number };
	"no-port": { host: string };
	"no-certificate": { said: string };
}

/** The name of a fault. */
export type MachineFaultCode = keyof MachineFaultData;

/** Why a machine cannot be had here; told apart by `code`. `messages/machine.ts` has the words. */
export type MachineFault<C extends MachineFaultCode = MachineFaultCode> = {
	[K in C]: { code: K } & MachineFaultData[K];
}[C];
