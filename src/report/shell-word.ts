/** Shell words: text as one word of a POSIX shell. */

/** The text, in single quotes unless it needs none. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,#-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
