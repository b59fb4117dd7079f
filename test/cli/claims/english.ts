/** Sentences that the page of claims shows in English in both languages. */
export function englishOnly(html: string): readonly string[] {
  const untranslated = [...html.matchAll(/<span lang="en-GB">([^<]*)</g)]
  // A part that stays as it is, such as a name, must not be a piece of a sentence.
  const halves = [...html.matchAll(/<span lang="es">([^<]*\b(?:the|of|to|and|with|is|at|in)\b[^<]*)</g)]
  return [...untranslated, ...halves].map(([, text]) => text!)
}
