import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { annotate } from "../../src/annotate/annotate.js";
import { fixtureDocument, fixtureReport } from "../report.fixture.js";
import { openChromium } from "./chromium.fixture.js";

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "charla-page-"));
const report = fixtureReport();
const hostile = report.steps[6]?.attempts[0];
hostile?.output.push({
	stream: "stderr",
	text: `<script>document.title="taken"</script>\u001b[31mred\u001b[0m \u202etxet\n${"long ".repeat(80)}\n`,
});
const made = annotate(fixtureDocument, report);

let browser: Browser;

beforeAll(async () => {
	browser = await openChromium();
	writeFileSync(join(folder, "page.html"), made.html);
});

afterAll(async () => {
	await browser?.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The page, and everything that it said and asked for. */
async function open(width: number, colorScheme: "light" | "dark" = "light") {
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
	const page = await context.newPage();
	const said: string[] = [];
	const asked: string[] = [];
	page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
	page.on("pageerror", (error) => said.push(String(error)));
	page.on("request", (request) => asked.push(request.url()));
	const address = pathToFileURL(join(folder, "page.html")).href;
	await page.goto(address);
	return { page, said, asked: asked.filter((url) => url !== address && !url.startsWith("data:")) };
}

async function axe(page: Page, rules?: string[]): Promise<string[]> {
	await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
	const options = rules ? { runOnly: { type: "rule", values: rules } } : {};
	const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
	return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe.each([360, 1400])("the page at %i px", (width) => {
	test("opens with nothing on the console and asks for nothing", async () => {
		const { page, said, asked } = await open(width);
		expect([said, asked]).toEqual([[], []]);
		expect(await page.title()).toBe("ubuconla-lxd · Documento anotado");
	});

	test("is no wider than the window", async () => {
		const { page } = await open(width);
		expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
	});

	test.each(["light", "dark"] as const)("passes the rules for accessibility, in %s", async (scheme) => {
		const { page } = await open(width, scheme);
		await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true })');
		expect(await axe(page)).toEqual([]);
	});

	test("sets host and container side by side where there is room, else one below the other", async () => {
		const { page } = await open(width);
		const [host, container] = [page.locator(".pane.host").first(), page.locator(".pane.container").first()];
		const [left, right] = [await host.boundingBox(), await container.boundingBox()];
		if (left === null || right === null) throw new Error("no comparison is shown");
		const beside = Math.abs(left.y - right.y) < 2 && right.x > left.x + left.width;
		const below = Math.abs(left.x - right.x) < 2 && right.y > left.y + left.height - 1;
		expect({ beside, below }).toEqual({ beside: width > 1000, below: width <= 1000 });
		expect(await page.locator(".pane .differs").allTextContents()).toEqual(["debian12\n", "demo-gqpn\n"]);
	});
});

test("is dark where the reader's system is, and paper is white", async () => {
	const { page } = await open(1400, "dark");
	const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
	expect(await ground()).toBe("rgb(21, 23, 26)");
	await page.emulateMedia({ media: "print", colorScheme: "light" });
	expect(await ground()).toBe("rgb(255, 255, 255)");
	expect(await page.locator("nav").isVisible()).toBe(false);
});

test("leads to every step and claim by its address", async () => {
	const { page } = await open(1400);
	const dead = await page.evaluate<string[]>(
		`[...document.querySelectorAll('a[href^="#"]')].map((a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !document.getElementById(id))`,
	);
	expect(await page.locator('a[href^="#"]').count()).toBeGreaterThan(20);
	expect(dead).toEqual([]);
	await page.click('a[href="#s6"]');
	expect(new URL(page.url()).hash).toBe("#s6");
	await expect.poll(() => page.locator("#s6").evaluate((step) => step.getBoundingClientRect().top)).toBeLessThan(900);
});

test("does nothing that an output says", async () => {
	const { page } = await open(1400);
	expect(await page.locator("script").count()).toBe(0);
	expect(await page.title()).not.toBe("taken");
	expect(await page.locator("#s7 .output").textContent()).toContain(
		'<script>document.title="taken"</script>red ⟨U+202E⟩txet',
	);
});

test("shows the measured names in its pictures, each with a title and words", async () => {
	const { page } = await open(1400);
	const pictures = page.locator("svg");
	expect(await pictures.count()).toBe(3);
	const wrong = await page.evaluate<string[]>(
		`[...document.querySelectorAll("svg")].flatMap((svg) => {
			const parsed = new DOMParser().parseFromString(new XMLSerializer().serializeToString(svg), "image/svg+xml");
			const errors = [...parsed.querySelectorAll("parsererror")].map((error) => error.textContent);
			const words = [svg.querySelector("title"), svg.querySelector("desc")];
			return [...errors, ...words.filter((node) => !node?.textContent).map(() => "no words")];
		})`,
	);
	expect(wrong).toEqual([]);
	const text = await page.locator("#network svg").textContent();
	for (const name of [
		"tap0",
		"lxcbr0",
		"10.0.3.1/24",
		"veth8b2a173f",
		"veth 17 ↔ 16",
		"eth0",
		"10.0.3.179/24",
		"MASQUERADE",
	]) {
		expect(text).toContain(name);
	}
});

test("keeps every label of a picture within its box", async () => {
	const { page } = await open(1400);
	const out = await page.evaluate<string[]>(
		`[...document.querySelectorAll("svg .node")].flatMap((node) => {
			const box = node.querySelector("rect, path").getBoundingClientRect();
			return [...node.querySelectorAll("text")].filter((text) => {
				const label = text.getBoundingClientRect();
				return label.left < box.left || label.right > box.right || label.top < box.top || label.bottom > box.bottom;
			}).map((text) => text.textContent);
		})`,
	);
	expect(await page.locator("svg .node text").count()).toBeGreaterThan(20);
	expect(out).toEqual([]);
});

test("has Mermaid in the Markdown that Mermaid draws, with the measured names", async () => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.addScriptTag({ content: readFileSync(require.resolve("mermaid/dist/mermaid.min.js"), "utf8") });
	const diagrams = [...made.markdown.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, text]) => text ?? "");
	const drawn: string[] = [];
	for (const [index, text] of diagrams.entries()) {
		drawn.push(
			await page.evaluate<string>(
				`mermaid.render("d${index}", ${JSON.stringify(text)}).then(({ svg }) => { document.body.innerHTML = svg; return document.body.textContent })`,
			),
		);
	}
	expect(drawn).toHaveLength(3);
	for (const name of ["tap0", "lxcbr0", "veth8b2a173f", "eth0", "10.0.3.179/24"]) expect(drawn[0]).toContain(name);
	expect(drawn[1]).toContain("uts 4026532181");
	expect(drawn[2]).toContain("Namespaces › UTS");
});
