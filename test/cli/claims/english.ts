/** Sentences that the page of claims shows in English in both languages. */
export function englishOnly(html: string): readonly string[] {
  const untranslated = [...html.matchAll(/<span lang="en-GB">([^<]*)</g)]
  // A part that stays as it is must be a name, such as `to-ratio`, and not a piece of a sentence.
  const halves = [
    ...html.matchAll(/<span lang="es">([^<]*(?<![\w-])(?:the|of|to|and|with|is|at|in)(?![\w-])[^<]*)</g),
  ]
  return [...untranslated, ...halves].map(([, text]) => text!)
}
