/**
 * What a claim's observation may do with the live machine. Filled in with the probes that claims need.
 */
export interface Look {
	/** Runs a command on the machine's host and returns what it printed; its failure is an error. */
	host(command: string): Promise<string>;
}
