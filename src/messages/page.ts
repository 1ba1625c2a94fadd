import type { Language } from "../model/words.js";
import { type BoxWords, boxWords } from "./page/boxes.js";

/** What an annotated document says around its boxes: its head, its pictures, its tables and its foot. */
interface FrameWords {
	locale: string;
	quote: (text: string) => string;
	annotated: string;
	by: string;
	legend: string;
	contents: string;
	skip: string;
	permalink: (id: string) => string;
	facts: Record<"date" | "engine" | "host" | "kernel" | "image" | "machine" | "duration" | "cached", string>;
	disposable: string;
	system: string;
	onHost: string;
	inContainer: (name: string) => string;
	onMachine: (name: string) => string;
	measured: string;
	network: string;
	networkAfter: (step: string) => string;
	namespaces: string;
	timeline: string;
	timelineNote: (seconds: string, bars: "step" | "section") => string;
	inWords: string;
	ledger: string;
	ledgerNone: string;
	columns: Record<
		"line" | "written" | "today" | "why" | "since" | "claim" | "needs" | "section" | "starts" | "lasts",
		string
	>;
	isolation: string;
	isolationNote: string;
	coverage: string;
	covered: (counts: {
		statements: number;
		run: number;
		sentences: number;
		claims: number;
		cues: number;
		not: number;
		uncovered: number;
	}) => string[];
	reproduce: string;
	reproduceNote: string;
	mixed: string;
	notDeclared: string;
	why: string;
}

const es: FrameWords = {
	locale: "es",
	quote: (text) => `«${text}»`,
	annotated: "Documento anotado",
	by: "charla ejecutó este documento de principio a fin. El texto es suyo, palabra por palabra; lo que va en recuadros es lo que se vio en la máquina.",
	legend: "Cómo se lee",
	contents: "Índice",
	skip: "Ir al texto",
	permalink: (id) => `Enlace a ${id}`,
	facts: {
		date: "Fecha",
		engine: "Motor",
		host: "Host",
		kernel: "Kernel",
		image: "Imagen",
		machine: "Máquina",
		duration: "Duración",
		cached: "De la caché",
	},
	disposable: "desechable",
	system: "la del sistema",
	onHost: "host",
	inContainer: (name) => `contenedor ${name}`,
	onMachine: (name) => (name === "" ? "otra máquina" : `otra máquina: ${name}`),
	measured: "Lo que se midió",
	network: "La red",
	networkAfter: (step) => `Medida tras el paso ${step}. Cada par veth se reconoce por el índice de su otro extremo.`,
	namespaces: "Los espacios de nombres",
	timeline: "La ejecución en el tiempo",
	timelineNote: (seconds, bars) =>
		`${bars === "step" ? "Una barra por paso" : "Una barra por sección"}, según cuándo empezó y cuánto duró; en total, ${seconds}. ${bars === "step" ? "Llena, tal cual; solo el contorno, adaptada; a media altura, en un contenedor. " : ""}Los huecos son preparaciones y comprobaciones.`,
	inWords: "En palabras",
	ledger: "Lo que ha cambiado desde que se escribió",
	ledgerNone: "Nada: todo funciona como está escrito.",
	columns: {
		line: "Línea",
		written: "Escrito",
		today: "Hoy",
		why: "Por qué",
		since: "Desde",
		claim: "Afirmación",
		needs: "Necesita",
		section: "Sección",
		starts: "Empieza",
		lasts: "Dura",
	},
	isolation: "Qué aísla cada espacio de nombres",
	isolationNote:
		"Cada afirmación se comprobó otra vez en un contenedor al que le falta un espacio de nombres. Donde queda refutada, es ese espacio el que la hace cierta.",
	coverage: "Cobertura",
	covered: ({ statements, run, sentences, claims, cues, not, uncovered }) => [
		`${run} de ${statements} sentencias ejecutadas`,
		`${sentences} frases: ${claims} ${claims === 1 ? "afirmación comprobada" : "afirmaciones comprobadas"}, ${cues} ${cues === 1 ? "indicación" : "indicaciones"} de lugar, ${not} que no afirman nada, ${uncovered} sin cubrir`,
	],
	reproduce: "Cómo reproducirlo",
	reproduceNote: "Hace falta Node 20.19 o posterior. La máquina es desechable: al terminar no queda nada de ella.",
	mixed:
		"Lo que cambia en cada ejecución (PID, nombres de veth, inodos, direcciones MAC y de DHCP, fechas, tamaños) es lo que se vio cuando cambió por última vez algo más en el mismo paso. Las rutas de la máquina que ejecutó no se muestran.",
	notDeclared: "No es como se declara",
	why: "Por qué",
};

const en: FrameWords = {
	locale: "en",
	quote: (text) => `“${text}”`,
	annotated: "Annotated document",
	by: "charla ran this document from its beginning to its end. The text is its own, word by word; what stands in boxes is what was seen on the machine.",
	legend: "How to read it",
	contents: "Contents",
	skip: "Skip to the text",
	permalink: (id) => `Link to ${id}`,
	facts: {
		date: "Date",
		engine: "Engine",
		host: "Host",
		kernel: "Kernel",
		image: "Image",
		machine: "Machine",
		duration: "Duration",
		cached: "From the cache",
	},
	disposable: "disposable",
	system: "the system's own",
	onHost: "host",
	inContainer: (name) => `container ${name}`,
	onMachine: (name) => (name === "" ? "another machine" : `another machine: ${name}`),
	measured: "What was measured",
	network: "The network",
	networkAfter: (step) => `Measured after step ${step}. Each veth pair is known by the index of its other end.`,
	namespaces: "The namespaces",
	timeline: "The run in time",
	timelineNote: (seconds, bars) =>
		`${bars === "step" ? "A bar a step" : "A bar a section"}, by when it began and how long it took; ${seconds} in all. ${bars === "step" ? "Full, as written; an outline, adapted; half as high, in a container. " : ""}The gaps are preparations and probes.`,
	inWords: "In words",
	ledger: "What has changed since it was written",
	ledgerNone: "Nothing: all of it works as written.",
	columns: {
		line: "Line",
		written: "Written",
		today: "Today",
		why: "Why",
		since: "Since",
		claim: "Claim",
		needs: "Needs",
		section: "Section",
		starts: "Begins",
		lasts: "Takes",
	},
	isolation: "What each namespace isolates",
	isolationNote:
		"Each claim was tried again in a container that lacks one namespace. Where it is refuted, that namespace is what makes it true.",
	coverage: "Coverage",
	covered: ({ statements, run, sentences, claims, cues, not, uncovered }) => [
		`${run} of ${statements} statements run`,
		`${sentences} sentences: ${claims} ${claims === 1 ? "claim" : "claims"} tried, ${cues} ${cues === 1 ? "cue" : "cues"} to a place, ${not} that claim nothing, ${uncovered} not covered`,
	],
	reproduce: "How to reproduce it",
	reproduceNote: "It takes Node 20.19 or later. The machine is disposable: nothing of it is left at the end.",
	mixed:
		"What is another in every run (PIDs, veth names, inodes, MAC and DHCP addresses, dates, sizes) is what was seen when something else in the same step last changed. Paths of the machine that ran it are not shown.",
	notDeclared: "Not as declared",
	why: "Why",
};

/** What the annotated documents say beside the words that the command line uses too. */
type NoteWords = FrameWords & BoxWords;

const notes: Record<Language, NoteWords> = { es: { ...es, ...boxWords.es }, en: { ...en, ...boxWords.en } };

/** The words of the notes in a language. */
export function noteWords(language: Language): NoteWords {
	return notes[language];
}

/** `28,8 s` or `28.8 s`, with a space that does not break. */
export function seconds(ms: number, language: Language): string {
	return `${decimal(ms / 1000, language)}\u00a0s`;
}

function decimal(number: number, language: Language): string {
	const text = number.toFixed(number < 1 ? 2 : 1);
	return language === "es" ? text.replace(".", ",") : text;
}

/** `24 de noviembre de 2026, 07:53 UTC`. */
export function dateTime(iso: string, language: Language): string {
	const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
	return `${date}, ${iso.slice(11, 16)}\u00a0UTC`;
}

/** What stands in a page in the place of a path of the machine that ran the document. */
export const machinePath: Record<Language, string> = {
	es: "⟨ruta de esta máquina⟩",
	en: "⟨a path of this machine⟩",
};
