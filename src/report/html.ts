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

/**
 * JSON for a `<script type="application/json">` element. `<` and `>` are written as JSON escapes, so that no
 * text can close the element or open a comment.
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
