import type { Step } from "../model/plan.js";
import { variableIn } from "../shell-language/variable-name.js";
import type { Shell } from "./shell/shell.js";
import { variableValue } from "./shell/variable-value.js";

/**
 * What the containers are called that a document names by a variable (`lxc exec $X -- bash`): what the document's shell on the
 * host says when a shell is opened in it, and from then on the same one, whatever becomes of the variable.
 */
export class ContainerNames {
	readonly #known = new Map<string, string>();

	/**
	 * The step with names instead of variables; the step itself where it has none, or where nothing sets the variable.
	 * @param host the document's shell on the host
	 */
	async of(step: Step, host: () => Promise<Shell>): Promise<Step> {
		const { container, opens } = step;
		if (opens?.container && step.place === "host") this.#known.delete(opens.container);
		const opened = opens?.container ? { ...opens, container: await this.#nameOf(opens.container, host) } : opens;
		const inside = container === null ? null : await this.#nameOf(container, host);
		const same = opened?.container === opens?.container && inside === container;
		return same ? step : { ...step, container: inside, opens: opened };
	}

	async #nameOf(written: string, host: () => Promise<Shell>): Promise<string> {
		const variable = variableIn(written);
		if (variable === null) return written;
		const name = this.#known.get(written) ?? (await variableValue(await host(), variable));
		if (name === "") return written;
		this.#known.set(written, name);
		return name;
	}
}
