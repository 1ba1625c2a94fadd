import { expect, expectTypeOf, test } from "vitest";
import { type ClaimEntry, type Companion, claim, defineCompanion } from "./definition.js";

/** An observation's type may be an interface, whose keys TypeScript does not take for an index signature. */
interface HostNames {
	host: string;
	inside?: string;
}

test("a claim's observation is typed by its interface, and the companion takes it", () => {
	const names = claim<HostNames>({
		id: "names",
		quote: "It has a name.",
		observe: async (look) => ({ host: await look.host.hostname() }),
		judge: (seen) => {
			expectTypeOf(seen).toEqualTypeOf<HostNames>();
			return { verdict: seen.host === "" ? "refuted" : "holds", evidence: [] };
		},
		counterexample: { because: "it is taken away", falsify: (seen) => ({ ...seen, host: "" }) },
	});
	expectTypeOf(defineCompanion({ claims: [names] })).toEqualTypeOf<Companion>();
	expect(names.judge({ host: "a" }).verdict).toBe("holds");
});

test("an observation is an object of its claim's type, and only namespaces can be left out", () => {
	const one: ClaimEntry<HostNames> = {
		id: "one",
		quote: "One.",
		observe: async () => ({ host: "a" }),
		judge: () => ({ verdict: "holds", evidence: [] }),
		counterexample: { because: "x", without: "net" },
	};
	// @ts-expect-error a number is no observation
	claim<number>({ ...one, observe: async () => 1 });
	// @ts-expect-error `host` is missing
	claim<HostNames>({ ...one, observe: async () => ({ inside: "a" }) });
	// @ts-expect-error there is no such namespace
	claim<HostNames>({ ...one, counterexample: { because: "x", without: "nett" } });
	expect(claim(one)).toBe(one);
});
