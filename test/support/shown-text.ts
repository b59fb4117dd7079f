/**
 * Shown text: what the top of a report tells, from its question to the title of its first chart, without what
 * differs between commits and between verified and other runs; of an audit, to its first story.
 */

/** One line for each heading, sentence and card. */
export function shownText(html: string): string {
  const cards = /<dl class="metrics">.*?<\/dl>/s.exec(html)?.[0] ?? ''
  const part = (pattern: RegExp, of = html): readonly string[] =>
    [...of.matchAll(pattern)].map(([, text]) => plain(text!))
  return [
    ...part(/<h1>(.*?)<\/h1>/gs),
    ...part(/<p class="answer">(.*?)<\/p>/gs),
    ...part(/<div><dt>(.*?<\/dd>)<\/div>/gs, cards),
    ...part(/<ol class="steps">(.*?)<\/ol>/gs).slice(0, 1),
    ...part(/<figcaption><h3>(.*?)<\/h3>/gs).slice(0, 1),
  ].join('\n')
}

/** The description that a PNG carries; undefined if it has none. */
export function descriptionOf(png: Buffer): string | undefined {
  const head = 'iTXtDescription\0\0\0\0\0'
  const at = png.indexOf(head)
  if (at < 0) return undefined
  return png.subarray(at + head.length, at + 4 + png.readUInt32BE(at - 4)).toString()
}

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
