import { expect, test } from "vitest";
import { entering } from "./entering.js";

test("all namespaces of a process are entered, but for those that are left out", () => {
	const all = "nsenter -t 7 -m -r -w -p -u -n -i -U -C --";
	expect(entering(7, []).join(" ")).toBe(all);
	expect(entering(7, ["net"]).join(" ")).toBe(all.replace(" -n", ""));
	expect(entering(7, ["mnt", "uts"]).join(" ")).toBe("nsenter -t 7 -p -n -i -U -C --");
});
