/**
 * PID 1 of a machine until it becomes the distribution's own init, a bash script.
 *
 * - /sys and the settings of the real kernel in /proc/sys can only be read; those of the network are the machine's own.
 * - A second /proc and /sys lie in /dev/.machine: the kernel lets a container mount them only where they can be seen
 *   whole.
 * - The control groups that the machine sees are its own, and its init manages them.
 * - Nodes of loop devices that the kernel has yet to make are not in a new /dev. 64 of them are made while init starts.
 */
export const first = `
mount -o remount,rw /sys
mkdir -p /dev/.machine/proc /dev/.machine/sys
mount -t sysfs sysfs /dev/.machine/sys
mount -t proc proc /dev/.machine/proc
mount -o remount,bind,ro /sys
for group in /sys/fs/cgroup /sys/fs/cgroup/*; do
	mountpoint -q "$group" && mount -o remount,bind,rw "$group"
done
for settings in kernel vm fs; do
	mount --bind /proc/sys/$settings /proc/sys/$settings && mount -o remount,bind,ro /proc/sys/$settings
done
for ((i = 0; i < 64; i++)); do [ -e /dev/loop$i ] || mknod -m 660 /dev/loop$i b 7 $i; done &
export container=podman
exec /sbin/init
`;
