import { type Command, forEachChild, parse, type SyntaxNode } from "unbash";
import { clientNamed, isEngineProgram, unwrap } from "../../../engine.js";
import type { Admission } from "../machine.js";

/** What a user has allowed on a machine that is somebody's. */
export interface Allowed {
	/** Commands that change the host itself. */
	hostChanges: boolean;
	/** The words before a command that needs root: none as root; null where root is not to be had. */
	asRoot: readonly string[] | null;
}

/** A program and when it changes the host, or needs root to say anything. */
interface Rule {
	programs: readonly string[];
	/** Whether a call with these arguments changes the host. */
	changes: (words: readonly string[]) => boolean;
	/** Whether only root may ask it; what changes the host is root's in any case. */
	looksAsRoot?: true;
}

const always = () => true;
const never = () => false;

/** Whether one of the arguments, options aside, is none of those that only look. */
const unless =
	(...looks: string[]) =>
	(words: readonly string[]) => {
		const [verb] = words.filter((word) => !word.startsWith("-"));
		return verb !== undefined && !looks.includes(verb);
	};

const has = (pattern: RegExp) => (words: readonly string[]) => words.some((word) => pattern.test(word));

/**
 * Programs that change the host, or that only root may ask. It knows what documents type; a script that does the same
 * is not looked into.
 */
const rules: readonly Rule[] = [
	{
		programs: words("apt apt-get aptitude dnf yum microdnf zypper apk brew flatpak snap"),
		changes: unless(...words("list search show policy info find check-update changelog depends rdepends")),
	},
	{
		programs: words("apt-key apt-mark add-apt-repository apt-add-repository dpkg-reconfigure"),
		changes: always,
	},
	{
		programs: words("dpkg rpm pacman"),
		changes: has(/^(-[iIrPUFeSR]|--(install|remove|purge|configure|upgrade|erase|sync))/),
	},
	{
		programs: words("pip pip3 gem npm"),
		changes: (all) =>
			all.includes("install") && all.some((word) => /^(-g|--global|--break-system-packages)$/.test(word)),
	},
	{
		programs: words("systemctl"),
		changes: unless(
			...words(
				"status show cat is-active is-enabled is-failed is-system-running list-units list-unit-files list-timers list-sockets list-dependencies get-default",
			),
		),
	},
	{
		programs: words("service"),
		changes: has(/^(start|stop|restart|reload|force-reload|condrestart)$/),
	},
	{
		programs: words("hostnamectl timedatectl localectl loginctl networkctl resolvectl"),
		changes: unless(...words("status show list-timezones list-locales list list-sessions list-users query")),
	},
	{ programs: words("sysctl"), changes: has(/^(-w|-p|--write|--load|--system)|=/) },
	{ programs: words("modprobe insmod rmmod depmod"), changes: always },
	{ programs: words("mount"), changes: (all) => all.some((word) => !word.startsWith("-")) },
	{
		programs: words("umount swapon swapoff losetup pivot_root chroot mkswap fdisk parted wipefs"),
		changes: always,
	},
	{
		programs: words(
			"useradd userdel usermod groupadd groupdel groupmod adduser deluser addgroup delgroup passwd chpasswd gpasswd chsh visudo",
		),
		changes: always,
	},
	{
		programs: words("reboot shutdown halt poweroff init telinit update-grub netplan"),
		changes: always,
	},
	{ programs: words("hostname"), changes: (all) => all.some((word) => !word.startsWith("-")) },
	{ programs: words("ufw firewall-cmd"), changes: unless("status", "show"), looksAsRoot: true },
	{
		programs: words("iptables ip6tables ebtables"),
		changes: (all) => !all.some((word) => /^(-[a-zA-Z]*[LS]|--list|--list-rules|-V|--version)$/.test(word)),
		looksAsRoot: true,
	},
	{ programs: words("iptables-save ip6tables-save"), changes: never, looksAsRoot: true },
	{ programs: words("iptables-restore ip6tables-restore iptables-apply"), changes: always },
	{
		programs: words("nft"),
		changes: (all) => !all.some((word) => /^(list|-v|--version|-c|--check)$/.test(word)),
		looksAsRoot: true,
	},
	{
		programs: words("ip"),
		changes: has(/^(add|del|delete|set|change|replace|append|flush|attach|detach|exec)$/),
	},
	{ programs: words("bridge tc"), changes: has(/^(add|del|delete|set|change|replace|flush)$/) },
	{ programs: words("brctl"), changes: unless("show", "showmacs", "showstp") },
	{ programs: words("ifup ifdown ifconfig route dhclient"), changes: (all) => all.length > 1 },
	{ programs: words("crontab"), changes: has(/^(-r|-e|[^-].*)$/) },
	{ programs: words("nsenter tcpdump conntrack dmidecode"), changes: never, looksAsRoot: true },
];

const ruleOf = new Map(rules.flatMap((rule) => rule.programs.map((program): [string, Rule] => [program, rule])));

/** What the engine's client does to what all projects share, or to where the run's commands go. */
const shared: readonly { verb: RegExp; except: RegExp }[] = [
	{
		verb: /^(network|network-acl|network acl|storage|cluster|warning|auth)\b/,
		except:
			/^\S+ (list|ls|show|info|get|list-leases|attach|attach-profile|detach|detach-profile|list-volumes)\b|^storage volume\b/,
	},
	{ verb: /^project\b/, except: /^project (list|ls|show|info|get|get-current)\b/ },
	{
		verb: /^remote (switch|set-default|set-url|rename|remove|rm)\b/,
		except: /^remote (set-url|rename|remove|rm) (?!local\b)/,
	},
	{ verb: /^config trust\b/, except: /^config trust (list|ls|show)\b/ },
	{ verb: /^config (set|unset|edit)\b/, except: /^config (set|unset|edit) [^-.=\s]+(\s|$)/ },
	{ verb: /^query\b.*(-X|--request)/, except: /(-X|--request)[= ]?GET\b/ },
];

const reasons = {
	changes: (what: string) => ({
		es: `cambiaría el propio host (${what}), que es de alguien; con --allow-host-changes se ejecuta`,
		en: `it would change the host itself (${what}), which is somebody's; --allow-host-changes lets it`,
	}),
	shares: (what: string) => ({
		es: `toca lo que no es de esta ejecución (${what}): es de todos los proyectos del motor; con --allow-host-changes se ejecuta`,
		en: `it reaches what is not this run's (${what}): all projects of the engine share it; --allow-host-changes lets it`,
	}),
	root: (what: string) => ({
		es: `${what} pide ser root; como root o con --sudo se ejecuta`,
		en: `${what} needs root; as root or with --sudo it is run`,
	}),
	escapes: (what: string) => ({
		es: `saldría del proyecto de esta ejecución (${what})`,
		en: `it would leave this run's project (${what})`,
	}),
};

/** What becomes of a command that is about to be typed on the host. */
export function admit(command: string, allowed: Allowed): Admission {
	const edits: { at: number; remove: number; insert: string }[] = [];
	for (const one of commandsIn(parse(command))) {
		const escaping = assignments(one).find((name) =>
			/^(LXD_CONF|LXD_DIR|LXD_SOCKET|LXD_REMOTE|HOME|BASH_ENV)$/.test(name),
		);
		if (escaping !== undefined) return { refused: reasons.escapes(`${escaping}=`) };
		const typed = typedWords(one);
		const inner = unwrap(typed);
		const [program = "", ...rest] = inner;
		const name = program.slice(program.lastIndexOf("/") + 1);
		const byRoot = typed.slice(0, typed.length - inner.length).some((word) => /(^|\/)(sudo|doas)$/.test(word));
		if (clientNamed(program) !== null) {
			const refusal = engineRefusal(name, rest, allowed);
			if (refusal !== null) return { refused: refusal };
			// Through sudo the client would lose its configuration, and with it the project.
			if (byRoot) {
				const at = wordAt(one, typed.length - inner.length);
				if (one.name === undefined || at === null) return { refused: reasons.escapes(typed.join(" ")) };
				edits.push({ at: one.name.pos, remove: at - one.name.pos, insert: "" });
			}
			continue;
		}
		const rule = isEngineProgram(program) ? engineProgram : ruleOf.get(name);
		if (rule?.changes(rest) && !allowed.hostChanges) return { refused: reasons.changes([name, ...rest].join(" ")) };
		if (!rule?.looksAsRoot && !rule?.changes(rest) && !byRoot) continue;
		if (allowed.asRoot === null) return { refused: reasons.root(name || (typed[0] ?? "")) };
		if (one.name === undefined || allowed.asRoot.length === 0) continue;
		if (!byRoot) edits.push({ at: one.name.pos, remove: 0, insert: `${allowed.asRoot.join(" ")} ` });
		else if (/^sudo$/.test(typed[0] ?? "")) edits.push({ at: one.name.end, remove: 0, insert: " -n" });
	}
	let run = command;
	for (const { at, remove, insert } of edits.sort((a, b) => b.at - a.at)) {
		run = run.slice(0, at) + insert + run.slice(at + remove);
	}
	return { run };
}

const engineProgram: Rule = { programs: [], changes: always };

function engineRefusal(client: string, typed: readonly string[], allowed: Allowed) {
	const said = [client, ...typed].join(" ");
	const project = typed.findIndex((word) => /^--(target-)?project(=|$)/.test(word));
	const command = typed.indexOf("--");
	if (project >= 0 && (command < 0 || project < command)) return reasons.escapes(said);
	const verb = typed.join(" ");
	const reaches = shared.some((one) => one.verb.test(verb) && !one.except.test(verb));
	return reaches && !allowed.hostChanges ? reasons.shares(said) : null;
}

/** Every simple command below a node, also in substitutions. */
export function commandsIn(node: SyntaxNode): Command[] {
	const found: Command[] = [];
	const visit = (one: SyntaxNode): void => {
		if (one.type === "Command") found.push(one);
		forEachChild(one, visit);
	};
	visit(node);
	return found;
}

/** A command's words without quotes, its name first. */
export function typedWords(command: Command): string[] {
	const all = [...(command.name ? [command.name] : []), ...command.args];
	return all.map((word) => (word.type === "Word" ? word.value : word.text));
}

function wordAt(command: Command, index: number): number | null {
	return [...(command.name ? [command.name] : []), ...command.args][index]?.pos ?? null;
}

/** The names of the variables that a command sets: before it, by `export`, or through `env`. */
function assignments(command: Command): string[] {
	const before = command.prefix.flatMap((one) => (one.type === "Assignment" ? [one.name] : []));
	const typed = typedWords(command);
	const [program = ""] = typed;
	if (!/(^|\/)(env|export|declare|typeset|unset|sudo|doas)$/.test(program)) return before;
	return [...before, ...typed.slice(1).map((word) => word.replace(/=.*/s, ""))];
}

function words(text: string): string[] {
	return text.split(" ");
}
