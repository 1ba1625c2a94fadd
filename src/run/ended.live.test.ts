import { expect, test } from "vitest";
import { bind } from "../bind/bind.js";
import { verify } from "../library/verify.js";
import { read } from "../read/read.js";

test.each(["systemctl poweroff", "reboot -f"])(
	"%s: it has failed, what follows is skipped, and the report is there",
	async (ending) => {
		const markdown = `# Ended\n\n\`\`\`\necho before\n${ending}\necho after\nsleep 1\n\`\`\`\n`;
		const { plan } = bind(read(markdown, "ended.md").script, { companion: null, runId: "test" });
		const { steps, works, transcript } = await verify(plan, null, { machine: "debian:12/lxd", install: true });
		expect(steps.map(({ verdict }) => verdict)).toEqual(["as-written", "failed", "skipped", "skipped"]);
		expect(transcript.steps[1]?.attempts.at(-1)?.failure).toEqual({ kind: "machine-ended" });
		expect(transcript.steps[2]?.skipped).toMatchObject({ code: "machine-ended" });
		expect(transcript.leftovers).toEqual([]);
		expect(works).toBe(false);
	},
	120_000,
);
