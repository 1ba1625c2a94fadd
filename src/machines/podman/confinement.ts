import { sandboxFolders } from "./sandbox-scripts.js";

/**
 * What root in a machine may not do: load modules, set the clock, reach hardware and the kernel's log, open files by
 * handle (which leads out of a mount). An engine and its containers need all other capabilities.
 */
const dropped = [
	...["SYS_MODULE", "SYS_TIME", "SYS_RAWIO", "SYSLOG", "MAC_ADMIN", "MAC_OVERRIDE", "WAKE_ALARM"],
	...["BLOCK_SUSPEND", "DAC_READ_SEARCH"],
];

/** Device nodes that a machine has beside the usual ones. */
const devices = ["/dev/fuse", "/dev/loop-control", "/dev/net/tun"];

/** Devices beyond the usual ones, as control groups write them: loop devices; nodes of others can be made, not opened. */
const deviceRules = ["b 7:* rwm", "c *:* m", "b *:* m"];

/**
 * Every device that anything in a machine can open: the usual ones (null, zero, full, random, urandom, tty, console,
 * ptmx and terminals), and those of the lists above.
 */
export const openableDevices = [
	...["c 1:3 rwm", "c 1:5 rwm", "c 1:7 rwm", "c 1:8 rwm", "c 1:9 rwm", "c 5:0 rwm", "c 5:1 rwm", "c 5:2 rwm"],
	...["c 136:* rwm", "c 10:229 rwm", "c 10:237 rwm", "c 10:200 rwm", ...deviceRules],
];

/** A folder of the sandbox, and where the machine sees it. */
export interface SharedFolder {
	from: string;
	to: string;
	options?: string;
}

/**
 * The arguments of `podman run` for a machine.
 *
 * @param first the script of its first process
 */
export function runArguments(
	machine: {
		container: string;
		hostname: string;
		parentGroup: string;
		shared: readonly SharedFolder[];
		/** Variables: `NAME=value`, or `NAME` with podman's own value, which then stands on no command line. */
		settings: readonly string[];
	},
	first: string,
): string[] {
	return [
		...["--name", machine.container, "--hostname", machine.hostname, "--cgroup-parent", `/${machine.parentGroup}`],
		...["--cgroupns=private", "--ulimit", "host", "--network", "slirp4netns:enable_ipv6=false", "--ipc", "none"],
		...["--http-proxy=false", "--pids-limit=-1", "--systemd=false", "--log-driver", "none"],
		...["--cap-add=ALL", `--cap-drop=${dropped.join(",")}`],
		...["seccomp=unconfined", "apparmor=unconfined", "label=disable", "unmask=ALL"].flatMap(security),
		...devices.flatMap((device) => ["--device", device]),
		...deviceRules.flatMap((rule) => ["--device-cgroup-rule", rule]),
		...["HOME=/root", "LANG=C.UTF-8", "TERM=dumb", ...machine.settings].flatMap((setting) => ["--env", setting]),
		...["--tmpfs", "/run:rw,mode=755", "--tmpfs", "/run/lock"],
		...machine.shared.flatMap(({ from, to, options }) => [
			"--volume",
			[from, to, ...(options ? [options] : [])].join(":"),
		]),
		...["--rootfs", sandboxFolders.root, "bash", "-c", first],
	];
}

const security = (option: string) => ["--security-opt", option];
