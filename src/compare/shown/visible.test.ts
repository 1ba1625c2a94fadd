import { expect, test } from "vitest";
import { visible } from "./visible.js";

test("shows bidirectional controls and control characters", () => {
	expect(visible("a\u202eb\u2066c\u0007d\u007f")).toBe("a⟨U+202E⟩b⟨U+2066⟩c␇d␡");
});

test("leaves lines, tabs, colours and joined emoji alone", () => {
	const text = "a\tb\n\u001b[31mc 👩\u200d💻";
	expect(visible(text)).toBe(text);
});
