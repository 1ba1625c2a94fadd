import type { MachineFault } from "./machine-fault.js";

/** What `charla doctor` looks at. */
export type CheckName =
	| "system"
	| "user"
	| "package"
	| "control-groups"
	| "overlay"
	| "btrfs"
	| "space"
	| "archive"
	| "cache"
	| "engine"
	| "client"
	| "server"
	| "bridge"
	| "pool"
	| "image"
	| "root";

/** What `charla doctor` can find: its code, and the data of each. */
interface CheckFindingData {
	/** A version, a path, a name: the same in every language. */
	text: { text: string };
	none: unknown;
	missing: unknown;
	"not-a-package": unknown;
	user: { uid: number };
	"control-groups": { version: 2 | 1 | "hybrid" };
	"in-kernel": { there: boolean };
	free: { gigabytes: string; folder: string };
	"through-proxy": { proxy: string };
	/** @param status the answer's, where it is not a good one */
	answers: { status: number | null };
	"no-answer": { seconds: number };
	"nothing-cached": { folder: string };
	"own-configuration": { path: string };
	"image-sources": { cached: boolean; canBeMade: boolean; had: number };
	"root-access": { how: "user" | "sudo" | null };
	fault: { fault: MachineFault };
}

/** The name of a finding. */
export type CheckFindingCode = keyof CheckFindingData;

/** What `charla doctor` found; told apart by `code`. */
export type CheckFinding<C extends CheckFindingCode = CheckFindingCode> = {
	[K in C]: { code: K } & CheckFindingData[K];
}[C];

/** Something that a machine needs here, or that is good to know of it. `messages/doctor.ts` has the words. */
export interface Check {
	name: CheckName;
	/** The package, or how much of something is needed, where the name does not say it all. */
	of?: string;
	/** False where a machine cannot be had until it is mended. */
	ok: boolean;
	found: CheckFinding;
	/** The one command that mends it, or null where it is fine or no command would. */
	mend: string | null;
}
