/** Proxies, as programs read them in small letters and in capitals: their addresses. */
const proxies = ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy"];

/** Where no proxy is asked, and where package managers find their registries. */
const others = [
	...["no_proxy", "NO_PROXY", "npm_config_registry", "NPM_CONFIG_REGISTRY"],
	...["PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "UV_DEFAULT_INDEX", "GOPROXY"],
];

/** Variables that name a file with the certificate authorities that a program trusts. */
export const authorityVariables = [
	...["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT", "GIT_SSL_CAINFO"],
];

/** Where Debian keeps all authorities in one file. */
const bundle = "/etc/ssl/certs/ca-certificates.crt";

/**
 * The variables of the real machine that a machine gets, so that registries behind a proxy or a mirror work: their names.
 * A proxy on the real machine's loopback is left out: a machine does not reach it.
 */
export function networkVariables(environment: NodeJS.ProcessEnv): string[] {
	const set = (name: string) => (environment[name] ?? "") !== "";
	const both = proxies.flatMap((name) => [name, name.toUpperCase()]);
	return [...both.filter((name) => set(name) && !isLoopback(environment[name] ?? "")), ...others.filter(set)];
}

/**
 * What a machine with the real one's authorities is told of them: settings `NAME=value`. Node does not read the system's
 * file by itself; the other variables are told only where the real machine has them.
 *
 * @param any whether there are authorities of the real machine's own
 */
export function authoritySettings(environment: NodeJS.ProcessEnv, any: boolean): string[] {
	if (!any) return [];
	const names = authorityVariables.filter((name) => name === "NODE_EXTRA_CA_CERTS" || environment[name]);
	return names.map((name) => `${name}=${bundle}`);
}

function isLoopback(address: string): boolean {
	const host = address
		.replace(/^\w+:\/\//, "")
		.replace(/^[^/@]*@/, "")
		.replace(/\/.*$/, "");
	return /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i.test(host);
}
