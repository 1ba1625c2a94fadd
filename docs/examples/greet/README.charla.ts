import { defineCompanion } from "charla";

export default defineCompanion({
	files: ".",
	packages: ["nodejs", "npm"],
});
