import { effects } from "../engines/effects.js";
import type { Statement } from "../model/script.js";

/** Whether a heading is the one that a person names: case and accents do not matter. */
export function isHeading(heading: string, named: string): boolean {
	return heading.localeCompare(named.trim(), "es", { sensitivity: "base" }) === 0;
}

/**
 * The statements under a heading and those that they depend on: what makes the instances, images, remotes, snapshots and
 * shell variables that they use, what opens the shells that they are typed into, and the section that installs the engine.
 * @param installs the statement that installs the engine, or null
 * @returns ids; empty where no statement stands under such a heading
 */
export function selectOnly(statements: readonly Statement[], named: string, installs: Statement | null): Set<string> {
	const chosen = new Set(
		statements
			.filter((statement) => statement.heading.some((heading) => isHeading(heading, named)))
			.map(({ id }) => id),
	);
	if (chosen.size === 0) return chosen;
	if (installs) {
		const section = installs.heading.join("\n");
		for (const statement of statements) if (statement.heading.join("\n") === section) chosen.add(statement.id);
	}
	const needed = new Set<string>();
	for (const statement of [...statements].reverse()) {
		const { defines, uses } = namesOf(statement);
		if (!chosen.has(statement.id) && !defines.some((name) => needed.has(name))) continue;
		chosen.add(statement.id);
		for (const name of defines) needed.delete(name);
		for (const name of uses) needed.add(name);
	}
	return chosen;
}

function namesOf(statement: Statement): { defines: string[]; uses: string[] } {
	const calls = statement.engine.map(effects);
	const key = ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`;
	const defines = calls.flatMap((call) => call.defines.map(key));
	const uses = calls.flatMap((call) => call.uses.map(key));
	const shell = `${statement.place} ${statement.container ?? ""}`;
	defines.push(...statement.assigns.map((name) => `variable ${shell} ${name}`));
	uses.push(...statement.expands.map((name) => `variable ${shell} ${name}`));
	if (statement.opens) defines.push(`shell ${statement.opens.container ?? ""}`);
	if (statement.place === "host" && statement.rule === "shell") uses.push("shell ");
	if (statement.place === "container")
		uses.push(shell.replace("container", "shell"), `instance ${statement.container}`);
	return { defines, uses };
}
