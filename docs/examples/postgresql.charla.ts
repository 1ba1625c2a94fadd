import { claim, defineCompanion } from "charla";

const proxy = "proxy listen=tcp:127.0.0.1:15432 connect=tcp:127.0.0.1:5432";

/** What a server of PostgreSQL's answers to a request for TLS is one letter: S or N. */
const ask =
	"exec 9<>/dev/tcp/127.0.0.1/15432 && printf '\\0\\0\\0\\10\\4\\322\\26\\57' >&9 && timeout 5 head -c 1 <&9; exec 9>&-";

export default defineCompanion({
	language: "en",
	images: ["debian-12"],
	placeholders: { image: { exactly: "debian-12" }, PORT: { exactly: "15432" } },
	statements: [{ statement: "apt-get install -qq -y postgresql", timeout: 300 }],
	claims: [
		claim<{ online: string }>({
			id: "runs",
			quote: "The server runs:",
			after: { statement: "pg_lsclusters --no-header | cut -d' ' -f1-4" },
			observe: async (look) => ({ online: (await look.run("lxc exec db -- pg_lsclusters --no-header")).stdout.trim() }),
			judge: ({ online }) => ({
				verdict: / online /.test(online) ? "holds" : "refuted",
				evidence: [{ what: "pg_lsclusters", value: online }],
			}),
			counterexample: {
				because: "the server is stopped",
				change: async (look) => {
					await look.must("lxc exec db -- systemctl stop postgresql@15-main");
					return () => look.must("lxc exec db -- systemctl start postgresql@15-main");
				},
			},
		}),
		claim<{ exitCode: number | null; said: string }>({
			id: "once-only",
			quote: "A user can be made once only:",
			observe: async (look) => {
				const { exitCode, stderr } = await look.run("lxc exec db -- su - postgres -c 'createuser ada'");
				return { exitCode, said: stderr.trim() };
			},
			judge: ({ exitCode, said }) => ({
				verdict: exitCode !== 0 && said.includes("already exists") ? "holds" : "refuted",
				evidence: [{ what: "createuser ada", value: said }],
			}),
			counterexample: {
				because: "the user is renamed, so that there is none of that name",
				change: async (look) => {
					const rename = (from: string, to: string) =>
						look.must(`lxc exec db -- su - postgres -c 'psql -c "alter role ${from} rename to ${to}"'`);
					await rename("ada", "eve");
					return async () => {
						await look.must("lxc exec db -- su - postgres -c 'dropuser --if-exists ada'");
						await rename("eve", "ada");
					};
				},
			},
		}),
		claim<{ most: string }>({
			id: "connections",
			quote: "100",
			after: { statement: `su postgres -c "psql -Atc 'show max_connections' library"` },
			observe: async (look) => ({
				most: (await look.must(`lxc exec db -- su - postgres -c "psql -Atc 'show max_connections'"`)).stdout.trim(),
			}),
			judge: ({ most }) => ({
				verdict: most === "100" ? "holds" : "refuted",
				evidence: [{ what: "max_connections", value: most }],
			}),
			counterexample: {
				because: "the server is started with another value",
				change: async (look) => {
					const set = (value: string) =>
						look.must(
							`lxc exec db -- su - postgres -c "psql -c 'alter system set max_connections = ${value}'" && lxc exec db -- systemctl restart postgresql@15-main`,
						);
					await set("50");
					return () => set("default");
				},
			},
		}),
		claim<{ listening: boolean; said: string }>({
			id: "port-leads-to-server",
			quote: "The port of the host leads to the server.",
			observe: async (look) => {
				const ports = (await look.host.sockets()).map(({ port }) => port);
				return { listening: ports.includes(15432), said: (await look.run(ask)).stdout };
			},
			judge: ({ listening, said }) => ({
				verdict: listening && /^[SN]$/.test(said) ? "holds" : "refuted",
				evidence: [
					{ what: "port 15432 listens on the host", value: String(listening) },
					{ what: "answer to a request for TLS", value: said },
				],
			}),
			counterexample: {
				because: "the device that forwards the port is taken away",
				change: async (look) => {
					await look.must("lxc config device remove db postgres");
					return () => look.must(`lxc config device add db postgres ${proxy}`);
				},
			},
		}),
	],
	notClaims: [
		{
			quote: [
				"A database server in a container of its own, with its port on the host.",
				"Launch a container from an image, debian-12 say, and wait for its network:",
				"Open a shell in it, and install the server:",
				"Make a user and a database, as the server's own user:",
				"Other machines reach it by a port of the host's:",
			],
			because: "says what the reader is to do, or what the page is about",
		},
		{ quote: ["setting", "default", "max_connections"], because: "the head of a table, and what its row is about" },
	],
});
