import pc from "picocolors";
import { describe, expect, test } from "vitest";
import { fixtureReport } from "../../test/report.fixture.js";
import { wordsIn } from "../messages/summary.js";
import type { Report, ReportedClaim, ReportedStep } from "../model/report.js";
import { summary } from "./summary.js";

const words = wordsIn("en");
const plain = pc.createColors(false);

/** The summary of the fixture's report after a change, in English unless it says otherwise. */
function said(change: (report: Report) => void = () => {}): string {
	const report: Report = { ...fixtureReport(), language: "en" };
	change(report);
	return summary(report, plain);
}

const step = ({ steps }: Report, index: number, more: Partial<ReportedStep>): void => {
	Object.assign(steps[index] ?? expect.fail("no such step"), more);
};
const claim = ({ claims }: Report, index: number, more: Partial<ReportedClaim>): void => {
	Object.assign(claims[index] ?? expect.fail("no such claim"), more);
};

test("a run that is as declared: the machine, a line a section, drift, claims, the verdict", () => {
	expect(said().replace(/ +$/gm, "")).toBe(`docs/ubuconla-lxd/README.md
debian:12/lxd · Debian 12 (bookworm) · LXD 5.0.2 · Linux 6.18.44
image: Debian 12 (bookworm), made by mmdebstrap

  LXD › Creación                                 0.6 s  ≈✓
  Namespaces › UTS                               1.2 s  ✓✓✓✓ +1
  Namespaces › Network                           0.3 s  ✓

Drift
  ≈ line 8: ese servidor dejó de hablar la API de LXD (since 2021)
      - lxc remote add lxc-img images.linuxcontainers.org
      + lxc remote add lxc-img https://127.0.0.1:8443 --public

${words.claims}: 2, ${words.holding(1)}
  ≈ docs/ubuconla-lxd/README.md:11:3  «Esa imagen se utiliza para crear nuevos contenedores.»
      refuted: la imagen es otra (since 2024-04)
  ${words.canFail}: 1/2

The document works · 7 statements: 6 as written, 1 adapted · sentences not covered: 0 · 30.8 s
`);
});

test("the same in Spanish, and in colours where they are wanted", () => {
	expect(summary(fixtureReport(), plain)).toContain("7 sentencias: 6 tal cual, 1 adaptada");
	expect(summary(fixtureReport(), pc.createColors(true))).toContain("\u001b[32m✓");
	expect(said()).not.toContain("\u001b");
});

describe("what is not as declared", () => {
	test("is named with its place, both verdicts, and the end of what it printed", () => {
		const text = said((report) => {
			const stderr = "1\n2\n\u001b[31m3\u001b[0m\n4\n5\n6\n";
			step(report, 1, { verdict: "failed", reason: "exit code 1", written: "a \\\n  b", stderr });
			report.works = false;
		});
		expect(text).toContain("  LXD › Creación                                 0.6 s  ≈✗");
		expect(text).toContain(`${words.notAsDeclared}\n  ✗ docs/ubuconla-lxd/README.md:9:1  a \\ ⏎ b\n`);
		expect(text).toMatch(/^ {6}.*as written.*failed.*: exit code 1\n {6}│ 2\n {6}│ 3\n {6}│ 4\n {6}│ 5\n {6}│ 6\n\n/m);
		expect(text).toContain(`${words.worksNot} · 7 statements: 5 as written, 1 adapted, 1 failed · `);
	});

	test("shows the difference of an output, whole", () => {
		const diff = ["- one", "+ two", "", "a", "b", "c", "d"].join("\n");
		expect(said((report) => step(report, 1, { verdict: "failed", diff }))).toContain(
			"      │ - one\n      │ + two\n      │ a\n      │ b\n      │ c\n      │ d\n",
		);
	});

	test("is a claim with its evidence, and one that cannot fail with the reason", () => {
		const text = said((report) => {
			claim(report, 0, { verdict: "refuted", reason: "they are the same", counterexample: "holds" });
			claim(report, 0, { counterexampleTrouble: "nothing\nchanged" });
		});
		expect(text).toContain(`${words.claims}: 2, ${words.holding(0)}
  ✗ docs/ubuconla-lxd/README.md:29:1  «Ambos contenedores tienen nombres diferentes.»
      refuted (${words.declared} «holds»): they are the same
      │ host: debian12
      │ contenedor: demo-gqpn
`);
		expect(text).toContain(`${words.canFail}: 0/2`);
		expect(text).toMatch(/^ {2}✗ names-differ: .* \(holds\): nothing ⏎ changed$/m);
	});
});

describe("what was not run, prepared or taken away", () => {
	test("is listed by reason, with lines", () => {
		const text = said((report) => {
			for (const at of [3, 4]) step(report, at, { verdict: "skipped", reason: "no root" });
			claim(report, 0, { observed: false, verdict: "untestable", reason: "not here" });
			report.incomplete = true;
		});
		expect(text).toContain("Not run (2)\n  - no root: 24, 25\n");
		expect(text).toContain("  - not here: 29\n");
		expect(text).toContain(`${words.claims}: 1, ${words.holding(0)}`);
		expect(text).toContain(`${words.incomplete} · 7 statements: 4 as written, 1 adapted, 2 skipped · `);
	});

	test("a section of which nothing was run has no line of its own", () => {
		expect(said((report) => step(report, 6, { verdict: "skipped", reason: "no root" }))).not.toMatch(/› Network/);
	});

	test("is said of preparations, leftovers, caches and names of today", () => {
		const text = said((report) => {
			const [preparation] = report.preparations;
			Object.assign(preparation ?? expect.fail(), { failed: "no such\ninstance", exitCode: 1 });
			report.leftovers.push("mount /mnt");
			report.machine.cached.push("the root");
			report.drift = [{ what: "bridge", written: "lxcbr0", now: "lxdbr0", reason: "renamed", since: "2.0" }];
		});
		expect(text).toContain("  - lxc stop --force demo-gqpn (1): no such ⏎ instance\n");
		expect(text).toContain("Left on the real machine\n  mount /mnt\n");
		expect(text).toContain("from the cache: the root\n");
		expect(text).toContain("  ≈ lxcbr0 → lxdbr0: renamed (since 2.0)\n");
	});
});
