import { expect, it } from "vitest";
import { visible } from "./visible.js";

it("shows bidirectional controls and control characters", () => {
	expect(visible("a\u202eb\u2066c\u0007d\u007f")).toBe("a⟨U+202E⟩b⟨U+2066⟩c␇d␡");
});

it("leaves lines, tabs, colours and joined emoji alone", () => {
	const text = "a\tb\n\u001b[31mc 👩\u200d💻";
	expect(visible(text)).toBe(text);
});
