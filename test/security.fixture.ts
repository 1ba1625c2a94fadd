/** Something that a document may do, by accident or out of curiosity or to do harm, and that must not reach the real machine. */
export interface Attempt {
	/** What it does, as the table says it. */
	what: string;
	/** The command, in bash, as root on the machine; it succeeds where the attempt does. */
	command: string;
	/** What becomes of it: `refused` by the kernel, `absent`, or `reaches` the real machine, as a root that means harm does. */
	outcome: "refused" | "absent" | "reaches";
}

/** Opens a file by its handle: inode 2 is the root of an ext4 file system. Number 304 is open_by_handle_at on x86-64, 265 on arm64. */
const byHandle = (path: string) =>
	`perl -e 'open(my $at, "<", "${path}") or die; my $handle = pack("Iil<l<", 8, 1, 2, 0); ` +
	`exit(syscall(\`uname -m\` =~ /x86/ ? 304 : 265, fileno($at), $handle, 0) < 0)'`;

/** Writes a setting of a disk back as it is read, so that a write that is let through changes nothing. */
const writeBack = (sys: string) =>
	`for setting in ${sys}/block/[!l]*/queue/read_ahead_kb; do echo "$(cat $setting)" >$setting && exit; done; exit 1`;

/** @param real what the attempts are aimed at on the real machine */
export const attempts = (real: { disk: { major: number; minor: number } }): Attempt[] => [
	{
		what: "opens a file by its handle, out of a mount",
		command: byHandle("/run/charla-image/image.tar.zst"),
		outcome: "refused",
	},
	{
		what: "finds a folder of the real disk among its mounts",
		command: `cut -d ' ' -f 3 /proc/self/mountinfo | grep -x ${real.disk.major}:${real.disk.minor}`,
		outcome: "absent",
	},
	{
		what: "reads the real disk through a device node of its own making",
		command: `mknod /root/disk b ${real.disk.major} ${real.disk.minor} && head -c 1 /root/disk`,
		outcome: "refused",
	},
	{
		what: "reads the real machine's memory (`/dev/mem`)",
		command: "mknod /root/mem c 1 1 && head -c 1 /root/mem",
		outcome: "refused",
	},
	{
		what: "writes to the kernel's log (`/dev/kmsg`)",
		command: "mknod /root/kmsg c 1 11 && echo charla >/root/kmsg",
		outcome: "refused",
	},
	{ what: "reads the kernel's log (`dmesg`)", command: "dmesg", outcome: "refused" },
	{ what: "sets the clock (`date -s`)", command: 'date --set "$(date)"', outcome: "refused" },
	{
		what: "loads a kernel module",
		command: `perl -e 'syscall(\`uname -m\` =~ /x86/ ? 175 : 105, "no module", 9, ""); exit($! == 1)'`,
		outcome: "refused",
	},
	{
		what: "changes a setting of the kernel (`sysctl -w vm.max_map_count=…`)",
		command: "sysctl -w vm.max_map_count=$(sysctl -n vm.max_map_count)",
		outcome: "refused",
	},
	{
		what: "has the kernel start a program of its own (`/proc/sys/kernel/core_pattern`)",
		command: "cat /proc/sys/kernel/core_pattern >/proc/sys/kernel/core_pattern",
		outcome: "refused",
	},
	{
		what: "changes a device of the real machine (`/sys`)",
		command: writeBack("/sys"),
		outcome: "refused",
	},
	{
		what: "remounts `/sys` writable, and changes a device of the real machine",
		command: `mount -o remount,rw /sys; mount -o remount,rw,bind /sys; ${writeBack("/sys")}`,
		outcome: "reaches",
	},
	{
		what: "changes a device of the real machine through the second `/sys`, which containers need",
		command: writeBack("/dev/.machine/sys"),
		outcome: "reaches",
	},
	{
		what: "opens a virtual machine (`/dev/kvm`), after it has allowed itself the device on cgroup v1",
		command:
			"mknod /root/kvm c 10 232 && { echo 'c 10:232 rwm' >/sys/fs/cgroup/devices/devices.allow; exec 9<>/root/kvm; }",
		outcome: "refused",
	},
	{
		what: "changes a setting of the kernel through the second `/proc`, which containers need",
		command: "cat /proc/sys/vm/max_map_count >/dev/.machine/proc/sys/vm/max_map_count",
		outcome: "reaches",
	},
	{
		what: "takes off what makes `/proc/sys/vm` read-only",
		command: "umount /proc/sys/vm && cat /proc/sys/vm/max_map_count >/proc/sys/vm/max_map_count",
		outcome: "reaches",
	},
	{ what: "mounts debugfs", command: "mount -t debugfs debugfs /mnt", outcome: "reaches" },
	{
		what: "opens a loop device that is not its own",
		command: "for loop in /dev/loop?; do head -c 1 $loop >/dev/null && exit; done; exit 1",
		outcome: "reaches",
	},
];
