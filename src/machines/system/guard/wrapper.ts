import { quote } from "../../../shell-language/quote.js";
import { sharedGroups } from "./reach.js";

/** What stands in for a program of the host's in the shells of a run, and in the scripts that are run there. */
export interface ClientWrapper {
	/** The real client. */
	path: string;
	project: string;
	/** The variables that it is called with, whatever became of them in between; null for one that is to be unset. */
	environment: Readonly<Record<string, string | null>>;
	/**
	 * Where the client does not keep to the configuration that it is given, but to the user's own: the file in which the remotes
	 * are noted that it adds there. It then has to be told the project as well. Null where it keeps to what it is given.
	 */
	remotes: string | null;
	/** Whether what all projects share may be changed. */
	hostChanges: boolean;
}

/**
 * The engine's client as a run has it: a script for a plain `sh` that leads every call to the run's project and refuses what
 * `reachOf` refuses. It sees the words after all expansions, and those of scripts. The two are tested with the same calls.
 */
export function clientWrapper({ path, project, environment, remotes, hostChanges }: ClientWrapper): string {
	const unset = Object.keys(environment).filter((name) => environment[name] === null);
	const set = Object.entries(environment).flatMap(([name, value]) =>
		value === null ? [] : [`export ${name}=${quote(value)}`],
	);
	const ofUser =
		remotes === null
			? ""
			: `case $a in ''|query|remote|version|help) ;; *) set -- --project ${quote(project)} "$@" ;; esac
remotes=${quote(remotes)} client=${quote(path)}
${keepConfiguration}`;
	return `#!/bin/sh
# The client as this run has it: it reaches the project ${project} and nothing else.
project=${quote(project)} changes=${hostChanges ? "yes" : ""}
${reach}
reach "$@"
if [ "$a" = query ]; then
	more=yes takes='' seen=''
	for w do
		shift
		case $takes$w in
		option*) takes='' ;;
		query) [ "$seen" ] && named "$w" || seen=yes ;;
		--request|--data|-[Xd]|-[qvh][Xd]|-[qvh][qvh][Xd]) takes=option ;;
		-*) ;;
		*) named "$w" ;;
		esac
		set -- "$@" "$w"
	done
fi
${[`unset ${unset.join(" ")} charla_unused`, ...set, ofUser].filter(Boolean).join("\n")}
exec ${quote(path)} "$@"
`;
}

/** Lets nothing be changed in the user's own configuration but remotes that the run itself has added, and notes those. */
const keepConfiguration = `
noted() { grep -q "^$1," "$remotes" 2>/dev/null; }
forget() { grep -v "^$c," "$remotes" >"$remotes.new"; mv "$remotes.new" "$remotes"; }
listed() { "$client" remote list --format csv </dev/null 2>/dev/null; }
case "$a $b" in
'remote rename'|'remote remove'|'remote rm'|'remote set-url')
	noted "$c" || refuse "the remote $c is the user's own" ;;
'remote switch'|'remote set-default'|'project switch'|'alias add'|'alias rename'|'alias remove'|'alias rm')
	refuse "it would change the configuration of the user's own client" ;;
esac
case "$a $b" in 'remote remove'|'remote rm')
	"$client" "$@" || exit
	forget
	exit 0 ;;
'remote add'|'remote rename'|'remote set-url')
	before=$(listed)
	"$client" "$@" || exit
	[ "$b" = add ] || forget
	listed | while IFS= read -r line; do
		case "
$before
" in *"
$line
"*) continue ;; esac
		for w do if [ "\${line%%,*}" = "$w" ]; then printf '%s\\n' "$line" >>"$remotes"; fi; done
	done
	exit 0 ;;
esac`;

/** The longest groups first: a call is in the first that it begins with. */
const groups = Object.entries(sharedGroups)
	.map(([group, looks]) => ({ words: group.split(" "), looks }))
	.sort((a, b) => b.words.length - a.words.length)
	.map(({ words, looks }) => {
		const verb = ["a", "b", "c", "d"][words.length];
		const pattern = words.map((word) => `${word}\\ `).join("");
		return `	${pattern}*) depth=${words.length} verb=$${verb} looks=' ${looks} ' ;;`;
	})
	.join("\n");

const reach = `
refuse() { printf 'lxc: not run: %s\\n' "$1" >&2; exit 1; }
outside() { refuse 'it would leave the project of this run'; }
shared() { [ "$changes" ] || refuse 'all projects of the engine share what it changes; --allow-host-changes lets it'; }
host() { [ "$changes" ] || refuse "it opens the host's own files or devices to a container; --allow-host-changes lets it"; }
reach() {
	a= b= c= d= n=0 sure=9 depth=0 looks=' * ' verb= target=
	for w do
		case $w in
		--) break ;;
		--project|--project=*|--target-project|--target-project=*|--force-local|--force-local=*) outside ;;
		--debug|--quiet|--verbose|--help|--version|--sub-commands|--all) ;;
		--debug=*|--quiet=*|--verbose=*|--help=*|--version=*|--sub-commands=*|--all=*) ;;
		-[qvh]|-[qvh][qvh]) ;;
		-?*)
			[ $sure = 9 ] && sure=$n
			case $w in --target|--target=*) target=yes ;; esac ;;
		*)
			case $n in 0) a=$w ;; 1) b=$w ;; 2) c=$w ;; 3) d=$w ;; esac
			n=$((n + 1)) ;;
		esac
	done
	case "$a $b $c " in
${groups}
	esac
	[ $depth -lt $n ] && last=$depth || last=$((n - 1))
	[ $sure -gt $last ] || outside
	case $looks in *' * '*|*" $verb "*) ;; *) [ -z "$verb" ] || shared ;; esac
	case "$a $b" in
	'remote add'|'remote set-url')
		for w do case $w in unix:*|/*) outside ;; esac; done ;;
	esac
	case "$a $b" in
	'remote set-url'|'remote rename'|'remote remove'|'remote rm')
		case $c in local|local:) shared ;; esac ;;
	'config set'|'config unset'|'config edit')
		case $target$c in ''|yes*|*.*|*=*|*:) shared ;; esac ;;
	'alias add') ( set -f; reach $d ) || exit 1 ;;
	query\\ *) raw "$@" ;;
	esac
	case $a in
	config|profile|launch|init|create|copy|cp|move|mv|import|rebuild)
		case $b in get|show|unset|list|ls|remove|rm) ;; *) gives "$@" ;; esac ;;
	esac
}
# A raw query: only to look, or to change what is the project's own.
raw() {
	takes= path= data= writes= seen=
	for w do
		case $takes in
		method) takes= ; [ "$w" = GET ] || writes=yes; continue ;;
		data) takes= data="$data$w"; continue ;;
		esac
		case $w in
		--) break ;;
		--request|-X|-[qvh]X|-[qvh][qvh]X) takes=method ;;
		--data|-d|-[qvh]d|-[qvh][qvh]d) takes=data ;;
		--request=GET|-XGET|-X=GET|-[qvh]XGET|-[qvh]X=GET) ;;
		--request=*|-X*|-[qvh]X*|-[qvh][qvh]X*) writes=yes ;;
		--data=*|-d*|-[qvh]d*|-[qvh][qvh]d*) data="$data$w" ;;
		-*) ;;
		query) [ "$seen" ] && path=\${path:-$w} || seen=yes ;;
		*) path=\${path:-$w} ;;
		esac
	done
	case $path in local:*) path=\${path#local:} ;; *:*) case \${path%%:*} in */*) ;; *) return ;; esac ;; esac
	[ "$writes" ] || return
	case $path in
	*[?\\&]project="$project"|*[?\\&]project="$project"\\&*) return ;;
	*[?\\&]project=*|*..*|*%*|*//*) outside ;;
	esac
	case $data in *'"project"'*|*'"target_project"'*) outside ;; esac
	own "$path" || shared
}
# Whether a path of the REST API is a project's own.
own() {
	case $1 in
	/1.0/instances|/1.0/instances[/?]*|/1.0/containers|/1.0/containers[/?]*) ;;
	/1.0/virtual-machines|/1.0/virtual-machines[/?]*) ;;
	/1.0/images|/1.0/images[/?]*|/1.0/profiles|/1.0/profiles[/?]*) ;;
	/1.0/storage-pools/*)
		pool=\${1#/1.0/storage-pools/}
		case $pool in */*) ;; *) return 1 ;; esac
		case \${pool#*/} in volumes|volumes[/?]*|buckets|buckets[/?]*) ;; *) return 1 ;; esac ;;
	*) return 1 ;;
	esac
}
# Adds the project to the first path among the words of a raw query; \`query\` goes by the path alone.
named() {
	[ "$more" ] || return 0
	more=
	case $1 in *[?\\&]project=*|*[?\\&]all-projects=*) return 0 ;; esac
	own "\${1#local:}" || return 0
	case $1 in *\\?*) w="$1&project=$project" ;; *) w="$1?project=$project" ;; esac
}
# Whether a device or a setting leads to the host's files, disks or links, or changes its kernel.
gives() {
	character=
	for w do case $w in --) break ;; unix-char) character=yes ;; esac; done
	for w do
		case $w in
		--) break ;;
		source=[/.~$]*|*,source=[/.~$]*) [ "$character" ] || host ;;
		unix-block|*[,=]unix-block|*[,=]unix-block,*|unix-block,*|nictype=physical*|*,nictype=physical*) host ;;
		*lxc.mount*|*lxc.hook*|*lxc.rootfs*|*lxc.include*|raw.qemu*|linux.kernel_modules*) host ;;
		esac
	done
}`;
