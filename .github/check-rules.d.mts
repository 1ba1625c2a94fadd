/** The problems of a workflow; `name` is its file's name, as some rules are those of one file. */
export function problemsIn(name: string, text: string): { line: number; message: string }[];
