import { defineConfig } from "vitest/config";
import { ClosingLine } from "./src/vitest/closing-line.js";
import { charla } from "./src/vitest/plugin.js";

/** The pure stages first, in milliseconds; then what needs the real engine; then the talk itself. */
export default defineConfig({
	test: {
		reporters: ["default", new ClosingLine()],
		projects: [
			{
				test: {
					name: "unit",
					include: ["src/**/*.test.ts", "test/**/*.test.ts"],
					exclude: ["**/*.live.test.ts"],
					// Fuzz tests take a second each, and ten where the machine is busy.
					testTimeout: 60_000,
					// Where no document says the language, charla speaks the user's.
					env: { LC_ALL: "C.UTF-8" },
					sequence: { groupOrder: 0 },
				},
			},
			{
				test: {
					name: "live",
					include: ["src/**/*.live.test.ts", "test/**/*.live.test.ts"],
					// They make machines of their own, as root; on an existing engine, the talk is the test.
					exclude: process.env.CHARLA_MACHINE === "system" ? ["**"] : [],
					fileParallelism: false,
					testTimeout: 600_000,
					hookTimeout: 1_800_000,
					sequence: { groupOrder: 1 },
				},
			},
			{
				plugins: [charla()],
				test: {
					name: "talk",
					include: ["docs/ubuconla-lxd/README.md"],
					sequence: { groupOrder: 2 },
				},
			},
		],
	},
});
