import {
	definesImage,
	definesInstance,
	each,
	instanceIn,
	nothing,
	remoteNamed,
	renames,
	snapshotOf,
	together,
	usesImage,
	usesInstance,
	usesPath,
	usesRemote,
	usesRemoteNamed,
	type Verb,
} from "./names.js";

export const launch: Verb = ({ words: [image, name] }) => together(usesImage(image), definesInstance(name));
const copy: Verb = ({ words: [from, to] }) => together(usesInstance(from), definesInstance(to));
export const usesAll: Verb = ({ words }) => each(words, usesInstance);
export const usesFirst: Verb = ({ words: [first] }) => usesInstance(first);
const usesSecond: Verb = ({ words: [, second] }) => usesInstance(second);

const move: Verb = ({ words: [from, to] }) => {
	const [old] = from === undefined ? [] : instanceIn(from);
	const [fresh] = to === undefined ? [] : instanceIn(to);
	return renames(old, fresh, [...usesInstance(from).uses, ...usesRemote(to).uses]);
};

export const snapshot: Verb = ({ words: [instance, name] }) =>
	together(usesInstance(instance), { defines: snapshotOf(instance, name), uses: [] });

export const usesSnapshot: Verb = ({ words: [instance, ...names] }) =>
	together(usesInstance(instance), { defines: [], uses: names.flatMap((name) => snapshotOf(instance, name)) });

export const renameSnapshot: Verb = ({ words: [instance, from, to] }) => {
	const [old] = snapshotOf(instance, from);
	const [fresh] = snapshotOf(instance, to);
	return renames(old, fresh, [...usesInstance(instance).uses, ...(old ? [old] : [])]);
};

const publish: Verb = ({ words: [from, target], option }) =>
	together(usesInstance(from), usesRemote(target), each(option("alias"), definesImage));

const imageCopy: Verb = ({ words: [from, target], option }) =>
	together(usesImage(from), usesRemote(target), each(option("alias"), definesImage));

/** `image import FILE [ROOTFS] [REMOTE:]`. */
const imageImport: Verb = ({ option }) => each(option("alias"), definesImage);

const usesImages: Verb = ({ words }) => each(words, usesImage);
const usesFirstImage: Verb = ({ words: [image] }) => usesImage(image);

const pull: Verb = ({ words }) => each(words.slice(0, -1), usesPath);
const push: Verb = ({ words }) => usesPath(words.at(-1));
const usesPaths: Verb = ({ words }) => each(words, usesPath);

const remoteRename: Verb = ({ words: [from, to] }) => {
	const [old] = from === undefined ? [] : remoteNamed(from);
	const [fresh] = to === undefined ? [] : remoteNamed(to);
	return renames(old, fresh, old ? [old] : []);
};

const remoteAdd: Verb = ({ words: [name] }) => ({ defines: name === undefined ? [] : remoteNamed(name), uses: [] });

/** `config get C KEY`, but `config get KEY` is the server's: a key has a dot in it, an instance has none. */
const configKey: Verb = ({ words: [first] }) =>
	first === undefined || /^[\w-]+\.[\w.-]+(=|$)/.test(first) ? nothing() : usesInstance(first);

/** What the clients of LXD and Incus understand in the same way. */
export const sharedVerbs: Readonly<Record<string, Verb>> = {
	"config get": configKey,
	"config set": configKey,
	launch,
	init: launch,
	copy,
	cp: copy,
	move,
	mv: move,
	rename: move,
	publish,
	start: usesAll,
	stop: usesAll,
	restart: usesAll,
	pause: usesAll,
	delete: usesAll,
	rm: usesAll,
	exec: usesFirst,
	shell: usesFirst,
	console: usesFirst,
	info: usesFirst,
	export: usesFirst,
	import: ({ words: [, name] }) => definesInstance(name),
	rebuild: ({ words: [image, name] }) => together(usesImage(image), usesInstance(name)),
	"snapshot create": snapshot,
	"file pull": pull,
	"file push": push,
	"file edit": usesPaths,
	"file create": usesPaths,
	"file delete": usesPaths,
	"file mount": usesPaths,
	"config show": usesFirst,
	"config edit": usesFirst,
	"config device": usesSecond,
	"config metadata": usesSecond,
	"config template": usesSecond,
	"profile add": usesFirst,
	"profile assign": usesFirst,
	"profile remove": usesFirst,
	"network attach": usesSecond,
	"network detach": usesSecond,
	"image copy": imageCopy,
	"image import": imageImport,
	"image info": usesFirstImage,
	"image show": usesFirstImage,
	"image edit": usesFirstImage,
	"image export": usesFirstImage,
	"image delete": usesImages,
	"image refresh": usesImages,
	"image list": ({ words: [remote] }) => usesRemote(remote),
	"image alias create": ({ words: [alias, image] }) => together(usesImage(image), definesImage(alias)),
	"image alias delete": usesFirstImage,
	"image alias rename": ({ words: [from, to] }) => {
		const [old] = usesImage(from).uses;
		const [fresh] = definesImage(to).defines;
		return renames(old, fresh, old ? [old] : []);
	},
	"remote add": remoteAdd,
	"remote remove": ({ words: [name] }) => usesRemoteNamed(name),
	"remote switch": ({ words: [name] }) => usesRemoteNamed(name),
	"remote set-url": ({ words: [name] }) => usesRemoteNamed(name),
	"remote rename": remoteRename,
	list: ({ words: [remote] }) => usesRemote(remote),
	ls: ({ words: [remote] }) => usesRemote(remote),
};
