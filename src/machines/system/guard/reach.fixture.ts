import type { Reach } from "./reach.js";

const split = (text: string) =>
	text
		.trim()
		.split(/\n\t*/)
		.map((line) => line.split(" "));

/** Calls of the client by what they reach: the words after its name. */
export const callsByReach: Readonly<Record<Reach, string[][]>> = {
	project: [
		...split(`list
			launch trusty-amd64 web
			launch -p default -p web trusty-amd64 web
			exec web -- lxc --project x list
			exec web -- rm --force-local
			config set web limits.cpu 2
			config set web volatile.eth0.hwaddr 00:16:3e:00:00:01
			config set local:web limits.cpu=2
			config device add web eth0 none
			config device add web data disk source=data pool=default path=/data
			config device add web fuse unix-char source=/dev/fuse path=/dev/fuse
			config show
			config trust list
			profile device remove default eth0
			remote add lxc-img https://127.0.0.1:8443 --public
			remote list
			remote remove far
			network list
			network
			-q network acl list
			network attach lxdbr0 web eth0
			storage volume create default data
			storage list --format csv
			project list
			--debug --quiet list
			-qv image list
			--version
			alias add ll list
			query /1.0/networks
			query -X GET /1.0/instances?project=default
			query -X DELETE --wait /1.0/instances/web
			query far:/1.0/instances/web -X DELETE
			query --request=PATCH local:/1.0/storage-pools/default/volumes/custom/mine
			publish web --alias mine`),
		["query", "-X", "PATCH", "-d", '{"config": {"limits.cpu": "2"}}', "/1.0/instances/web"],
	],
	outside: [
		...split(`--project default delete web
			list --project=default
			copy web other --target-project default
			--force-local list
			list --force-local=true
			-q --force-local list
			--target x network delete lxdbr0
			network --target x delete lxdbr0
			-p list
			remote add mine unix://
			remote add mine unix:///var/lib/lxd/unix.socket --public
			remote add mine /var/lib/lxd/unix.socket
			remote set-url far unix://
			query -X DELETE /1.0/instances/web?project=default
			query -X DELETE /1.0/instances/../networks/lxdbr0`),
		["alias", "add", "all", "list --project default"],
		["query", "-X", "POST", "-d", '{"name": "web", "project": "default"}', "/1.0/instances/web"],
	],
	shared: [
		...split(`network delete lxdbr0
			-q network set lxdbr0 ipv4.nat false
			network -q delete lxdbr0
			network acl create mine
			network acl --debug create mine
			network zone record create zone name
			network forward delete lxdbr0 10.0.0.1
			storage create other dir
			--verbose config set core.https_address :8443
			config set core.https_address=:8443
			config set local: core.https_address=:8443
			config set --target one core.https_address=:8443
			config edit
			config trust add cert.pem
			--quiet project switch default
			project delete default
			remote switch far
			remote rename local mine
			warning delete x
			operation delete x
			cluster remove one
			auth group create mine
			--debug query -X PATCH /1.0
			query -vX DELETE /1.0/networks/lxdbr0
			query -XDELETE /1.0/networks/lxdbr0
			query -X GET -X DELETE /1.0/networks/lxdbr0
			query --request POST /1.0/projects
			query /1.0/certificates/x --request=DELETE`),
		["alias", "add", "gone", "network delete lxdbr0"],
	],
	host: [
		...split(`config device add web home disk source=/home path=/mnt
			profile device add default home disk path=/mnt source=/
			launch trusty-amd64 web --device home,source=/home
			launch trusty-amd64 web -d root,source=/home
			config device set web home source=/etc
			config device add web disk unix-block path=/dev/sda
			config device add web eth1 nic nictype=physical parent=eth0
			config set web linux.kernel_modules overlay
			launch trusty-amd64 web -c linux.kernel_modules=overlay`),
		["config", "set", "web", "raw.lxc", "lxc.mount.entry = /home mnt none bind 0 0"],
	],
};
