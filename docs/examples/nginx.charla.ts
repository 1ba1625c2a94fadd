import { claim, defineCompanion } from "charla";

export default defineCompanion({
	language: "en",
	statements: [{ statement: "apt-get install -qq -y nginx-light", timeout: 300 }],
	claims: [
		claim<{ address: string; gateway: string; bridge: string[] }>({
			id: "address-from-bridge",
			quote: "The container gets its address from LXD's bridge.",
			after: { statement: "lxc list web --columns ns --format csv" },
			observe: async (look) => {
				const container = await look.container("web");
				const addresses = (await container.links()).flatMap((link) => link.addresses);
				const bridge = await look.bridge();
				return {
					address: addresses.find((address) => !address.startsWith("127.") && !address.includes(":")) ?? "",
					gateway: (await container.routes()).find(({ destination }) => destination === "default")?.gateway ?? "",
					bridge: (await look.host.links()).find(({ name }) => name === bridge)?.addresses ?? [],
				};
			},
			judge: ({ address, gateway, bridge }) => ({
				verdict: bridge.some((one) => one.startsWith(`${gateway}/`) && sameNetwork(address, one)) ? "holds" : "refuted",
				evidence: [
					{ what: "address in the container", value: address },
					{ what: "its gateway", value: gateway },
					{ what: "address of the bridge", value: bridge.join(", ") },
				],
			}),
			counterexample: { because: "the container without its network namespace", without: "net" },
		}),
		claim<{ running: boolean; sound: boolean }>({
			id: "nginx-runs",
			quote: "nginx is running now, and its configuration is sound:",
			after: { statement: "nginx -t" },
			observe: async (look) => ({
				running: (await look.run("lxc exec web -- pidof nginx")).exitCode === 0,
				sound: (await look.run("lxc exec web -- nginx -tq")).exitCode === 0,
			}),
			judge: ({ running, sound }) => ({
				verdict: running && sound ? "holds" : "refuted",
				evidence: [
					{ what: "a process nginx", value: String(running) },
					{ what: "nginx -tq succeeds", value: String(sound) },
				],
			}),
			counterexample: {
				because: "nginx is stopped",
				change: async (look) => {
					await look.must("lxc exec web -- systemctl stop nginx");
					return () => look.must("lxc exec web -- systemctl start nginx");
				},
			},
		}),
	],
	notClaims: [
		{
			quote: [
				"nginx [engine x] is an HTTP web server.",
				"This page puts one into a system container and asks it for a page.",
				"You need a host with LXD.",
				"Wait until the container has an address:",
			],
			because: "says what the page is about, or what the reader is to do",
		},
		{
			quote: ["The log of the container has the request:", "A container that is running is not deleted:"],
			because: "what is shown below it says the same, and is compared",
		},
	],
});

function sameNetwork(address: string, gateway: string): boolean {
	return address.split(".").slice(0, 3).join(".") === gateway.split(".").slice(0, 3).join(".");
}
