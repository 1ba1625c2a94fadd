import { describe, expect, test } from "vitest";
import { admit } from "./admit.js";

const root = { hostChanges: false, asRoot: [] };
const user = { hostChanges: false, asRoot: null };
const sudoer = { hostChanges: false, asRoot: ["sudo", "-n"] };

const refusal = (command: string, allowed: Parameters<typeof admit>[1] = root) => {
	const admission = admit(command, allowed);
	return "refused" in admission ? admission.refused.en : null;
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
	])("%s", (command) => {
		expect(refusal(command)).toContain("change the host itself");
		expect(admit(command, { ...root, hostChanges: true })).toHaveProperty("run");
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
		"lxc query -X DELETE /1.0/instances/web",
	])("%s", (command) => {
		expect(refusal(command)).toContain("not this run's");
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
	])("%s", (command) => {
		expect(refusal(command, { ...root, hostChanges: true })).toContain("leave this run's project");
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
])("%s is typed as it is", (command) => {
	expect(admit(command, user)).toEqual({ run: command });
});

describe("what needs root", () => {
	const command = "/sbin/iptables -t nat -L POSTROUTING";

	test("is refused to an ordinary user", () => {
		expect(refusal(command, user)).toBe("iptables needs root; as root or with --sudo it is run");
	});

	test("is typed as it is by root", () => {
		expect(admit(command, root)).toEqual({ run: command });
	});

	test("goes through sudo, wherever it stands", () => {
		expect(admit(`echo x; A=b ${command} | grep MASQ`, sudoer)).toEqual({
			run: `echo x; A=b sudo -n ${command} | grep MASQ`,
		});
		expect(admit("sudo -u root cat /etc/shadow", sudoer)).toEqual({ run: "sudo -n -u root cat /etc/shadow" });
	});
});

test("the client is taken out of sudo, which would lose its project", () => {
	expect(admit("sudo lxc list && sudo -E /usr/bin/lxc info", user)).toEqual({ run: "lxc list && /usr/bin/lxc info" });
});
