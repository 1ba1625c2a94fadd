/**
 * Shell text that kills everything below a process, but not the process itself. It reads the parents from
 * /proc/PID/stat, whose second field is in brackets and may hold blanks; builtins only. Bash.
 * @param pid process id as seen by the shell that runs the text
 */
export function killDescendants(pid: number): string {
	return [
		`declare -A kids=(); for s in /proc/[0-9]*/stat; do { read -r line <"$s"; } 2>/dev/null || continue`,
		`p=\${line%% *}; rest=\${line##*) }; set -- $rest; kids[$2]+=" $p"; done`,
		`below() { local k; for k in \${kids[$1]-}; do below "$k"; kill -KILL "$k" 2>/dev/null; done; }; below ${pid}; :`,
	].join("\n");
}
