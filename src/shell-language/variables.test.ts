// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell has them too.
import { expect, test } from "vitest";
import { parseShell } from "./parse.js";
import { assignedBy, expandedBy } from "./variables.js";

const nodes = (text: string) => parseShell(text).statements.flatMap((statement) => statement.nodes);

test.each([
	["fpath='etc/hosts'", ["fpath"]],
	["pid=`lxc info x`", ["pid"]],
	["a=1 b=2", ["a", "b"]],
	["a=1 && b=$(ls)", ["a", "b"]],
	["export X=y Z", ["X"]],
	["declare -r X=y", ["X"]],
	["readonly X=y", ["X"]],
	["x=(1 2)", ["x"]],
	["x+=1", ["x"]],
	["x[0]=1", ["x"]],
	["x=", []],
	["x=''", []],
	['export x=""', []],
	["x=()", []],
	["x=1 ls", []],
	["x=1 | cat", []],
	["x=1 &", []],
	["(x=1)", []],
	["ls x=1", []],
])("%s sets %j", (text, expected) => {
	expect(assignedBy(nodes(text))).toEqual(expected);
});

test.each([
	["cat /proc/${pid}/status $x", ["pid", "x"]],
	['echo "$a ${b:-$c} $(ls $d) `ls $e`"', ["a", "b", "c", "d", "e"]],
	["echo '$a' \\$b", []],
	["echo $1 $? $@ $# ${1} $$ ${!x}", ["x"]],
	["echo $((n + 1)) $((m))", ["n", "m"]],
	["cat <<E\n$a\nE", ["a"]],
	["cat <<'E'\n$a\nE", []],
	["for i in $list; do echo $i $j; done", ["list", "j"]],
	["echo ${#arr[@]} ${arr[0]}", ["arr"]],
	["x=$y", ["y"]],
])("%s expands %j", (text, expected) => {
	expect(expandedBy(nodes(text))).toEqual(expected);
});
