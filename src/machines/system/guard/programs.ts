/** What a rule is asked about: the words after the program's name, and whether it runs as root. */
export interface ProgramCall {
	words: readonly string[];
	root: boolean;
}

/** A program and when it changes the host, or needs root to say anything. */
export interface Rule {
	programs: readonly string[];
	/** Whether a call with these arguments changes the host. */
	changes: (called: ProgramCall) => boolean;
	/** Whether only root may ask it; what changes the host is root's in any case. */
	looksAsRoot?: true;
}

const always = () => true;
const never = () => false;

/** Whether one of the arguments, options aside, is none of those that only look. */
const unless =
	(...looks: string[]) =>
	({ words }: ProgramCall) => {
		const [verb] = words.filter((word) => !word.startsWith("-"));
		return verb !== undefined && !looks.includes(verb);
	};

const has =
	(pattern: RegExp) =>
	({ words }: ProgramCall) =>
		words.some((word) => pattern.test(word));

const named = ({ words }: ProgramCall) => words.some((word) => !word.startsWith("-"));

/**
 * Programs that change the host, or that only root may ask. It knows what documents type; a script that does the same
 * is not looked into.
 */
const rules: readonly Rule[] = [
	{
		programs: list("apt apt-get aptitude dnf yum microdnf zypper apk brew flatpak snap"),
		changes: unless(...list("list search show policy info find check-update changelog depends rdepends")),
	},
	{
		programs: list("apt-key apt-mark add-apt-repository apt-add-repository dpkg-reconfigure"),
		changes: always,
	},
	{
		programs: list("dpkg rpm pacman"),
		changes: has(/^(-[iIrPUFeSR]|--(install|remove|purge|configure|upgrade|erase|sync))/),
	},
	{
		programs: list("pip pip3 gem npm cargo"),
		changes: ({ words, root }) =>
			words.includes("install") && (root || words.some((word) => /^(-g|--global|--break-system-packages)$/.test(word))),
	},
	{ programs: list("make gmake ninja"), changes: has(/^install\b/) },
	{
		programs: list("systemctl"),
		changes: unless(
			...list(
				"status show cat is-active is-enabled is-failed is-system-running list-units list-unit-files list-timers list-sockets list-dependencies get-default",
			),
		),
	},
	{
		programs: list("service"),
		changes: has(/^(start|stop|restart|reload|force-reload|condrestart)$/),
	},
	{ programs: list("systemd-run at batch"), changes: always },
	{
		programs: list("hostnamectl timedatectl localectl loginctl networkctl resolvectl"),
		changes: unless(...list("status show list-timezones list-locales list list-sessions list-users query")),
	},
	{ programs: list("sysctl"), changes: has(/^(-w|-p|--write|--load|--system)|=/) },
	{ programs: list("modprobe insmod rmmod depmod"), changes: always },
	{ programs: list("mount"), changes: named },
	{
		programs: list(
			"umount swapon swapoff losetup pivot_root chroot mkswap fdisk sfdisk sgdisk parted wipefs cryptsetup",
		),
		changes: always,
	},
	{ programs: list("mkfs mke2fs"), changes: has(/^(\/dev\/|\$)/) },
	{ programs: list("dd"), changes: has(/^of=(\$|\/dev\/(?!(null|zero|stdout|stderr|fd\/.*)$))/) },
	{ programs: list("zpool"), changes: unless("list", "status", "get", "history", "iostat") },
	{ programs: list("zfs"), changes: unless("list", "get", "diff") },
	{
		programs: list(
			"lvcreate lvremove lvextend lvreduce lvresize lvchange lvrename lvconvert vgcreate vgremove vgextend vgreduce vgchange vgrename pvcreate pvremove pvresize pvmove",
		),
		changes: always,
	},
	{
		programs: list("btrfs"),
		changes: has(
			/^(create|delete|snapshot|set-default|balance|scrub|resize|add|remove|replace|send|receive|set|enable|disable|defragment)$/,
		),
	},
	{ programs: list("mdadm"), changes: ({ words }) => !words.some((word) => /^(-D|--detail|-E|--examine)/.test(word)) },
	{
		programs: list(
			"useradd userdel usermod groupadd groupdel groupmod adduser deluser addgroup delgroup passwd chpasswd gpasswd chsh visudo",
		),
		changes: always,
	},
	{
		programs: list("reboot shutdown halt poweroff init telinit update-grub netplan"),
		changes: always,
	},
	// What a run started is known to its shell: by its job, by `$!`, or by a variable that took it.
	{ programs: list("killall pkill skill"), changes: always },
	{
		programs: list("kill"),
		changes: ({ words }) =>
			!words.some((word) => /^(-l|-L|--list|-0)$/.test(word)) &&
			words.slice(/^-/.test(words[0] ?? "") ? 1 : 0).some((word) => /^-?\d|^\$\(|^`/.test(word)),
	},
	{ programs: list("hostname"), changes: named },
	{ programs: list("ufw firewall-cmd"), changes: unless("status", "show"), looksAsRoot: true },
	{
		programs: list("iptables ip6tables ebtables arptables"),
		changes: ({ words }) => !words.some((word) => /^(-[a-zA-Z]*[LS]|--list|--list-rules|-V|--version)$/.test(word)),
		looksAsRoot: true,
	},
	{ programs: list("iptables-save ip6tables-save"), changes: never, looksAsRoot: true },
	{ programs: list("iptables-restore ip6tables-restore iptables-apply"), changes: always },
	{
		programs: list("nft"),
		changes: ({ words }) => !words.some((word) => /^(list|-v|--version|-c|--check)$/.test(word)),
		looksAsRoot: true,
	},
	{
		programs: list("ipset"),
		changes: ({ words }) => !words.some((word) => /^(list|-L|--list|save|-S|test|-T|version)$/.test(word)),
		looksAsRoot: true,
	},
	{
		programs: list("ip"),
		changes: has(/^(add|del|delete|set|change|replace|append|flush|attach|detach|exec)$/),
	},
	{ programs: list("bridge tc"), changes: has(/^(add|del|delete|set|change|replace|flush)$/) },
	{ programs: list("brctl"), changes: unless("show", "showmacs", "showstp") },
	{
		programs: list("nmcli"),
		changes: has(/^(add|modify|delete|up|down|on|off|connect|disconnect|reload|set|edit|import|clone|hostname)$/),
	},
	{
		programs: list("ovs-vsctl"),
		changes: unless("show", "list", "find", "get", "list-br", "list-ports", "list-ifaces", "br-exists"),
		looksAsRoot: true,
	},
	{ programs: list("ifup ifdown ifconfig route dhclient"), changes: ({ words }) => words.length > 1 },
	{ programs: list("crontab"), changes: has(/^(-r|-e|[^-].*)$/) },
	{
		programs: list("docker podman nerdctl docker-compose podman-compose"),
		changes: unless(...list("ps images info version inspect logs search top stats port diff history events help")),
	},
	{ programs: list("nsenter tcpdump conntrack dmidecode"), changes: never, looksAsRoot: true },
];

const ruleOf = new Map(rules.flatMap((rule) => rule.programs.map((program): [string, Rule] => [program, rule])));

/** The rule for a program, by its base name; `mkfs.ext4` is `mkfs`, `iptables-nft` is `iptables`. */
export function ruleFor(name: string): Rule | undefined {
	const plain = name.replace(/^(mkfs)\..*$/, "$1").replace(/^(\w+tables)-(legacy|nft)(-save|-restore)?$/, "$1$3");
	return ruleOf.get(plain);
}

function list(text: string): string[] {
	return text.split(" ");
}
