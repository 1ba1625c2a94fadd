// Who may import whom in src/, and no other way: docs/architecture.md says why. `npm run check` holds it.

/** Everything may import the nouns. */
const nouns = ["model"];
/** Tools, lowest first: each may import those before it. */
const tools = ["text", "markdown", "shell-language", "engines", "compare", "look"];
/** Stages, and the tools and rooms that each may import. No stage imports a stage. */
const stages = {
	read: ["text", "markdown", "shell-language", "engines"],
	companion: ["text", "look"],
	bind: ["text", "companion", "engines", "shell-language"],
	machines: ["text", "engines", "shell-language"],
	run: ["text", "machines", "engines", "look", "shell-language", "companion"],
	judge: ["text", "companion", "compare"],
	report: ["text", "compare", "messages"],
	annotate: ["text", "compare", "messages", "markdown"],
	update: ["text", "compare", "messages"],
	messages: ["text"],
};
/** Doors, and what they share; they may import everything but each other. */
const doors = ["cli", "vitest", "remark"];
const shared = ["library"];

const allowed = {
	model: [],
	...Object.fromEntries(tools.map((tool, at) => [tool, tools.slice(0, at)])),
	...stages,
};

/** Tests may import what they like: the rules are for what is shipped. */
const aTest = "[.](?:test|fixture)[.]ts$";

const rules = Object.entries(allowed).map(([room, others]) => ({
	name: `${room}-imports`,
	comment: `${room}/ may import ${[...nouns, ...others].join(", ")}; see docs/architecture.md`,
	severity: "error",
	from: { path: `^src/${room}/`, pathNot: aTest },
	to: { path: "^src/", pathNot: `^src/(${[room, ...nouns, ...others].join("|")})/` },
}));

module.exports = {
	forbidden: [
		...rules,
		{
			name: "no-circles",
			comment: "Two files that need each other are one idea, or have a third between them",
			severity: "error",
			from: {},
			to: { circular: true },
		},
		...doors.map((door) => ({
			name: `${door}-imports`,
			comment: "A door is nobody's to import, not even another door's",
			severity: "error",
			from: { path: "^src/", pathNot: `^src/(${door}/|index[.]ts$)|${aTest}` },
			to: { path: `^src/${door}/` },
		})),
		{
			name: "shared-by-doors",
			comment: `Only doors import ${shared.join(", ")}`,
			severity: "error",
			from: { path: "^src/", pathNot: `^src/(${[...doors, ...shared].join("|")})/|^src/index[.]ts$|${aTest}` },
			to: { path: `^src/(${shared.join("|")})/` },
		},
		{
			name: "tests-stay-apart",
			comment: "What is shipped imports no test and no fixture",
			severity: "error",
			from: { path: "^src/", pathNot: aTest },
			to: { path: `^test/|${aTest}` },
		},
		{
			name: "library-imports",
			comment: "The library's own door is nobody's to import",
			severity: "error",
			from: { path: "^src/", pathNot: aTest },
			to: { path: "^src/index[.]ts$" },
		},
		{
			name: "carriers-apart",
			comment: "A carrier knows no other carrier",
			severity: "error",
			from: { path: "^src/machines/(podman|system)/", pathNot: aTest },
			to: { path: "^src/machines/(podman|system)/", pathNot: "^src/machines/$1/" },
		},
		{
			name: "machine-without-carrier",
			comment: "The interface of a machine knows no carrier",
			severity: "error",
			from: { path: "^src/machines/machine[.]ts$" },
			to: { path: "^src/machines/(podman|system)/" },
		},
		{
			name: "rooms-with-names",
			comment: "Every room of src/ stands in .github/house.cjs",
			severity: "error",
			from: { path: "^src/.+/", pathNot: `^src/(${[...Object.keys(allowed), ...doors, ...shared].join("|")})/` },
			to: {},
		},
	],
	options: {
		parser: "swc",
		tsPreCompilationDeps: true,
		includeOnly: "^(?:src|test)/",
	},
};
