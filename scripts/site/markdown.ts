/**
 * Markdown as HTML: headings get the anchors that a code host gives them, links are rewritten by the caller.
 */
import MarkdownIt from 'markdown-it'

/** The anchor of a heading: lower case, hyphens for blanks, without punctuation. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** A part of a page below a heading, as text for the search. */
export interface Part {
  readonly heading: string
  readonly anchor: string
  readonly text: string
}

export interface Rendered {
  readonly html: string
  readonly parts: readonly Part[]
}

/** Renders Markdown. `link` gives the new address of a link or picture. */
export function render(markdown: string, link: (address: string) => string): Rendered {
  const md = new MarkdownIt({ html: true })
  const anchors = new Map<string, number>()
  const tokens = md.parse(markdown, {})
  const parts: { heading: string; anchor: string; text: string }[] = [{ heading: '', anchor: '', text: '' }]
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const heading = tokens[index + 1]!.content
      const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      const wanted = anchorOf(plain)
      const times = anchors.get(wanted) ?? 0
      anchors.set(wanted, times + 1)
      const anchor = times === 0 ? wanted : `${wanted}-${times}`
      token.attrSet('id', anchor)
      parts.push({ heading: plain.replaceAll('`', ''), anchor, text: '' })
    } else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') {
      parts.at(-1)!.text += `${token.content} `
    } else if (token.type === 'fence') {
      parts.at(-1)!.text += `${token.content} `
    } else if (token.type === 'html_block') {
      token.content = token.content.replaceAll(
        /\b(href|src)="([^"]+)"/g,
        (_all, name: string, address: string) => `${name}="${link(address)}"`,
      )
    }
    for (const child of token.children ?? []) {
      const name = child.type === 'image' ? 'src' : child.type === 'link_open' ? 'href' : undefined
      const address = name === undefined ? null : child.attrGet(name)
      if (name !== undefined && address !== null) child.attrSet(name, link(String(address)))
    }
  }
  const html = md.renderer
    .render(tokens, md.options, {})
    .replaceAll('<table>', '<div class="table"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">')
  return { html, parts }
}
