import { afterEach, describe, expect, test, vi } from "vitest";
import { claim } from "../companion/definition.js";
import { Obstacle } from "../look/obstacle.js";
import type { PlannedClaim } from "../model/plan.js";
import { LateChanges } from "./late-changes.js";
import type { LookContext } from "./looks.js";
import { OBSERVE_MS, observe } from "./observe.js";

const planned = { id: "c", names: {}, isolates: false } as unknown as PlannedClaim;
/** Nothing here looks at a machine. */
const late = new LateChanges();
const context = { look: () => ({ end: async () => {} }), late } as unknown as LookContext;

type Entry = Parameters<typeof claim<{ n: number }>>[0];

const observed = (more: object, counterexamples = true) => {
	const entry: Entry = {
		...{ id: "c", quote: "c", judge: () => ({ verdict: "holds", evidence: [] }) },
		observe: async () => ({ n: 1 }),
		counterexample: { because: "x", falsify: ({ n }) => ({ n: n + 1 }) },
		...more,
	};
	return observe(planned, claim(entry), context, counterexamples);
};

afterEach(() => void vi.useRealTimers());

test("a counterexample without two namespaces leaves both out at once", async () => {
	const left: unknown[] = [];
	const looks = {
		look: (_: unknown, without: readonly string[]) => {
			left.push(without);
			return { end: async () => {} };
		},
	} as unknown as LookContext;
	const entry = claim({
		...{ id: "c", quote: "c", observe: async () => ({}), judge: () => ({ verdict: "holds", evidence: [] }) },
		counterexample: { because: "x", without: ["net", "uts"] },
	});
	await observe(planned, entry, looks, true);
	expect(left).toEqual([[], ["net", "uts"]]);
});

describe("what a companion's own functions may do", () => {
	test("observe and falsify", async () => {
		expect(await observed({})).toMatchObject({
			observed: { n: 1 },
			trouble: null,
			counterexample: { observed: { n: 2 }, trouble: null },
		});
		expect((await observed({}, false)).counterexample).toBeNull();
	});

	test("throw, here or there", async () => {
		const thrown = async () => {
			throw new Error("no network");
		};
		expect(await observed({ observe: thrown })).toMatchObject({
			observed: null,
			trouble: { code: "text", text: "no network" },
		});
		const falsify = () => {
			throw new Error("ff");
		};
		expect((await observed({ counterexample: { because: "x", falsify } })).counterexample).toEqual({
			observed: null,
			trouble: { code: "text", text: "ff" },
		});
	});

	test("return what is not plain data", async () => {
		const { trouble } = await observed({ observe: async () => ({ n: () => 1 }) });
		expect(trouble).toMatchObject({ code: "not-plain-data" });
	});

	test("never come to an end", async () => {
		vi.useFakeTimers();
		const never = observed({ observe: () => new Promise(() => {}) });
		await vi.advanceTimersByTimeAsync(OBSERVE_MS + 1);
		expect(await never).toMatchObject({
			observed: null,
			trouble: { code: "took-too-long", what: "observe", seconds: 120 },
		});
	});

	test("be told that this machine does not let them", async () => {
		const reason = { code: "namespaces-need-root" } as const;
		const observe = async () => {
			throw new Obstacle(reason);
		};
		expect(await observed({ observe })).toMatchObject({
			obstacle: reason,
			counterexample: { obstacle: reason },
		});
	});
});

describe("a change of the machine", () => {
	/** The counterexample's record after a change whose parts take so long, and what was done to the machine. */
	async function changed({ changeMs, undoMs }: { changeMs: number; undoMs: number }) {
		vi.useFakeTimers();
		const done: string[] = [];
		const change = async () => {
			await sleep(changeMs);
			done.push("changed");
			return async () => {
				await sleep(undoMs);
				done.push("undone");
			};
		};
		const observing = observed({ counterexample: { because: "x", change } });
		await vi.advanceTimersByTimeAsync(2 * OBSERVE_MS + 2);
		return { done, record: (await observing).counterexample };
	}

	/** Milliseconds that nothing takes. */
	const NEVER_MS = 100 * OBSERVE_MS;

	test("is undone after the look", async () => {
		const { done, record } = await changed({ changeMs: 1, undoMs: 1 });
		expect(done).toEqual(["changed", "undone"]);
		expect(record).toMatchObject({ observed: { n: 1 }, trouble: null });
	});

	test("is undone as soon as it has ended, where that is late", async () => {
		const { done, record } = await changed({ changeMs: 2.5 * OBSERVE_MS, undoMs: 1 });
		expect(done).toEqual([]);
		const settled = late.settle(OBSERVE_MS);
		await vi.advanceTimersByTimeAsync(OBSERVE_MS);
		await settled;
		expect(done).toEqual(["changed", "undone"]);
		expect(record).toEqual({ observed: null, trouble: { code: "took-too-long", what: "change", seconds: 120 } });
	});

	test.each([
		["whose change never ends", { changeMs: NEVER_MS, undoMs: 1 }, "change"],
		["that is never undone", { changeMs: 1, undoMs: NEVER_MS }, "undo"],
	])("%s is recorded as such", async (_, times, what) => {
		const { done, record } = await changed(times);
		expect(record).toMatchObject({ observed: null, trouble: { code: "took-too-long", what } });
		const settled = late.settle();
		await vi.advanceTimersByTimeAsync(OBSERVE_MS);
		await settled;
		expect(done).not.toContain("undone");
		expect(record).toEqual({ observed: null, trouble: { code: "not-undone" } });
	});
});

function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
