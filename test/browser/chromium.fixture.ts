import { existsSync } from "node:fs";
import { execaSync } from "execa";
import { type Browser, chromium } from "playwright-core";

const executablePath = "/usr/bin/chromium";
const quietly = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** Debian's Chromium, installed where it is missing and can be. */
export async function openChromium(): Promise<Browser> {
	if (!existsSync(executablePath)) install();
	return await chromium.launch({ executablePath, args: quietly });
}

function install(): void {
	const command = "apt-get install -y --no-install-recommends chromium fonts-dejavu-core";
	if (process.getuid?.() !== 0) throw new Error(`The browser tests were not run: there is no Chromium. Run ${command}`);
	process.stderr.write(`Chromium is missing; installing it: ${command}\n`);
	execaSync("sh", ["-c", `apt-get update -qq && ${command}`], { stdio: ["ignore", "ignore", "inherit"] });
}
