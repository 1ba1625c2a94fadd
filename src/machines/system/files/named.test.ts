import { expect, test } from "vitest";
import { holes } from "./holes.js";
import { namedIn } from "./named.js";

const { any, one, unknown } = holes;

const variables: Record<string, string> = { HOME: "/home/dev", F: "/srv/f", MANY: "/a /b", PWD: "/srv" };
const named = (command: string) => namedIn(command, async (name) => variables[name] ?? "");
const words = async (command: string) => (await named(command)).words;

test("words, redirections of all kinds, and values of options", async () => {
	expect(await words("cp -v /etc/hosts ~/x")).toEqual(["/etc/hosts", "/home/dev/x"]);
	expect(await words("{ date; } >out 2>&1 <in")).toEqual(["out"]);
	expect(await words("curl --output=/tmp/x -o/tmp/y")).toEqual(["/tmp/x", "/tmp/y"]);
	expect(await words("dd of=/tmp/x")).toEqual(["of=/tmp/x", "/tmp/x"]);
});

test("variables of the shell's, and those that the statement sets", async () => {
	expect(await words('rm "$F" ${F}.bak')).toEqual(["/srv/f", "/srv/f.bak"]);
	expect(await words("rm $MANY")).toEqual(["/a /b", "/a", "/b"]);
	expect(await words("x=/tmp/x; touch $x")).toEqual(["/tmp/x"]);
	expect(await words("x=$(mktemp); touch $x.log")).toEqual([`${unknown}.log`]);
	expect(await words("for i in 1 2; do touch dir/n$i; done")).toEqual(["dir/n1", "dir/n2"]);
	expect(await words("for i in $(seq 9); do touch dir/n$i; done")).toContain(`dir/n${unknown}`);
	expect(await words("for ((i = 0; i < 3; i++)); do touch n$i; done")).toEqual([`n${unknown}`]);
	expect(await words("touch ${F%.txt}.md")).toEqual([`${unknown}.md`]);
	expect(await words("touch '$F'")).toEqual(["$F"]);
});

test("globs and braces", async () => {
	expect(await words("rm dir/*.conf f? [ab]")).toEqual([`dir/${any}.conf`, `f${one}`, one]);
	expect(await words('rm "dir/*.conf"')).toEqual(["dir/*.conf"]);
	expect(await words("touch x{1..3} {a,b}.txt")).toEqual(["x1", "x2", "x3", "a.txt", "b.txt"]);
});

test("the text that is given to another shell", async () => {
	expect(await words(`sh -c 'echo y > "f g"'`)).toContain("f g");
	expect(await words("sudo -n bash -ec 'sh -c \"rm /srv/x\"'")).toContain("/srv/x");
	expect(await words('eval "echo x > $F"')).toContain("/srv/f");
	expect(await words("bash <<EOF\nrm /srv/y\nEOF")).toContain("/srv/y");
	expect(await words("find . -exec sh -c 'rm /srv/z' \\;")).toContain("/srv/z");
});

test("what only looks names nothing, unless another program hears of it", async () => {
	expect(await words("ls /usr/bin/*; cat /etc/hosts | grep a")).toEqual([]);
	expect(await words("cat /etc/hosts > x")).toEqual(["x"]);
	expect(await words("ls *.conf | xargs rm")).toContain(`${any}.conf`);
	expect(await words("lxc exec web -- touch /srv/x")).toEqual([]);
	expect(await words("lxc file pull web/etc/hosts /tmp/")).toContain("/tmp/");
});

test("folders that are gone into, trees, root, moves", async () => {
	expect((await named("cd /srv && touch a/b")).from).toEqual(["/srv"]);
	expect((await named("rm -rf a b; chmod 600 c")).trees).toEqual(["a", "b"]);
	expect((await named("find /srv -name x -delete")).trees).toContain("/srv");
	expect((await named("find /srv -name x")).trees).toEqual([]);
	expect([(await named("sudo rm a")).byRoot, (await named("rm a")).byRoot]).toEqual([true, false]);
	expect([(await named("a >b & sleep 1")).goesOn, (await named("a && b")).goesOn]).toEqual([true, false]);
	const moves = async (command: string) => (await named(command)).moves;
	expect([await moves("cp a b"), await moves("mv *.a b"), await moves("find . -exec mv {} b \\;")]).toEqual([
		...["none", "named", "unnamed"],
	]);
});
