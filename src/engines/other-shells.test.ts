import { expect, test } from "vitest";
import { otherShell } from "./other-shells.js";

const opened = (command: string) => {
	const shell = otherShell(command.split(" "));
	return (
		shell && (shell.machine === null ? `in ${shell.container}: ${shell.shell}` : `on ${shell.machine}: ${shell.shell}`)
	);
};

test.each([
	["docker exec -it web bash", "in web: bash"],
	["docker exec -u root -i -t web /bin/sh", "in web: sh"],
	["podman container exec -ti web bash", "in web: bash"],
	["docker run -it --rm --name box -v /a:/b alpine sh", "in box: sh"],
	["docker run -it debian:12", "in null: sh"],
	["docker compose -f x.yaml exec db bash", "in db: bash"],
	["docker-compose exec db sh", "in db: sh"],
	["lxc-attach -n one", "in one: sh"],
	["multipass shell one", "in one: sh"],
	["kubectl exec -it pod-1 -- bash", "on pod-1: bash"],
	["kubectl -n web exec pod-1 -it -- sh", "on pod-1: sh"],
	["ssh -i key -p 22 root@server", "on root@server: ssh"],
	["vagrant ssh node", "on node: ssh"],
	["vagrant ssh", "on : ssh"],
	["gcloud compute ssh node-1 --zone z", "on node-1: ssh"],
])("%s opens a shell", (command, where) => {
	expect(opened(command)).toBe(where);
});

test.each([
	"docker exec web ls",
	"docker exec web bash",
	"docker exec -it web psql",
	"docker run -d nginx",
	"docker run -it postgres",
	"ssh server uptime",
	"ssh -N -L 1:a:1 server",
	"vagrant ssh -c ls",
	"kubectl exec pod-1 -- ls",
	"lxc-attach one -- ls",
	"lxc-ls -f",
	"ls",
])("%s opens none", (command) => {
	expect(opened(command)).toBeNull();
});
