import { expect, test } from "vitest";
import { MarkedStream } from "./marked-stream.js";

const word = "0123456789abcdef";
const other = "fedcba9876543210";

/** A stream and what is handed on before the nonce. */
function awaiting(stream: MarkedStream) {
	let before = "";
	const mark = stream.next([other, word], (bytes) => {
		before += bytes.toString("utf8");
	});
	const rest = mark.then((found) => found?.rest ?? null);
	return { rest, before: () => before };
}

test("hands on what comes before the nonce, however it is cut", async () => {
	const stream = new MarkedStream();
	const { rest, before } = awaiting(stream);
	for (const piece of ["out", "put 0123456", "789abcdef 0 ", "x\nlater"]) stream.feed(Buffer.from(piece));
	expect(await rest).toBe(" 0 x");
	expect(before()).toBe("output ");
	const second = awaiting(stream);
	stream.feed(Buffer.from(`\n${word}\n`));
	expect(await second.rest).toBe("");
	expect(second.before()).toBe("later\n");
});

test("that ends hands on all that it had", async () => {
	const stream = new MarkedStream();
	const { rest, before } = awaiting(stream);
	stream.feed(Buffer.from("no such instance\n"));
	stream.end();
	expect(await rest).toBeNull();
	expect(before()).toBe("no such instance\n");
});

test("that has ended before anybody waits says so", async () => {
	const stream = new MarkedStream();
	stream.end();
	const first = awaiting(stream);
	expect([await first.rest, first.before()]).toEqual([null, ""]);
});

test("keeps what follows a nonce for whoever waits next, and drops what comes while nobody does", async () => {
	const stream = new MarkedStream();
	const first = awaiting(stream);
	stream.feed(Buffer.from(`${word} 7\nsecond\n`));
	expect(await first.rest).toBe(" 7");
	stream.feed(Buffer.from("dropped\n"));
	const second = awaiting(stream);
	stream.feed(Buffer.from(`${other}\n`));
	expect([await second.rest, second.before()]).toEqual(["", "second\n"]);
});

test("holds back nothing but a nonce's beginning", () => {
	const stream = new MarkedStream();
	const { before } = awaiting(stream);
	stream.feed(Buffer.from("Continue? [Y/n] "));
	expect(before()).toBe("Continue? [Y/n] ");
	stream.feed(Buffer.from("abc 0123"));
	expect(before()).toBe("Continue? [Y/n] abc ");
});
