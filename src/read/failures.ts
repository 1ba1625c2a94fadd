/** How a sentence says that what was typed before it fails. */
const failing: Record<string, RegExp> = {
	en: /\b(?:(?:you|we)(?:['’]ll| will| should)? (?:get|see|receive) an? (?:\w+ )?error\b|(?:results?|ends?|fails?) (?:in|with) an? (?:\w+ )?error\b|(?:this|it|that|th(?:e|is) (?:last |second |first )?command)(?: will| should| is going to| must)? fails?\b|returns? an error\b|you (?:do not|don['’]t|cannot|can['’]t|will not|won['’]t) (?:get|have) an?\b|is (?:denied|refused|not permitted)\b)/i,
	es: /\b(?:(?:obten\w+|obtendr\w+|ver[aá]s?|veremos|recib\w+|dar[aá]|da|devuelve|devolver[aá]|produce) un(?: mensaje de)? error\b|(?:esto|este comando|el comando|la orden)?\s?(?:falla|fallar[aá])\b|no (?:obtienes|obtendr[aá]s|se obtiene|obtenemos) una?\b|(?:es|ser[aá]) (?:denegad[oa]|rechazad[oa]))/iu,
	pt: /\b(?:(?:voc[eê] )?(?:obt[eé]m|obter[aá]|ver[aá]|receber[aá]|dar[aá]|d[aá]|retorna|retornar[aá]) um(?:a mensagem de)? erro\b|(?:isso|este comando|o comando)?\s?(?:falha|falhar[aá])\b|(?:é|ser[aá]) (?:negad[oa]|recusad[oa]))/iu,
};

/** What may come true or not, or is said of something else: `If you see an error …`. */
const conditional =
	/^(?:if|in case|when|should|unless|otherwise|note that if|si|en caso|cuando|de lo contrario|se|caso|quando)\b|\b(?:might|may|could|podr[ií]a|puede que|pode|poderia)\b/iu;

/** Whether a sentence says, and not only fears, that the statement before it fails. */
export function saysItFails(sentence: string, language: string | null): boolean {
	if (conditional.test(sentence)) return false;
	const patterns = language !== null && Object.hasOwn(failing, language) ? [failing[language]] : Object.values(failing);
	return patterns.some((pattern) => pattern?.test(sentence) === true);
}
