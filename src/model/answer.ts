/** What a reader types when a command asks. Plain data. */
export interface Answer {
	/** What is asked: a pattern on what the command has printed since the last answer. */
	asks: { pattern: string; flags: string };
	/** What is typed, without the Enter that follows it. */
	types: string;
}

/** A question that a command asked, and what was typed. */
export interface Answered {
	question: string;
	typed: string;
}
