import type { MachineFault } from "./machine-fault.js";

/** What a machine can be busy with while it gets ready: its code, and the data of each. */
interface ProgressData {
	"waiting-for-entry": { name: string };
	/** @param path its folder, which is made again */
	"damaged-entry": { path: string };
	"waiting-for-packages": unknown;
	"waiting-for-engine": unknown;
	"making-root": { system: string };
	"making-image": { system: string };
	/** @param stage as mmdebstrap says it */
	"making-tree": { system: string; stage: string };
	"image-not-made": { system: string; fault: MachineFault };
	installing: { packages: readonly string[]; command: string };
	"starting-machine": { name: string };
	"starting-engine": { engine: string };
	"taking-inventory": unknown;
	"making-project": { project: string };
}

/** The name of a kind of progress. */
export type ProgressCode = keyof ProgressData;

/** What a machine is busy with; told apart by `code`. `messages/machine.ts` has the words. */
export type Progress<C extends ProgressCode = ProgressCode> = { [K in C]: { code: K } & ProgressData[K] }[C];
