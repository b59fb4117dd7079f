/**
 * HTML as text: what is interpolated is escaped, unless it is HTML already.
 */

/** Markup that may be put into a page as it is. */
export interface Html {
  readonly html: string
}

export type Content = Html | string | number | readonly Content[]

/** Builds markup; every text that is put in is escaped, lists are joined. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: strings.map((text, index) => text + render(contents[index] ?? '')).join('') }
}

/** Markup that is known to be safe, such as a stylesheet of the project's own. */
export function raw(markup: string): Html {
  return { html: markup }
}

export const nothing: Html = raw('')

/**
 * Data for a `<script type="application/json">`. Without `<` no text in it can close the element or open a comment; JSON reads the
 * escapes back as the same characters.
 */
export function inlineJson(data: unknown): Html {
  return raw(
    JSON.stringify(data)
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029'),
  )
}

function render(content: Content): string {
  if (typeof content === 'string') return escape(content)
  if (typeof content === 'number') return content.toString()
  return 'html' in content ? content.html : content.map(render).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}
