export { claim, defineTalk } from "./companion/talk.js";
