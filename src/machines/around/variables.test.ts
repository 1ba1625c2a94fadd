import { expect, it as test } from "vitest";
import { authoritySettings, networkVariables } from "./variables.js";

test("names the proxies and registries that are set", () => {
	const environment = {
		https_proxy: "http://proxy.example:3128",
		HTTPS_PROXY: "http://user:secret@proxy.example:3128",
		http_proxy: "",
		no_proxy: "localhost",
		npm_config_registry: "https://npm.example/",
		PIP_INDEX_URL: "https://pip.example/simple",
		PATH: "/bin",
		AWS_SECRET_ACCESS_KEY: "x",
	};
	expect(networkVariables(environment)).toEqual([
		...["https_proxy", "HTTPS_PROXY", "no_proxy", "npm_config_registry", "PIP_INDEX_URL"],
	]);
});

test.each([
	["http://localhost:3128", []],
	["127.0.0.1:3128", []],
	["http://user:secret@[::1]:3128/", []],
	["http://localhost.example:3128", ["http_proxy"]],
	["http://10.0.0.1:3128", ["http_proxy"]],
])("of a proxy at %s a machine is told %j", (http_proxy, told) => {
	expect(networkVariables({ http_proxy })).toEqual(told);
});

test("tells Node of the authorities, and other programs where the real machine does", () => {
	const file = "/etc/ssl/certs/ca-certificates.crt";
	expect(authoritySettings({ PIP_CERT: "/opt/ours.pem" }, true)).toEqual([
		`NODE_EXTRA_CA_CERTS=${file}`,
		`PIP_CERT=${file}`,
	]);
	expect(authoritySettings({ PIP_CERT: "/opt/ours.pem" }, false)).toEqual([]);
});
