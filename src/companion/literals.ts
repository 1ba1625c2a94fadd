import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser } from "acorn";

/** A node of a syntax tree in the form of ESTree, as far as literals need it. */
export interface SyntaxNode {
	type: string;
	start: number;
	end: number;
	[key: string]: unknown;
}

const TypeScript = Parser.extend(tsPlugin());

/** The object literals of a module in TypeScript, in their order; none where it does not parse. */
export function objectLiterals(source: string): SyntaxNode[] {
	try {
		const tree: unknown = TypeScript.parse(source, { ecmaVersion: "latest", sourceType: "module" });
		return nodesIn(tree).filter(({ type }) => type === "ObjectExpression");
	} catch {
		return [];
	}
}

/** A literal's entry for a key or an index: the node that says it, and its value's; null where it is not written there. */
export function entryOf(node: SyntaxNode, key: PropertyKey): { at: SyntaxNode; value: SyntaxNode } | null {
	if (node.type === "ArrayExpression" && typeof key === "number") {
		const elements = list(node.elements);
		const element = elements[key];
		// What comes after a spread stands at another index.
		if (!isNode(element) || elements.slice(0, key + 1).some((one) => isNode(one) && one.type === "SpreadElement"))
			return null;
		return { at: element, value: meant(element) };
	}
	const property = propertiesOf(node).find(({ name }) => name === key);
	return property ? { at: property.at, value: property.value } : null;
}

/**
 * How well a literal describes a value: how much of it says the same; null where something says another thing.
 * Only literals count; names, calls and spreads are passed over.
 */
export function likeness(node: SyntaxNode, value: unknown): number | null {
	const written = scalarOf(node);
	if (written !== undefined) return written === value ? 10 : null;
	if (/^(Arrow)?FunctionExpression$/.test(node.type)) return typeof value === "function" ? 1 : null;
	if (node.type === "ArrayExpression" && !Array.isArray(value)) return null;
	if (node.type !== "ObjectExpression") return 0;
	if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
	let sum = 0;
	for (const { name, value: said } of propertiesOf(node)) {
		const own = Object.entries(value).find(([key]) => key === name);
		const part = own ? likeness(said, own[1]) : null;
		if (part === null) return null;
		sum += 1 + part;
	}
	return sum;
}

function propertiesOf(node: SyntaxNode): { name: string; at: SyntaxNode; value: SyntaxNode }[] {
	if (node.type !== "ObjectExpression") return [];
	return list(node.properties).flatMap((property) => {
		if (!isNode(property) || property.type !== "Property" || property.computed === true) return [];
		const { key, value } = property;
		if (!isNode(key) || !isNode(value)) return [];
		const name = key.type === "Identifier" ? key.name : key.value;
		return [{ name: String(name), at: key, value: meant(value) }];
	});
}

/** What an expression stands for: without `as` and `satisfies`, and of `claim({ … })` and the like what they are given. */
function meant(node: SyntaxNode): SyntaxNode {
	if (isNode(node.expression) && /^TS|^Parenthesized/.test(node.type)) return meant(node.expression);
	const [first, ...more] = node.type === "CallExpression" ? list(node.arguments) : [];
	return isNode(first) && first.type === "ObjectExpression" && more.length === 0 ? first : node;
}

function scalarOf(node: SyntaxNode): unknown {
	if (node.type === "Literal" && !("regex" in node)) return node.value;
	const quasis = node.type === "TemplateLiteral" ? list(node.quasis) : [];
	const [only] = quasis;
	if (quasis.length !== 1 || !isNode(only)) return undefined;
	const { value } = only;
	return typeof value === "object" && value !== null && "cooked" in value ? value.cooked : undefined;
}

function nodesIn(value: unknown): SyntaxNode[] {
	if (Array.isArray(value)) return value.flatMap(nodesIn);
	if (!isNode(value)) return [];
	return [value, ...Object.values(value).flatMap(nodesIn)];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function isNode(value: unknown): value is SyntaxNode {
	return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}
