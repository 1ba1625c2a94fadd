import { expect, test } from "vitest";
import type { Check } from "../model/check.js";
import { checkText } from "./doctor.js";

const missing: Check = {
	name: "package",
	of: "zstd",
	ok: false,
	found: { code: "missing" },
	mend: "apt-get install zstd",
};

test("a check is said in each language, with the command that mends it", () => {
	expect(checkText(missing, "en")).toEqual({
		...{ name: "zstd", ok: false, found: "missing", expected: "Debian's package" },
		mend: "apt-get install zstd",
	});
	expect(checkText(missing, "es")).toMatchObject({ name: "zstd", found: "falta", expected: "el paquete de Debian" });
});

test("findings say what they know", () => {
	const found = (one: Check["found"]) => checkText({ name: "image", ok: true, found: one, mend: null }, "en").found;
	expect(found({ code: "image-sources", cached: true, canBeMade: false, had: 2 })).toBe("in the cache, this LXD has 2");
	expect(found({ code: "image-sources", cached: false, canBeMade: false, had: 0 })).toBe(
		"none, and no way to make one",
	);
	expect(found({ code: "answers", status: 503 })).toBe("answers 503");
	expect(found({ code: "fault", fault: { code: "no-pool" } })).toBe("this LXD has no storage pool");
});
