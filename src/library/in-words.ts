import { Trouble } from "../look/obstacle.js";
import { MachineUnavailable } from "../machines/machine.js";
import { inputText } from "../messages/input.js";
import { machineFaultText } from "../messages/machine.js";
import { reasonText } from "../messages/reasons.js";
import { InputError } from "../model/input-fault.js";
import type { Language } from "../model/words.js";

/**
 * Gives an error that a stage threw with a code its message.
 * @param language where the error does not say it itself
 * @returns the same error
 */
export function inWords(error: unknown, language: Language): unknown {
	if (error instanceof InputError) error.message = inputText(error, error.language ?? language);
	if (error instanceof MachineUnavailable) error.message = machineFaultText(error.fault, language);
	if (error instanceof Trouble) error.message = reasonText(error.reason, language);
	return error;
}
