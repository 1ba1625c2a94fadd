#!/usr/bin/env node
import isNumber from "is-number";

const [name = "world", times = "1"] = process.argv.slice(2);
if (!isNumber(times)) {
	console.error(`greet: ${times} is no number`);
	process.exitCode = 1;
} else {
	for (let count = 0; count < Number(times); count++) console.log(`Hello, ${name}!`);
}
