/**
 * PID 1 of a machine, a bash script. It makes the machine fit for an engine, says so by a file, and then has one job:
 * to end when its standard input does, which takes every other process along, also when charla was killed. Bash reaps
 * meanwhile.
 *
 * - On cgroup v2 nothing may run in a group whose controllers are handed on, so it moves aside first, as Docker's
 *   docker-in-docker does.
 * - The real machine's disks, its memory and its watchdog are not for a document to stumble upon.
 * - Nodes of devices that the kernel has yet to make, or whose module is not loaded yet, are not in a new /dev.
 */
export const first = `
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
	mkdir -p /sys/fs/cgroup/init
	while read -r pid; do echo "$pid" >/sys/fs/cgroup/init/cgroup.procs; done </sys/fs/cgroup/cgroup.procs
	for controller in $(</sys/fs/cgroup/cgroup.controllers); do
		echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control
	done
fi 2>/dev/null
for device in /dev/*; do
	case $device in
	/dev/loop*) ;;
	/dev/mem | /dev/port | /dev/watchdog*) rm -f "$device" ;;
	*) [ -b "$device" ] && rm -f "$device" ;;
	esac
done
[ -e /dev/loop-control ] || mknod -m 660 /dev/loop-control c 10 237
[ -e /dev/fuse ] || mknod -m 666 /dev/fuse c 10 229
for i in {0..63}; do [ -e /dev/loop$i ] || mknod -m 660 /dev/loop$i b 7 $i; done
: >/run/charla/.ready
while read -r _; do :; done
`;
