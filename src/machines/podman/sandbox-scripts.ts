/** Where the sandbox has its own things, in memory that only it sees. */
const own = "/run/charla";

/** The network between the machine's and the real one, of the addresses that are set aside for tests (RFC 2544). */
const between = { addresses: "198.18.0.0/24", nameserver: "198.18.0.3" };

/**
 * The first process of a sandbox, a bash script: gives the second script a network, and ends with it.
 *
 * It writes the second script's process id, as the real machine counts. Variables: INNER, and those of INNER.
 */
export const outerScript = `
exec 4>&1
coproc machine { exec unshare --net --mount --ipc --uts bash -c "$INNER" charla "$@"; }
inner=$machine_PID
read -r pid <&"\${machine[0]}" && [ -n "$pid" ] || exit 1
echo "$pid"
exec >/dev/null
slirp4netns --configure --mtu=65520 --cidr=${between.addresses} --disable-host-loopback \\
	--enable-sandbox --enable-seccomp "$pid" tap0 4>&- &
wait "$inner"
`;

/**
 * Mounts what the machine is made of and starts it by `podman run` with the script's arguments; then writes `started`.
 *
 * - The run's disk is a sparse file on a loop device: it holds all that the machine writes and limits it. The file's
 *   name is removed at once; the kernel frees the space with the device.
 * - The real machine's own addresses are refused here, in a network namespace that the machine cannot enter.
 *
 * Variables: NAME (the container), DISK (the file), TREE (the root, only read), IMAGE (the container image's file, or
 * empty), FOLDERS (folders to make on the disk), REFUSED (addresses).
 */
export const innerScript = `
set -e
# In a new PID namespace, /proc is the real machine's until it is mounted anew.
read -r pid _ </proc/self/stat
echo "$pid"
exec >/dev/null
mount -t proc proc /proc
resolv=$(readlink -f /etc/resolv.conf)
search=$(grep -sv '^nameserver' "$resolv" || true)
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs tmpfs /dev/shm
mkdir -p ${own}/{disk,tree,root}
printf 'nameserver ${between.nameserver}\\n%s\\n' "$search" >${own}/resolv.conf
case $resolv in
/run/*) mkdir -p "\${resolv%/*}" && cp ${own}/resolv.conf "$resolv" ;;
*) [ ! -e "$resolv" ] || mount --bind ${own}/resolv.conf "$resolv" ;;
esac
mount -o loop,noatime "$DISK" ${own}/disk
rm "$DISK"
cd ${own}/disk
mkdir -p upper work image podman $FOLDERS
[ -z "$IMAGE" ] || cp --reflink=auto "$IMAGE" image/
mount --bind "$TREE" ${own}/tree
# With xino, all files of it have its own device number: by that a loop device is known to be the machine's.
layers=lowerdir=${own}/tree,upperdir=${own}/disk/upper,workdir=${own}/disk/work,xino=on
# Linux 5.10 and later can leave out the waiting for the disk.
mount -t overlay -o $layers,volatile overlay ${own}/root 2>/dev/null || mount -t overlay -o $layers overlay ${own}/root
for ((i = 0; i < 500; i++)); do
	[[ $(ip -4 route show default) ]] && break
	sleep 0.02
done
[[ $(ip -4 route show default) ]] || { echo "slirp4netns made no network within 10 s" >&2; exit 1; }
for address in $REFUSED; do ip route add prohibit "$address"; done
podman run --detach "$@" 4>&-
echo started >&4
exec podman wait "$NAME" 4>&-
`;

/** The folders of the sandbox that podman is told of. */
export const sandboxFolders = { root: `${own}/root`, disk: `${own}/disk`, podman: `${own}/disk/podman`, own };
