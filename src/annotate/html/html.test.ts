import { describe, expect, test } from "vitest";
import { fixtureDocument, fixtureReport, print } from "../../../test/report.fixture.js";
import { reportIn } from "./data.js";
import { annotateHtml } from "./html.js";

const page = annotateHtml(fixtureDocument, fixtureReport());

describe("annotateHtml", () => {
	test("is one file with no script and nothing to fetch", () => {
		expect(page).toMatch(/^<!doctype html><html lang="es">/);
		expect(page).not.toContain("<script");
		expect(page).not.toMatch(/(?:src|href)="(?!#|https?:\/\/www\.|data:,)[^"]*"/);
		expect(page).toContain("default-src &#x27;none&#x27;");
	});

	test("has an address for every step and every claim, and every link within it leads somewhere", () => {
		const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
		for (const id of ["s1", "s7", "claim-names-differ", "network", "namespaces", "time", "ledger"]) {
			expect(ids).toContain(id);
		}
		const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
		expect(targets.length).toBeGreaterThan(20);
		expect(targets.filter((target) => !ids.has(target))).toEqual([]);
		expect(ids.size).toBe([...page.matchAll(/ id="([^"]+)"/g)].length);
	});

	test("keeps the document's words, and its lines as they are copied", () => {
		expect(page).toContain("Esa imagen se utiliza para crear nuevos contenedores.");
		const plain = page.replace(/<[^>]+>/g, "");
		expect(plain).toContain("lxc remote add lxc-img images.linuxcontainers.org\nlxc launch trusty-amd64 [container]\n");
	});

	test("closes the gaps between heading levels", () => {
		expect(page).toContain('<h3 id="sec-uts">UTS</h3>');
	});

	test("draws the measured network and namespaces, in words too", () => {
		expect(page).toContain("veth8b2a173f (host) y eth0 (demo-gqpn) son los dos extremos de un par veth.");
		expect(page).toMatch(/<svg role="img"[^>]*>.*<title id="network-picture-title">/);
		expect(page).toContain(">uts 4026532181</text>");
		expect(page).toContain(">time = compartido</text>");
	});

	test("lets nothing of an output or of the document's HTML act", () => {
		const report = fixtureReport();
		const evil =
			"<script>alert(1)</script><img src=x onerror=alert(1)>\u001b]0;t\u0007\u001b[31mred\u001b[0m\u202eevil</template>";
		print(report, 2, evil);
		const made = annotateHtml(
			`${fixtureDocument}\n<script>alert(2)</script>\n\n<b onclick="x()">b</b>\n\n![pic](https://x.example/y.png)\n`,
			report,
		);
		expect(made).not.toMatch(/<script|<img|onclick=/);
		for (const character of ["\u001b", "\u202e"]) expect(made).not.toContain(character);
		expect(made).toContain('<span class="ansi-red">red</span>⟨U+202E⟩evil');
		expect(made).toContain('<a href="https://x.example/y.png" class="image">pic</a>');
		expect(reportIn(made)?.steps[2]?.attempts[0]?.output[0]?.text).toContain("</template>");
	});
});

describe("the report in the page", () => {
	test("can be read back", () => {
		expect(reportIn(page)?.claims).toEqual(fixtureReport().claims);
	});

	test("is nothing where there is none or it is broken", () => {
		expect(reportIn("<p>hello</p>")).toBeNull();
		expect(reportIn('<template id="charla-report">{"steps":</template>')).toBeNull();
		expect(reportIn('<template id="charla-report">{"steps":[]}</template>')).toBeNull();
	});
});
