import { describe, expect, test } from "vitest";
import { read } from "../read.js";

/** Statements as `place/rule text`, with `opens` and `leaves` shown. */
const places = (markdown: string): string[] =>
	read(markdown).script.statements.map(({ place, container, rule, text, opens, leaves }) => {
		const where = place === "host" ? "host" : (container ?? "?");
		return `${where}/${rule} ${text}${opens ? ` → ${opens.container} ${opens.shell}` : ""}${leaves ? " ←" : ""}`;
	});

const block = (...lines: string[]): string => ["```", ...lines, "```", ""].join("\n");

describe("a mark", () => {
	test("is stronger than all else, for one block", () => {
		const markdown = [
			"On the host:\n",
			"<!-- charla: container web -->",
			block("ls", "lxc list"),
			block("ls"),
			"<!-- charla: host -->\n",
			"Some prose in between.\n",
			block("lxc exec web bash", "  ls"),
		].join("\n");
		expect(places(markdown)).toEqual([
			"web/mark ls",
			"web/mark lxc list",
			"host/cue ls",
			"host/mark lxc exec web bash → web bash",
			"host/mark ls",
		]);
	});

	test("without a name means the container that was entered last", () => {
		const markdown = `${block("lxc exec web bash", "  id")}\n<!-- charla: container -->\n${block("ls")}`;
		expect(places(markdown).at(-1)).toBe("web/mark ls");
	});

	test("can say more than the place", () => {
		const markdown = [
			"<!-- charla: skip because it reboots the machine -->",
			"<!-- charla: timeout 5m -->",
			"<!-- charla: fails /no such/i -->",
			block("ls", "reboot"),
		].join("\n");
		expect(read(markdown).script.statements.map(({ marks }) => marks)).toEqual([
			{ skip: "it reboots the machine", timeoutSeconds: 300 },
			{ skip: "it reboots the machine", timeoutSeconds: 300, fails: { pattern: "no such", flags: "i" } },
		]);
	});
});

describe("a shell opened in the block", () => {
	test("takes the deeper-indented lines, and no more", () => {
		expect(places(block("lxc exec web bash", "  cd /", "    ls", "  id", "hostname"))).toEqual([
			"host/engine lxc exec web bash → web bash",
			"web/shell cd /",
			"web/shell ls",
			"web/shell id",
			"host/default hostname",
		]);
	});

	test("takes all to its exit, or to the end of the block", () => {
		expect(
			places(block("lxc exec web bash", "cd /", "exit", "pwd", "lxc exec db -- sh", "lxc list", "id") + block("ls")),
		).toEqual([
			"host/engine lxc exec web bash → web bash",
			"web/shell cd /",
			"web/shell exit ←",
			"host/default pwd",
			"host/engine lxc exec db -- sh → db sh",
			"db/shell lxc list",
			"db/shell id",
			"host/default ls",
		]);
	});

	test("has an exit among its deeper lines or right below them", () => {
		const inside = ["web/shell id", "web/shell exit ←", "host/default ls"];
		expect(places(block("lxc exec web bash", "  id", "  exit", "ls")).slice(1)).toEqual(inside);
		expect(places(block("lxc exec web bash", "  id", "exit", "ls")).slice(1)).toEqual(inside);
	});

	test("is inside the one around it", () => {
		expect(places(block("lxc exec a bash", "  lxc exec b bash", "    id", "  id", "id"))).toEqual([
			"host/engine lxc exec a bash → a bash",
			"a/shell lxc exec b bash → b bash",
			"b/shell id",
			"a/shell id",
			"host/default id",
		]);
		expect(places(block("lxc exec a bash", "lxc exec b bash", "id", "exit", "exit", "id"))).toEqual([
			"host/engine lxc exec a bash → a bash",
			"a/shell lxc exec b bash → b bash",
			"b/shell id",
			"b/shell exit ←",
			"a/shell exit ←",
			"host/default id",
		]);
	});

	test("can have another program's shell in it", () => {
		expect(places(block("lxc exec web bash", "su - ubuntu", "id", "exit", "id", "exit", "id"))).toEqual([
			"host/engine lxc exec web bash → web bash",
			"web/shell su - ubuntu → web su",
			"web/shell id",
			"web/shell exit ←",
			"web/shell id",
			"web/shell exit ←",
			"host/default id",
		]);
		expect(places(block("sudo -i", "id"))).toEqual(["host/default sudo -i → null sudo", "host/shell id"]);
	});

	test("is told by its prompt where there are prompts", () => {
		const session = block(
			"$ lxc exec web bash",
			"root@web:~# id",
			"uid=0",
			"root@web:~# exit",
			"$ id",
			"$ lxc shell db",
			"root@db:~# id",
			"$ ls",
		);
		expect(places(session)).toEqual([
			"host/engine lxc exec web bash → web bash",
			"web/shell id",
			"web/shell exit ←",
			"host/default id",
			"host/engine lxc shell db → db su",
			"db/shell id",
			"host/default ls",
		]);
	});

	test("is opened by the last command of a list, and only if it reads from the terminal", () => {
		const opened = (text: string) => read(block(text)).script.statements.at(-1)?.opens?.container;
		expect(opened("lxc start web && lxc exec web bash")).toBe("web");
		expect(opened("sudo lxc exec web -- bash")).toBe("web");
		expect(opened("lxc exec [web server] -- bash")).toBe("[web server]");
		for (const text of [
			"echo ls | lxc exec web bash",
			"lxc exec web bash < x",
			"lxc exec web bash <<E\nls\nE",
			"lxc exec web bash &",
			"lxc exec web bash -c ls",
			"lxc exec web bash; ls",
			"(lxc exec web bash)",
		]) {
			expect(opened(text)).toBeUndefined();
		}
	});

	test("lasts into later blocks where they have its exit", () => {
		const markdown = [
			"# A\n",
			block("lxc exec web bash", "apt update"),
			"## B\n",
			block("apt install nginx", "lxc list"),
			"On the host:\n",
			block("curl web"),
			"## C\n",
			block("exit", "ls"),
		].join("\n");
		expect(places(markdown)).toEqual([
			"host/engine lxc exec web bash → web bash",
			"web/shell apt update",
			"web/shell apt install nginx",
			"host/engine lxc list",
			"host/cue curl web",
			"web/shell exit ←",
			"host/default ls",
		]);
	});

	test("lasts to the next heading or cue where it is its block's last line", () => {
		const open = block("lxc exec web bash");
		expect(places(`${open}Type:\n\n${block("ls")}\n# B\n\n${block("id")}`).slice(1)).toEqual([
			"web/shell ls",
			"host/default id",
		]);
		expect(places(`${open}On the host:\n\n${block("ls")}`).slice(1)).toEqual(["host/cue ls"]);
	});

	test("does not take the exit of another shell", () => {
		const markdown = `${block("lxc exec a bash", "id")}\n${block("ls")}\n${block("lxc exec b bash", "id", "exit")}`;
		expect(places(markdown)[2]).toBe("host/default ls");
	});
});

describe("the engine", () => {
	test("is driven from the host, whatever the cue says", () => {
		const lines = [
			"lxc list",
			"/snap/bin/lxc list",
			"sudo incus list",
			"echo $(lxc list)",
			"lxc list | grep x",
			"for i in a; do lxc start $i; done",
			"lxd init",
			"incus-migrate",
			"ls && lxc list",
			"ls",
		];
		expect(places(`In the container:\n\n${block(...lines)}`).map((text) => text.split(" ")[0])).toEqual([
			...Array(9).fill("host/engine"),
			"?/cue",
		]);
	});

	test("is not what only mentions it", () => {
		expect(places(block("apt install lxd", "echo lxc list", "man lxc", "ls /usr/bin/lxc"))).toEqual([
			"host/default apt install lxd",
			"host/default echo lxc list",
			"host/default man lxc",
			"host/default ls /usr/bin/lxc",
		]);
	});
});

describe("a cue", () => {
	test("holds until the next one or a heading", () => {
		const markdown = `In the container:\n\n${block("a")}\nProse.\n\n${block("ls")}\nOn the host:\n\n${block("c")}\n# H\n\n${block("id")}`;
		expect(places(markdown)).toEqual(["?/cue a", "?/cue ls", "host/cue c", "host/default id"]);
	});

	test("means the container that was entered last, if it names none", () => {
		const markdown = [
			"En el contenedor:\n",
			block("ls", "lxc exec a bash", "  ls"),
			"En el contenedor:\n",
			block("ls", "lxc exec b bash", "  ls"),
			"# Next\n",
			"En el contenedor:\n",
			block("ls"),
			"En el contenedor `c`:\n",
			block("ls"),
		].join("\n");
		expect(places(markdown).filter((text) => text.includes("/cue"))).toEqual([
			"?/cue ls",
			"a/cue ls",
			"b/cue ls",
			"c/cue ls",
		]);
	});

	test("names a container by a plain word only if the document has that container", () => {
		const cue = "In the running container:\n\n```\nls\n```\n\nIn the container web:\n\n```\nls\n```\n";
		expect(places(`${block("lxc launch x web", "lxc exec web bash", " id")}\n${cue}`).slice(3)).toEqual([
			"web/cue ls",
			"web/cue ls",
		]);
	});

	test("can be a heading", () => {
		expect(
			places(`## On the host\n\n${block("ls")}\n## In the container \n\n${block("ls")}\n## More\n\n${block("ls")}`),
		).toEqual(["host/cue ls", "?/cue ls", "host/default ls"]);
	});

	test("can be in a list, and be the user's own", () => {
		const markdown = "1. Auf dem Host:\n\n   ```\n   ls\n   ```\n2. Im Container:\n\n   ```\n   ls\n   ```";
		const cues = [
			{ language: "de", place: "host" as const, words: "auf dem host" },
			{ language: "de", place: "container" as const, words: "im container" },
		];
		const { script } = read(markdown, "a.md", { cues });
		expect(script.statements.map(({ place, rule }) => `${place} ${rule}`)).toEqual(["host cue", "container cue"]);
		expect(script.language).toBe("de");
	});
});

test("without anything it is the host", () => {
	expect(places(block("ls"))).toEqual(["host/default ls"]);
});

describe("a prompt", () => {
	const session = (...lines: string[]): string => ["```console", ...lines, "```", ""].join("\n");

	test("names the instance, if the document has one of that name", () => {
		const markdown = [
			session("$ lxc launch trusty web"),
			"On the host:\n",
			session("root@web:~# id", "root", "me@laptop:~$ ls", "[root@web ~]# lxc list", "root@db:~# pwd"),
		].join("\n");
		expect(places(markdown)).toEqual([
			"host/engine lxc launch trusty web",
			"web/prompt id",
			"host/cue ls",
			"web/prompt lxc list",
			"host/cue pwd",
		]);
	});

	test("tells two open shells from each other", () => {
		const markdown = [
			session("$ lxc exec web -- bash", "root@web:~# id"),
			session("$ lxc exec db -- bash", "root@db:~# id"),
			session("root@web:~# exit"),
			session("root@db:~# exit"),
		].join("\n");
		expect(places(markdown).filter((line) => !line.startsWith("host"))).toEqual([
			"web/shell id",
			"db/shell id",
			"web/prompt exit ←",
			"db/shell exit ←",
		]);
	});

	test("is that of a shell in a container that a variable names", () => {
		expect(places(session("$ lxc launch x db", "$ lxc exec $X -- bash", "root@db:~# id"))).toContain("$X/shell id");
	});
});

describe("a comment", () => {
	test("that is a cue holds to the end of its block", () => {
		const markdown = [
			"In the `web` container:\n",
			block("# on the host", "ls", "pwd", "# inside the db container:", "id", "", "lxc list"),
			block("id", "ls # on the host", "pwd", "# the list on the host", "date"),
		].join("\n");
		expect(places(markdown)).toEqual([
			"host/cue ls",
			"host/cue pwd",
			"db/cue id",
			"host/engine lxc list",
			"web/cue id",
			"host/cue ls",
			"web/cue pwd",
			"web/cue date",
		]);
		const { sentences } = read(markdown).script;
		expect(sentences.filter(({ source, cue }) => source === "comment" && cue === null).map(({ text }) => text)).toEqual(
			["the list on the host"],
		);
	});
});

describe("a shell that is left in a later block", () => {
	test("takes the place of a cue before it", () => {
		const markdown = [
			"On the host, open a shell in it:\n",
			block("$ lxc exec web -- bash"),
			"Then install the editor:\n",
			"```console\n# touch f\n# exit\n```\n",
			block("$ ls"),
		].join("\n");
		expect(places(markdown)).toEqual([
			"host/cue lxc exec web -- bash → web bash".replace("/cue", "/engine"),
			"web/shell touch f",
			"web/shell exit ←",
			"host/default ls",
		]);
	});

	test("whose prompt is another goes on, but not at the prompt outside", () => {
		const markdown = [
			block("$ lxc exec web -- bash", "# hostname", "web").replace("```", "```console"),
			"Now make a file:\n",
			block("$ ls"),
			block("touch f"),
			block("exit"),
			block("ls"),
		].join("\n");
		expect(places(markdown)).toEqual([
			"host/engine lxc exec web -- bash → web bash",
			"web/shell hostname",
			"host/default ls",
			"web/shell touch f",
			"web/shell exit ←",
			"host/default ls",
		]);
	});
});

describe("a shell that is started on the host", () => {
	test("is typed into until its exit, what drives the engine too", () => {
		const markdown = [block("$ su - ada"), "Then:\n", block("id", "lxc list"), block("exit", "id")].join("\n");
		expect(places(markdown)).toEqual([
			"host/default su - ada → null su",
			"host/shell id",
			"host/shell lxc list",
			"host/shell exit ←",
			"host/default id",
		]);
	});

	test("can open a container's, and that one another", () => {
		expect(places(block("newgrp lxd", "lxc exec web -- bash", "su - ada", "id", "exit", "exit", "id"))).toEqual([
			"host/default newgrp lxd → null newgrp",
			"host/shell lxc exec web -- bash → web bash",
			"web/shell su - ada → web su",
			"web/shell id",
			"web/shell exit ←",
			"web/shell exit ←",
			"host/shell id",
		]);
	});

	test("is none where the commands come by a pipe or as an argument", () => {
		expect(places(block("curl x | sh", "su -c id ada", "sg lxd -c id"))).toEqual([
			"host/default curl x | sh",
			"host/default su -c id ada",
			"host/default sg lxd -c id",
		]);
	});
});
