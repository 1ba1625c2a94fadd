import { describe, expect, test } from "vitest";
import { read } from "../read.js";

/** Statements as `place machine/rule text`. */
const places = (markdown: string): string[] =>
	read(markdown).script.statements.map(({ place, machine, container, rule, text }) => {
		const name = machine ?? container ?? "";
		return `${place}${name === "" ? "" : ` ${name}`}/${rule} ${text}`;
	});

const block = (...lines: string[]): string => ["```sh", ...lines, "```", ""].join("\n");

describe("a machine elsewhere", () => {
	test("is where a shell of ssh is, to the next heading or exit; who goes there types that here", () => {
		const markdown = `# A\n\n${block("ssh root@srv")}\nThen:\n\n${block("ls", "lxc list")}\n# B\n\n${block("id")}`;
		expect(places(markdown)).toEqual([
			"host/default ssh root@srv",
			"elsewhere root@srv/shell ls",
			"elsewhere root@srv/shell lxc list",
			"host/default id",
		]);
		expect(places(block("vagrant ssh", "ls", "exit", "vagrant halt"))).toEqual(
			["host/default vagrant ssh", "elsewhere/shell ls", "elsewhere/shell exit", "host/default vagrant halt"].map(
				(line) => line.replace("host/default vagrant", "host/engine vagrant"),
			),
		);
	});

	test.each([
		["On the client, run:", "the client"],
		["On worker1, run:", "worker1"],
		["Run the following command on all the other machines:", "all the other machines"],
		["Log in to each machine over SSH, then run:", ""],
	])("is told by “%s”, also of what drives the engine", (cue, name) => {
		expect(places(`# A\n\nIt is in the house and you can use it.\n\n${cue}\n\n${block("lxc list")}`)).toEqual([
			`elsewhere${name === "" ? "" : ` ${name}`}/cue lxc list`,
		]);
	});

	test.each(["Run this to make the network on all nodes:", "On ubuntu22, run:", "The output on the client is:"])(
		"is not told by “%s”",
		(cue) => {
			expect(places(`# A\n\nIt is in the house and you can use it.\n\n${cue}\n\n${block("ls")}`)).toEqual([
				"host/default ls",
			]);
		},
	);

	test("is the machine at hand in a guide to a server, and in no other", () => {
		const guide = (first: string) => `# A\n\n${first}\n\nOn your local machine, run:\n\n${block("ls")}`;
		expect(places(guide("Prepare your server for it, and be on it."))).toEqual(["elsewhere your local machine/cue ls"]);
		expect(places(guide("Prepare it, and be on it."))).toEqual(["host/cue ls"]);
	});

	test("is told by a mark", () => {
		expect(places(`<!-- charla: elsewhere db -->\n${block("ls")}`)).toEqual(["elsewhere db/mark ls"]);
	});
});

describe("a container of another engine", () => {
	test("is where its shell is; a statement of the client is outside of it", () => {
		const session = "```\n$ docker exec -it web bash\nroot@1a2b:/# id\n$ docker stop web\n```\n";
		expect(places(session)).toEqual([
			"host/engine docker exec -it web bash",
			"container web/shell id",
			"host/engine docker stop web",
		]);
	});

	test("goes on at the prompt that it was seen to have", () => {
		const first = "```\nme@pc:~$ docker exec -it web sh\n# id\n```\n";
		expect(places(`${first}\nMore:\n\n\`\`\`\n# uname\nLinux\n\`\`\`\n\n\`\`\`\nme@pc:~$ ls\n\`\`\`\n`)).toEqual([
			"host/engine docker exec -it web sh",
			"container web/shell id",
			"container web/shell uname",
			"host/default ls",
		]);
	});
});

test("a cue in a list item that had its block ends with the item", () => {
	expect(places("1. In the container:\n\n   ```sh\n   ls\n   ```\n\n2. Then:\n\n   ```sh\n   id\n   ```\n")).toEqual([
		"container/cue ls",
		"host/default id",
	]);
});

test("a cue counts in the document's language only", () => {
	expect(places(`La máquina está en la casa y es la que se usa.\n\nOn the host:\n\n${block("ls")}`)).toEqual([
		"host/default ls",
	]);
});

test("what is said of all commands of a document holds over its headings", () => {
	const markdown = `# A\n\nThe commands in this lab must be run on each node: \`a\` and \`b\`.\n\n${block("gcloud compute ssh a")}\n## B\n\n${block("ls")}\n## C\n\nOn the host:\n\n${block("id")}`;
	expect(places(markdown)).toEqual(["host/engine gcloud compute ssh a", "elsewhere each node/cue ls", "host/cue id"]);
});

test("a sentence that ends with a place and speaks of nothing typed directs nobody there", () => {
	const sentence = "We can also see that a change of the file on this machine changes what is shown in the container:";
	expect(places(`# A\n\n${sentence}\n\n${block("ls")}`)).toEqual(["host/default ls"]);
});

test("a place where the same was done before is no cue", () => {
	const markdown = `# A\n\nOpen it:\n\n${block("lxc shell web")}\nIn this shell, run the same commands as you did on the host:\n\n${block("nproc")}\nThen:\n\n${block("exit")}`;
	expect(places(markdown)).toEqual([
		"host/engine lxc shell web",
		"container web/shell nproc",
		"container web/shell exit",
	]);
});
