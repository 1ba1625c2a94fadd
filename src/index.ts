export type {
	Held,
	ImageView,
	InstanceView,
	Listening,
	Look,
	Mount,
	NatRule,
	Probe,
	ProcessView,
	Route,
	Said,
	SeenLink,
} from "./companion/look.js";
export type {
	AdaptationEntry,
	ClaimEntry,
	Counterexample,
	Judgement,
	NotAClaim,
	Observation,
	PlaceholderValue,
	PreparationEntry,
	Talk,
	Target,
	Text,
} from "./companion/talk.js";
export { claim, defineTalk, stub } from "./companion/talk.js";
