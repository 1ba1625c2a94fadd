/** What may stand before a prompt: a virtual environment's name. */
const environment = String.raw`(?:\([\w. -]+\)\s+)?`;

/** A user or a machine in a prompt: a word, or a placeholder. */
const name = String.raw`(?:[\w.-]+|<[\w. -]+>|\[[\w. -]+\])`;

/**
 * Prompts that are nothing else: `$ `, `user@host:~$ `, `root@<name>:~# `, `[user@host dir]$ `, `[root@x ~]#`, `bash-5.1# `, `~/dir $ `, `/ # `,
 * `❯ `. A group has the prompt.
 */
export const surePrompt = new RegExp(
	String.raw`^\s*(${environment}(?:\$|❯|${name}@${name}(?:[: ][^\s$#]*)?\s?[$#%]|\[${name}@${name}(?: [^\]]*)?\]\s?[$#%]|(?:ba|z|da)?sh-[\d.]+[$#]|[~/][^\s$#]* ?[$#%]))(?:\s|$)`,
);

/** `# `, which is also how a comment looks. */
export const rootPrompt = /^\s*(#)(?:\s|$)/;

/** `% `, which is zsh's, and `# `: prompts where a block has no surer ones. */
export const unsurePrompt = /^\s*([#%])(?:\s|$)/;

/** Prompts of other programs, wherever they stand: `mysql> `, `postgres=# `, `127.0.0.1:6379> `, `>>> `, `PS C:\\> `, `In [1]: `, `Router(config)# `, `(gdb) `. */
export const replPrompt =
	/^\s*(PS(?: [^>]*)?>|[A-Za-z]:\\[^>]*>|[\w.-]+ \[[\w() -]+\]>|In ?\[\d+\]:|\((?:gdb|pry|pdb|Pdb)\)|\w+[=-][#>*]|[\w.-]+:\d+(?:\[\d+\])?>|(?:mysql|mariadb|sqlite|redis|mongo|mongosh|test|cqlsh|cqlsh:\w+|julia|scala|ghci|ftp|sftp|telnet|virsh|influx|postgres)[#>]|[\w-]+\((?:config|vlan)[\w-]*\)#|irb\([^)]*\)[:\d]*>|>>>|[➜»])(?:\s|$)/;

/** What looks like a prompt, in a block that is said to show a session. */
export const foreignPrompt = /^\s*([^\s<>|&;"'`]*[$#%>]|>{1,3}|PS [^>]+>|[➜»])\s+\S/;

/** `user@host:~$ ls`, `[root@host ~]# ls`: what no other language begins with. */
const typedAtHost = /^\s*(?:[\w.-]+@[\w.-]+:[~/][^$#]*|\[[\w.-]+@[\w.-]+ [^\]]+\])[$#]\s+\S/;

/** Languages that say that nobody types the block, whatever it holds. */
const shownOnly = new Set(["text", "txt", "plain", "plaintext", "none", "output", "log", "diff"]);

/**
 * Whether a block whose language is no shell's is a session all the same: its first line has a prompt with a user, a host and a
 * folder. The language was then chosen for its colours.
 */
export function showsPrompt(lines: readonly { text: string }[], language: string | null): boolean {
	if (language !== null && shownOnly.has(language.toLowerCase())) return false;
	return typedAtHost.test(lines.find(({ text }) => text.trim() !== "")?.text ?? "");
}
