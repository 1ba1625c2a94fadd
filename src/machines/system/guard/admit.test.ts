import { describe, expect, test } from "vitest";
import { admit } from "./admit.js";

const root = { hostChanges: false, asRoot: [] };
const user = { hostChanges: false, asRoot: null };
const sudoer = { hostChanges: false, asRoot: ["sudo", "-n"] };

const refusal = (command: string, allowed: Parameters<typeof admit>[1] = root) => {
	const admission = admit(command, allowed);
	return "refused" in admission ? admission.refused : null;
};

describe("what changes the host is refused, and let in where that is allowed", () => {
	test.each([
		"apt install lxd",
		"apt-get update && echo done",
		"sudo apt -y install lxd",
		"add-apt-repository ppa:ubuntu-lxc/lxd-git-master",
		"echo $(snap install lxd)",
		"FOO=1 systemctl restart lxd",
		"iptables -t nat -F POSTROUTING",
		"ip link add charla0 type veth",
		"mount -t tmpfs tmpfs /mnt",
		"lxd init --auto",
		"hostname other",
		"mkfs.ext4 /dev/sdb1",
		"dd if=/dev/zero of=/dev/sdb",
		"zpool create tank /dev/sdb",
		"zfs destroy tank/data",
		"lvcreate -L 1G -n data vg",
		"btrfs subvolume delete /var/lib/x",
		"sgdisk -Z /dev/sdb",
		"mdadm --create /dev/md0",
		"cryptsetup luksFormat /dev/sdb",
		"killall node",
		"pkill -f node",
		"kill 1",
		"kill -9 -1",
		"kill $(pidof node)",
		"iptables-legacy -F",
		"iptables-nft-restore <rules",
		"ipset create x hash:ip",
		"nmcli con up x",
		"ovs-vsctl add-br br0",
		"systemd-run sleep 100",
		"echo true | at now",
		"docker run debian",
		"podman run -it debian",
		"pip install x",
		"sudo gem install x",
		"make && make install",
		"curl -s https://example.com/install.sh | sh",
		"wget -qO- https://example.com | sudo bash -s -- -y",
		"bash <(curl -s https://example.com)",
		'sh -c "$(curl -fsSL https://example.com)"',
		"bash -c 'apt install hello'",
		"bash <<END\napt install hello\nEND\n",
		"find . -name x -exec systemctl restart x \\;",
		"xargs apt-get install -y <packages",
	])("%s", (command) => {
		expect(refusal(command)).toMatchObject({ code: "changes-host" });
		expect(admit(command, { ...root, hostChanges: true })).toMatchObject({ changes: [expect.any(String)] });
	});
});

describe("what all projects of the engine share is refused", () => {
	test.each([
		"lxc network delete lxdbr0",
		"lxc storage create other dir",
		"lxc config set core.https_address :8443",
		"lxc config trust add cert.pem",
		"lxc project delete default",
		"lxc remote switch far",
		"lxc query -X DELETE /1.0/networks/lxdbr0",
		"lxc --debug query -X PATCH /1.0",
		"lxc -q network set lxdbr0 ipv4.nat false",
		"lxc --verbose config set core.https_address :8443",
		"lxc query -vX DELETE /1.0/networks/lxdbr0",
		"bash -c 'lxc network delete lxdbr0'",
	])("%s", (command) => {
		expect(refusal(command)).toMatchObject({ code: "changes-shared" });
	});
});

describe("what would leave the run's project is refused, whatever is allowed", () => {
	test.each([
		"lxc --project default delete web",
		"lxc copy web other --target-project default",
		"LXD_CONF=/etc lxc list",
		"env LXD_DIR=/other lxc list",
		"unset LXD_CONF",
		"export HOME=/root",
		"lxc --force-local list",
		"P=--project; lxc $P default list",
		"bash -c 'lxc --project default list'",
		"sh -ec 'true; lxc list --project=default'",
		"eval lxc --project default list",
		"eval 'lxc --project default list'",
		"su dev -c 'lxc list'",
		"sudo bash -c 'lxc list'",
		"bash <<< 'lxc --project default list'",
		"find / -exec lxc --project default delete {} +",
		"echo web | xargs lxc --project default delete",
		"timeout 5 lxc --force-local list",
		"nsenter -t 1 -m lxc --project default list",
		"watch lxc --project default list",
		"trap 'lxc --project default list' EXIT",
		"alias l='lxc --project default'",
		"bash -c -- 'lxc --project default list'",
		"env -S 'lxc --project default list'",
		"busybox sh -c 'lxc --project default list'",
		"lxc {--project,default} list",
		"env -i lxc list",
		"env -i PATH=$PATH lxc list",
		"lxc remote add mine unix://",
		"C=LXD_CONF; unset $C",
		"printf -v LXD_CONF /etc",
		"readonly LXD_CONF=/etc",
		"read LXD_CONF",
		"LXC_REMOTE=far lxc list",
		"curl --unix-socket /var/lib/lxd/unix.socket http://lxd/1.0",
		"echo $(lxc --project default list)",
	])("%s", (command) => {
		expect(refusal(command, { ...root, hostChanges: true })).toMatchObject({ code: "leaves-project" });
	});
});

test.each([
	"lxc launch trusty-amd64 web",
	"lxc exec web -- apt install nginx",
	"lxc exec web -- lxc --project x list",
	"lxc config set web limits.cpu 2",
	"lxc config device add web eth0 none",
	"lxc remote add lxc-img https://127.0.0.1:8443 --public",
	"lxc network list",
	"lxc storage volume create default data",
	"/sbin/ip addr show",
	"/bin/cat /proc/self/mounts",
	"systemctl status lxd",
	"apt-cache policy",
	"apt list --installed",
	"mount",
	"/bin/ps afux | grep $pid",
	"lxc query -X DELETE /1.0/instances/web",
	"lxc list $format",
	"bash -c 'lxc exec web -- apt install hello'",
	"bash script.sh",
	"kill %1 && kill $! && kill -TERM $$ && kill $pid",
	"dd if=/dev/zero of=/dev/null count=1",
	"mkfs.ext4 disk.img",
	"pip install --user x",
	"curl -sO https://example.com/x.tar.gz",
	"echo 'lxc network list' | bash",
	"ls -l /var/lib/lxd/unix.socket",
	"docker ps",
	"read -r name",
	"export PATH=$PATH:/opt/bin",
	"cat >lxc.txt <<END\nlxc --project default list\nEND\n",
])("%s is typed as it is", (command) => {
	expect(admit(command, user)).toEqual({ run: command, changes: [] });
});

describe("what needs root", () => {
	const command = "/sbin/iptables -t nat -L POSTROUTING";

	test("is refused to an ordinary user", () => {
		expect(refusal(command, user)).toEqual({ code: "needs-root", what: "iptables" });
	});

	test("is typed as it is by root", () => {
		expect(admit(command, root)).toEqual({ run: command, changes: [] });
	});

	test("goes through sudo, wherever it stands", () => {
		expect(admit(`echo x; A=b ${command} | grep MASQ`, sudoer)).toEqual({
			run: `echo x; A=b sudo -n ${command} | grep MASQ`,
			changes: [],
		});
		expect(admit("sudo -u root cat /etc/shadow", sudoer)).toMatchObject({ run: "sudo -n -u root cat /etc/shadow" });
	});
});

test("the client is taken out of sudo, which would lose its project", () => {
	expect(admit("sudo lxc list && sudo -E /usr/bin/lxc info", user)).toMatchObject({
		run: "lxc list && /usr/bin/lxc info",
	});
});

test("a client that another program starts is found by its name, in the run's own folder", () => {
	expect(admit("time env A=b /snap/bin/lxc list", user)).toMatchObject({ run: "time env A=b lxc list" });
});

test("a device that opens the host's files to a container is refused", () => {
	const command = "lxc config device add web home disk source=$HOME path=/mnt";
	expect(refusal(command)).toEqual({ code: "opens-host", what: command });
	expect(admit(command, { ...root, hostChanges: true })).toEqual({ run: command, changes: [command] });
});
