import { expect, test } from "vitest";
import { UntilNonce } from "./until-nonce.js";

const word = "0123456789abcdef";

/** A stream and what is handed on before the nonce. */
function awaiting(stream: UntilNonce) {
	let before = "";
	const rest = stream.next(word, (bytes) => {
		before += bytes.toString("utf8");
	});
	return { rest, before: () => before };
}

test("hands on what comes before the nonce, however it is cut", async () => {
	const stream = new UntilNonce();
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
	const stream = new UntilNonce();
	const { rest, before } = awaiting(stream);
	stream.feed(Buffer.from("no such instance\n"));
	stream.end();
	expect(await rest).toBeNull();
	expect(before()).toBe("no such instance\n");
});

test("that has ended before anybody waits loses nothing", async () => {
	const stream = new UntilNonce();
	stream.feed(Buffer.from(`first\n${word} 7\nno such instance\n`));
	stream.end();
	const [first, second, third] = [awaiting(stream), awaiting(stream), awaiting(stream)];
	expect([await first.rest, first.before()]).toEqual([" 7", "first\n"]);
	expect([await second.rest, second.before()]).toEqual([null, "no such instance\n"]);
	expect([await third.rest, third.before()]).toEqual([null, ""]);
});
