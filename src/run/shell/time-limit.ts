/** Waits for a promise, but not for ever. */
export async function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T | "timeout"> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<"timeout">((resolve) => {
		timer = setTimeout(() => resolve("timeout"), ms);
	});
	try {
		return await Promise.race([promise, limit]);
	} finally {
		clearTimeout(timer);
	}
}
