// Completes package-lock.json after `npm install --package-lock-only`.
//
// A registry that lacks a platform's optional package (a mirror of what one platform needs, say) makes npm leave it out of
// the lock file, and `npm ci` then refuses that very lock file. Each one that is left out is added here, for the platform
// that its name says; npm passes over those of other platforms, and never asks for them.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = /(android|darwin|freebsd|linux|win32|openharmony|netbsd|openbsd|sunos|aix|wasi)/;
const processors = /(arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32)/;

for (const [path, holder] of Object.entries(lock.packages)) {
	for (const [name, version] of Object.entries(holder.optionalDependencies ?? {})) {
		const key = `node_modules/${name}`;
		const nested = `${path}/node_modules/${name}`;
		if (path === "" || lock.packages[key]?.version === version || lock.packages[nested]) continue;
		const os = systems.exec(name)?.[1];
		const cpu = processors.exec(name.replace(/^.*\//, ""))?.[1];
		if (!os || !cpu || lock.packages[key]) continue;
		lock.packages[key] = {
			version,
			cpu: [cpu],
			...(holder.dev ? { dev: true } : {}),
			...(os === "linux" ? { libc: [/musl/.test(name) ? "musl" : "glibc"] } : {}),
			optional: true,
			os: [os === "wasi" ? "wasip1" : os],
		};
	}
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, "\t")}\n`);
