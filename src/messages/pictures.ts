import type { Language } from "../model/words.js";

/** What the picture of the network says, and its description in words. */
interface NetworkWords {
	title: string;
	host: string;
	container: (name: string) => string;
	down: string;
	out: string;
	/** The beginning of a sentence about a place. */
	place: (name: string) => string;
	has: (place: string, links: string) => string;
	pair: (one: string, other: string) => string;
	master: (link: string, bridge: string) => string;
	nat: (rule: string) => string;
}

const network: Record<Language, NetworkWords> = {
	es: {
		title: "La red del host y de sus contenedores",
		host: "Host",
		container: (name) => `Contenedor ${name}`,
		down: "apagado",
		out: "sale enmascarado",
		place: (name) => (name === "host" ? "El host" : `El contenedor ${name}`),
		has: (place, links) => `${place} tiene ${links}.`,
		pair: (one, other) => `${one} y ${other} son los dos extremos de un par veth.`,
		master: (link, bridge) => `${link} es puerto del bridge ${bridge}.`,
		nat: (rule) => `NAT del host: ${rule}.`,
	},
	en: {
		title: "The network of the host and of its containers",
		host: "Host",
		container: (name) => `Container ${name}`,
		down: "down",
		out: "leaves masqueraded",
		place: (name) => (name === "host" ? "The host" : `The container ${name}`),
		has: (place, links) => `${place} has ${links}.`,
		pair: (one, other) => `${one} and ${other} are the two ends of a veth pair.`,
		master: (link, bridge) => `${link} is a port of the bridge ${bridge}.`,
		nat: (rule) => `NAT on the host: ${rule}.`,
	},
};

/** What the picture of the namespaces says, and its description in words. */
interface NamespaceWords {
	title: string;
	host: string;
	container: (name: string) => string;
	own: (name: string, types: string) => string;
	shared: (types: string) => string;
	inode: (place: string, list: string) => string;
	same: string;
	none: string;
}

const namespaces: Record<Language, NamespaceWords> = {
	es: {
		title: "Los espacios de nombres del host y de sus contenedores",
		host: "Host",
		container: (name) => `Contenedor ${name}`,
		own: (name, types) => `El contenedor ${name} tiene propios: ${types}.`,
		shared: (types) => `Comparte con el host: ${types}.`,
		inode: (place, list) => `Inodos de ${place}: ${list}.`,
		same: "compartido",
		none: "ninguno",
	},
	en: {
		title: "The namespaces of the host and of its containers",
		host: "Host",
		container: (name) => `Container ${name}`,
		own: (name, types) => `The container ${name} has its own: ${types}.`,
		shared: (types) => `It shares with the host: ${types}.`,
		inode: (place, list) => `Inodes of ${place}: ${list}.`,
		same: "shared",
		none: "none",
	},
};

/** The words of the network's picture. */
export const networkWords = (language: Language): NetworkWords => network[language];

/** The words of the namespaces' picture. */
export const namespaceWords = (language: Language): NamespaceWords => namespaces[language];
