import { claim, defineCompanion } from "charla";

export default defineCompanion({
	language: "en",
	claims: [
		claim<{ statuses: Record<string, string> }>({
			id: "both-run",
			quote: "Both are running:",
			after: { statement: "lxc launch ubuntu:24.04 second" },
			observe: async (look) => {
				const names = ["first", "second"];
				const views = await Promise.all(names.map((name) => look.instance(name)));
				return { statuses: Object.fromEntries(names.map((name, at) => [name, views[at]?.status ?? "none"])) };
			},
			judge: ({ statuses }) => ({
				verdict: Object.values(statuses).every((status) => status === "Running") ? "holds" : "refuted",
				evidence: Object.entries(statuses).map(([what, value]) => ({ what, value })),
			}),
			counterexample: {
				because: "one of them is stopped",
				change: async (look) => {
					await look.must("lxc stop --force second");
					return () => look.must("lxc start second");
				},
			},
		}),
		claim<{ host: string; inside: string }>({
			id: "own-hostname",
			quote: "You are root in it, and the host name is the container's:",
			after: { statement: "hostname" },
			observe: async (look) => ({
				host: await look.host.hostname(),
				inside: await (await look.container("first")).hostname(),
			}),
			judge: ({ host, inside }) => ({
				verdict: inside === "first" && host !== inside ? "holds" : "refuted",
				evidence: [
					{ what: "on the host", value: host },
					{ what: "in the container", value: inside },
				],
			}),
			counterexample: { because: "seen without the container's UTS namespace", without: "uts" },
		}),
	],
	notClaims: [
		{
			quote: [
				"This tutorial shows containers, snapshots and files.",
				"Every step is shown as it looks in a terminal.",
				"You need to be root on the host.",
				"Launch two containers from the same image:",
				"Become another user, and come back:",
				"Leave the container:",
				"Take a snapshot, break the container, and restore it:",
			],
			because: "says what the page is about, or what the reader is to do",
		},
		{
			quote: "The command is gone now, so this fails:",
			because: "the statement below is meant to fail, and is held to that",
		},
	],
});
