import { claim, defineTalk } from "charla";

export default defineTalk({
	language: "en",
	images: ["debian-12"],
	placeholders: {
		image: { exactly: "debian-12" },
		name: "cache",
		PORT: { exactly: "16379" },
	},
	timeouts: [{ of: { statement: "lxc exec {{ name }} -- apt-get install -qq -y redis-server" }, seconds: 300 }],
	claims: [
		claim<{ exitCode: number | null; said: string }>({
			id: "answers",
			quote: "The server answers:",
			after: { statement: "lxc exec {{ name }} -- redis-cli ping" },
			observe: async (look) => {
				const { exitCode, stdout } = await look.run(`lxc exec ${look.name("name")} -- redis-cli ping`);
				return { exitCode, said: stdout.trim() };
			},
			judge: ({ exitCode, said }) => ({
				verdict: exitCode === 0 && said === "PONG" ? "holds" : "refuted",
				evidence: [{ what: "redis-cli ping", value: said }],
			}),
			counterexample: {
				because: "the server is stopped",
				change: async (look) => {
					await look.must(`lxc exec ${look.name("name")} -- systemctl stop redis-server`);
					return () => look.must(`lxc exec ${look.name("name")} -- systemctl start redis-server`);
				},
			},
		}),
		claim<{ listening: boolean; said: string }>({
			id: "port-leads-to-server",
			quote: "The port of the host leads to the server.",
			after: { statement: 'echo "$answer"' },
			observe: async (look) => {
				const ports = (await look.host.listening()).map(({ port }) => port);
				const ask = "exec 9<>/dev/tcp/127.0.0.1/16379 && printf 'PING\\r\\n' >&9 && timeout 5 head -n 1 <&9; exec 9>&-";
				return { listening: ports.includes(16379), said: (await look.run(ask)).stdout.trim() };
			},
			judge: ({ listening, said }) => ({
				verdict: listening && said === "+PONG" ? "holds" : "refuted",
				evidence: [
					{ what: "port 16379 listens on the host", value: String(listening) },
					{ what: "answer to PING", value: said },
				],
			}),
			counterexample: {
				because: "the device that forwards the port is taken away",
				change: async (look) => {
					const name = look.name("name");
					await look.must(`lxc config device remove ${name} redis`);
					return () =>
						look.must(
							`lxc config device add ${name} redis proxy listen=tcp:127.0.0.1:16379 connect=tcp:127.0.0.1:6379`,
						);
				},
			},
		}),
	],
	notClaims: [
		{
			quote: [
				"A key-value store in a container of its own, with its port on the host.",
				"Launch a container from an image, debian-12 say:",
				"Install the server in it:",
				"Give it a port on the host:",
			],
			because: "says what the reader is to do, or what the page is about",
		},
		{
			quote: ["setting", "default", "maxmemory", "no limit"],
			because: "a table; its value is the output shown below it",
		},
	],
});
