/**
 * YAML input: a text checked by a schema, with the line of what is wrong and an example of a correct one.
 */
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type * as z from 'zod'

/** What is wrong with a YAML text, each with its line. */
export interface YamlProblem {
  /** `audit.yaml:3: …`, one line each. */
  readonly detail: string
  /** The outermost key of the first problem; undefined for a list, or a text that is no YAML. */
  readonly key: string | undefined
}

/** The checked value, or what is wrong. An empty text is `empty`. */
export function readYaml<T extends z.ZodType>(
  text: string,
  file: string,
  schema: T,
  empty: unknown,
): { readonly value: z.output<T> } | { readonly problem: YamlProblem } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const told = document.errors.map(
      ({ message, pos: [at] }) => `${file}:${lines.linePos(at).line}: ${message}`,
    )
    return { problem: { detail: told.join('\n'), key: undefined } }
  }
  let value: unknown
  try {
    value = document.toJS()
  } catch (error) {
    // An alias without an anchor, or more aliases than any file needs.
    return { problem: { detail: `${file}: ${(error as Error).message}`, key: undefined } }
  }
  const parsed = schema.safeParse(value ?? empty)
  if (parsed.success) return { value: parsed.data }
  const { issues } = parsed.error
  const told = issues.map(({ message, path, ...issue }) => {
    // An unknown key is reported at its parent.
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const place = unknown === undefined ? path : [...path, unknown]
    const line = lineOf(document, lines, place)
    return `${file}${line === undefined ? '' : `:${line}`}: ${place.map(String).join('.')}${place.length === 0 ? '' : ': '}${message}`
  })
  const first = issues[0]?.path[0]
  return { problem: { detail: told.join('\n'), key: typeof first === 'string' ? first : undefined } }
}

/** The line of a place; of what contains it where it is missing. */
function lineOf(document: Document, lines: LineCounter, place: readonly PropertyKey[]): number | undefined {
  for (let length = place.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(place.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}
