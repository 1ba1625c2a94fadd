// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has them too.
import { describe, expect, test } from "vitest";
import { effects } from "./effects.js";
import { clientNamed, isEngineProgram } from "./engines.js";
import type { Name } from "./names.js";
import { shellOpenedBy } from "./opened-shell.js";

const call = (line: string) => {
	const [client = "", ...words] = line.match(/\[[^\]]*\]\S*|\S+\[[^\]]*\]\S*|\S+/g) ?? [];
	return { client, words };
};

/** `+instance web` for what is defined, `instance web` for what is used. */
const seen = (line: string): string[] => {
	const { defines, uses, renames } = effects(call(line));
	const text = ({ kind, name }: Name) => `${kind} ${name}`;
	return [
		...uses.map(text),
		...defines.map((name) => `+${text(name)}`),
		...(renames ? [`${text(renames.from)} → ${text(renames.to)}`] : []),
	];
};

describe("effects", () => {
	test.each([
		// the talk's
		["lxc remote add lxc-img images.linuxcontainers.org", ["+remote lxc-img"]],
		[
			"lxc image copy lxc-img:/ubuntu/trusty/amd64 local: --alias=trusty-amd64",
			["remote lxc-img", "+image trusty-amd64"],
		],
		["lxc launch trusty-amd64 [container]", ["image trusty-amd64", "+instance [container]"]],
		["lxc start [container]", ["instance [container]"]],
		["lxc stop [container]", ["instance [container]"]],
		["lxc snapshot [container] [snapshot-name]", ["instance [container]", "+snapshot [container]/[snapshot-name]"]],
		["lxc copy [container]/[snapshot-name] [new]", ["snapshot [container]/[snapshot-name]", "+instance [new]"]],
		["lxc publish local:[new] local: --alias=[image-alias]", ["instance [new]", "+image [image-alias]"]],
		["lxc image list", []],
		["lxc file pull [container]/${fpath} /tmp/", ["instance [container]"]],
		["lxc file push /etc/hosts [container]/${tpath}", ["instance [container]"]],
		[
			"lxc move [container] [new]",
			["instance [container]", "+instance [new]", "instance [container] → instance [new]"],
		],
		["lxc exec [container] /bin/bash", ["instance [container]"]],
		["lxc info [container]", ["instance [container]"]],
		// options
		["lxc launch -p default -c limits.cpu=2 ubuntu web -s fast", ["image ubuntu", "+instance web"]],
		["lxc launch ubuntu web --profile default --vm -e", ["image ubuntu", "+instance web"]],
		["lxc publish web --alias one --alias two -f", ["instance web", "+image one", "+image two"]],
		["lxc --project demo start web", ["instance web"]],
		["lxc file push -r -p ./site web/var/www", ["instance web"]],
		["lxc delete -f web db", ["instance web", "instance db"]],
		["lxc exec -t web -- ls", ["instance web"]],
		["lxc list -c ns4 -f csv", []],
		// remotes
		["lxc launch images:debian/12 web", ["remote images", "+instance web"]],
		["lxc copy far:web local:web", ["remote far", "instance far:web", "+instance web"]],
		["lxc move web far:", ["instance web", "remote far"]],
		["lxc remote rename a b", ["remote a", "+remote b", "remote a → remote b"]],
		["lxc remote remove a", ["remote a"]],
		["lxc list far:", ["remote far"]],
		// dialects
		["incus snapshot create web clean", ["instance web", "+snapshot web/clean"]],
		["lxc snapshot create web clean", ["instance web", "+snapshot web/clean"]],
		["incus snapshot restore web clean", ["instance web", "snapshot web/clean"]],
		["lxc restore web clean", ["instance web", "snapshot web/clean"]],
		["incus snapshot web clean", []],
		["incus create images:debian/12 web", ["remote images", "+instance web"]],
		["incus rename web www", ["instance web", "+instance www", "instance web → instance www"]],
		[
			"incus snapshot rename web a b",
			["instance web", "snapshot web/a", "+snapshot web/b", "snapshot web/a → snapshot web/b"],
		],
		["lxc rename web/a web/b", ["snapshot web/a", "+snapshot web/b", "snapshot web/a → snapshot web/b"]],
		// settings
		["lxc config set web limits.cpu 2", ["instance web"]],
		["lxc config set core.https_address 127.0.0.1:8443", []],
		["lxc config set core.https_address=127.0.0.1:8443", []],
		["lxc config device add web eth0 nic", ["instance web"]],
		["lxc network attach lxdbr0 web", ["instance web"]],
		["lxc image alias create new 1234", ["image 1234", "+image new"]],
		// nothing to say
		["lxc frobnicate web", []],
		["lxc", []],
		["ls web", []],
		["lxc constructor", []],
	])("%s", (line, expected) => {
		expect(seen(line)).toEqual(expected);
	});
});

describe("shellOpenedBy", () => {
	test.each([
		["lxc exec [container] /bin/bash", "[container]", "bash"],
		["lxc exec web bash", "web", "bash"],
		["lxc exec web -- bash", "web", "bash"],
		["lxc exec web -- sh -l", "web", "sh"],
		["lxc exec web -t -- /bin/bash --login", "web", "bash"],
		["lxc exec web --env TERM=xterm -- bash -i", "web", "bash"],
		["lxc exec --user 1000 web -- zsh", "web", "zsh"],
		["lxc exec local:web -- ash", "web", "ash"],
		["lxc --project demo exec web -- dash", "web", "dash"],
		["incus exec web -- su -", "web", "su"],
		["incus exec web -- su --login ubuntu", "web", "su"],
		["lxc exec web -- sudo --login --user ubuntu", "web", "sudo"],
		["lxc exec web -- sudo -u ubuntu -i", "web", "sudo"],
		["lxc exec web -- sudo -iu ubuntu", "web", "sudo"],
		["lxc exec web -- sudo -u ubuntu bash", "web", "bash"],
		["lxc exec web -- env TERM=xterm bash", "web", "bash"],
		["lxc shell web", "web", "su"],
		["incus shell web", "web", "su"],
	])("%s opens one", (line, container, shell) => {
		expect(shellOpenedBy(call(line))).toEqual({ container, shell });
	});

	test.each([
		"lxc exec web -- bash -c ls",
		"lxc exec web -- bash -lc ls",
		"lxc exec web -- sh script.sh",
		"lxc exec web -- su -c ls ubuntu",
		"lxc exec web -- su - ubuntu -c ls",
		"lxc exec web -- sudo ls",
		"lxc exec web -- sudo -u ubuntu",
		"lxc exec web -- ls",
		"lxc exec web",
		"lxc exec",
		"lxc shell",
		"lxc start bash",
		"ls exec web bash",
	])("%s opens none", (line) => {
		expect(shellOpenedBy(call(line))).toBeNull();
	});
});

describe("programs", () => {
	test("a client is known by its name, with a path or not", () => {
		expect([clientNamed("lxc"), clientNamed("/usr/bin/lxc"), clientNamed("incus"), clientNamed("lxc-ls")]).toEqual([
			"lxc",
			"lxc",
			"incus",
			null,
		]);
	});

	test("an engine's other programs are known too", () => {
		const programs = [
			"lxd",
			"/snap/bin/lxd",
			"lxd.migrate",
			"lxd-benchmark",
			"incusd",
			"incus-migrate",
			"incus-simplestreams",
		];
		expect(programs.filter((program) => !isEngineProgram(program))).toEqual([]);
		expect(["lxdish", "lx", "incusx", "docker"].filter(isEngineProgram)).toEqual([]);
	});
});
