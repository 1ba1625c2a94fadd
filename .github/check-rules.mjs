// What may stand in a workflow of ours, on the parsed YAML: what is not allowed here is a problem. actionlint knows whether
// it is a workflow at all; see check.mjs.
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";

/** Machines of GitHub's that are thrown away after the job. Any other label or group may be a machine of somebody's. */
const hosted = ["ubuntu-24.04", "ubuntu-22.04", "ubuntu-24.04-arm", "ubuntu-22.04-arm", "ubuntu-latest"];
/** What may start a workflow: none of the events that run with our token on what somebody else wrote. */
const triggers = ["push", "pull_request", "schedule", "workflow_dispatch"];
/** What may start one with a job on a runner of our own, and talk.yml in any case: nobody but who may write to `main`. */
const ownTriggers = ["push", "schedule", "workflow_dispatch"];
/** The only jobs that may write, and what: by the workflow's file name. */
const writers = { "talk.yml": { propose: ["contents", "pull-requests"] } };

/**
 * The problems of a workflow.
 *
 * @param {string} name the file's name, `talk.yml`: some rules are those of one file
 * @param {string} text its YAML
 * @returns {{ line: number, message: string }[]}
 */
export function problemsIn(name, text) {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines });
	const problems = document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message }));
	if (problems.length > 0) return problems;
	const file = entries(document.toJS());
	const jobs = Object.entries(entries(file.jobs));
	const at = (path, message) => problems.push({ line: lineOf(document, lines, path), message });
	const own = name === "talk.yml" || jobs.some(([, job]) => !isHosted(job?.["runs-on"]));
	startedBy(file, own, at);
	readsOnly(file.permissions, ["permissions"], at);
	oneAtATime(file.concurrency, ["concurrency"], name, at);
	if (jobs.length === 0) at([], "No jobs were found. Expected `jobs:`.");
	for (const [id, job] of jobs) {
		const path = ["jobs", id];
		onOurs(job, path, at);
		mayWrite(job, path, writers[name]?.[id] ?? [], at);
		if (job?.concurrency !== undefined) oneAtATime(job.concurrency, [...path, "concurrency"], name, at);
		inTime(job, path, at);
		const steps = Array.isArray(job?.steps) ? job.steps : [];
		for (const [index, step] of steps.entries()) checkout(step, [...path, "steps", index], at);
	}
	everywhere(document, lines, problems);
	return problems.sort((a, b) => a.line - b.line);
}

/** The events, whether they are written as one name, a list or a map. */
function eventsOf(on) {
	if (typeof on === "string") return { [on]: null };
	if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
	return entries(on);
}

function startedBy({ on }, own, at) {
	const events = eventsOf(on);
	const allowed = own ? ownTriggers : triggers;
	if (Object.keys(events).length === 0) at(["on"], `No trigger was found. Expected some of: ${allowed.join(", ")}.`);
	for (const event of Object.keys(events)) {
		if (allowed.includes(event)) continue;
		const why = own ? "would start commands on a runner of our own" : "is none that may start a workflow";
		at(["on", event], `${event} ${why}. Expected only: ${allowed.join(", ")}.`);
	}
	if (own && "push" in events && JSON.stringify(events.push) !== '{"branches":["main"]}') {
		at(["on", "push"], "A push to any branch would run on a runner of our own. Expected `branches: [main]` alone.");
	}
}

/** A job without `runs-on` is another workflow's, which says for itself where it runs. */
function isHosted(runsOn) {
	const labels = Array.isArray(runsOn) ? runsOn : [runsOn];
	return labels.length === 1 && hosted.includes(labels[0]);
}

function onOurs(job, path, at) {
	if (isHosted(job?.["runs-on"])) return;
	if (job?.["runs-on"] === undefined)
		at(path, `The job does not say what it runs on. Expected \`runs-on: ${hosted[0]}\`.`);
	if (job?.permissions !== undefined && writes(job.permissions).length > 0) {
		at([...path, "permissions"], "A job on a runner of our own must not hold a token that can write.");
	}
}

/** What a `permissions:` lets write; everything but a map of `read` and `none` counts as that. */
function writes(permissions) {
	if (!isObject(permissions)) return [String(permissions)];
	return Object.entries(permissions).flatMap(([scope, access]) => (["read", "none"].includes(access) ? [] : [scope]));
}

function readsOnly(permissions, path, at) {
	if (permissions === undefined) at([], "Expected `permissions: contents: read` for the whole file.");
	else if (writes(permissions).length > 0) at(path, "Expected nothing but `read` and `none` for the whole file.");
}

function mayWrite(job, path, allowed, at) {
	if (job?.permissions === undefined) return;
	const more = writes(job.permissions).filter((scope) => !allowed.includes(scope));
	if (more.length > 0)
		at([...path, "permissions"], `${more.join(", ")}: this job may not write that. Expected \`read\`.`);
}

/** What runs on somebody's machine is not cut off: it takes away what it made. */
function oneAtATime(concurrency, path, name, at) {
	if (concurrency === undefined) at([], "Expected `concurrency:` for the whole file.");
	const cancels = isObject(concurrency) ? (concurrency["cancel-in-progress"] ?? false) : false;
	if (name === "talk.yml" && cancels !== false) at(path, "Expected `cancel-in-progress: false`: it would be cut off.");
}

function inTime(job, path, at) {
	const minutes = job?.["timeout-minutes"];
	if (!(typeof minutes === "number" && minutes > 0)) at(path, "Expected `timeout-minutes:`, a number.");
}

function checkout(step, path, at) {
	if (!/^actions\/checkout@/i.test(String(step?.uses))) return;
	if (String(step.with?.["persist-credentials"]) !== "false") {
		at(path, "The token would stay in the checkout's configuration. Expected `persist-credentials: false`.");
	}
}

/** Rules about a key wherever it stands. */
const keys = {
	uses: (action) =>
		/^\.\//.test(action) || /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action)
			? null
			: `${action} is not pinned. Expected a full commit, with its version in a comment.`,
	"continue-on-error": (value) =>
		value === "false" ? null : "A failure would be hidden. Expected no `continue-on-error`.",
	run: (script) => hides(script) ?? interpolates(script),
	script: (script) => interpolates(script),
};

function hides(script) {
	return /\|\|[\s\\]*((\/usr)?(\/bin\/)?true|:|exit 0|echo)(?![\w-])|^\s*set \+e/m.test(script)
		? "A failure would be hidden. Expected no `|| true`."
		: null;
}

/** GitHub puts the value into the script's text: whoever chooses a branch's name would write a command. */
function interpolates(script) {
	return script.includes("${{") ? "Expected no `${{ … }}` in a script: give it as `env:`, and write `$NAME`." : null;
}

function everywhere(document, lines, problems) {
	visit(document, {
		Pair(_, { key, value }) {
			const rule = isScalar(key) && Object.hasOwn(keys, String(key.value)) ? keys[String(key.value)] : null;
			const node = value?.resolve?.(document) ?? value;
			if (rule === null || !isScalar(node)) return;
			const message = rule(String(node.value));
			if (message !== null) problems.push({ line: lines.linePos(key.range[0]).line, message });
		},
	});
}

/** Where something stands, or the nearest of what it would stand in. */
function lineOf(document, lines, path) {
	for (let length = path.length; length > 0; length--) {
		const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
		const name = path[length - 1];
		const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && String(item.key?.value) === name) : null;
		const range = pair?.key?.range ?? (typeof name === "number" ? parent?.items?.[name]?.range : null);
		if (range) return lines.linePos(range[0]).line;
	}
	return 1;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const entries = (value) => (isObject(value) ? value : {});
