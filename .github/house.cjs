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

const rules = Object.entries(allowed).map(([room, others]) => ({
	name: `${room}-imports`,
	comment: `${room}/ may import ${[...nouns, ...others].join(", ")}; see docs/architecture.md`,
	severity: "error",
	from: { path: `^src/${room}/` },
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
			from: { path: "^src/", pathNot: `^src/(${door}/|index[.]ts$)` },
			to: { path: `^src/${door}/` },
		})),
		{
			name: "shared-by-doors",
			comment: `Only doors import ${shared.join(", ")}`,
			severity: "error",
			from: { path: "^src/", pathNot: `^src/(${[...doors, ...shared].join("|")})/|^src/index[.]ts$` },
			to: { path: `^src/(${shared.join("|")})/` },
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
		includeOnly: "^src/",
		exclude: { path: "[.](?:test|fixture)[.]ts$" },
	},
};
