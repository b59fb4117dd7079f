/**
 * HTML templates: interpolated text is escaped; {@link Html} values are inserted unchanged.
 */

/** Trusted markup, inserted without escaping. */
export interface Html {
  readonly html: string
}

export type Content = Html | string | number | readonly Content[]

/** Template tag: escapes interpolated text and concatenates lists. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: strings.map((text, index) => text + render(contents[index] ?? '')).join('') }
}

/** Marks a string as trusted markup, such as the project's own stylesheet. Nothing is escaped. */
export function raw(markup: string): Html {
  return { html: markup }
}

export const nothing: Html = raw('')

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
