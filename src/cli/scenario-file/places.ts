/**
 * Places: source positions and source text of keys and values in a YAML file.
 */
import { isMap, isNode, isScalar, type Document, type LineCounter, type YAMLMap } from 'yaml'

export type Path = readonly PropertyKey[]

/** An error at a position of a file. */
export interface Problem {
  /** Offset in characters from the start of the file. */
  readonly offset: number
  /** `key: expected, got`. */
  readonly text: string
}

/** Most problems listed in one message. */
const MOST_LINES = 20

/** One line per problem, `file:line:column text`, in file order. A long list ends with the number omitted. */
export function problemLines(
  problems: readonly Problem[],
  lines: LineCounter,
  file: string,
): readonly string[] {
  const shown = problems
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, MOST_LINES)
    .map(({ offset, text }) => {
      const { line, col } = lines.linePos(offset)
      // An empty file has no lines.
      return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)} ${text}`
    })
  const more = problems.length - shown.length
  return more === 0 ? shown : [...shown, `and ${more} more`]
}

/** Offset of the value at a path, or of the nearest enclosing value when it is missing. */
export function offsetOf(document: Document, path: Path): number {
  const node = nodeAt(document, path)
  if (isNode(node) && node.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1))
}

/** Offset of a key of the mapping at a path. */
export function offsetOfKey(document: Document, path: Path, key: string): number {
  const map = nodeAt(document, path) as YAMLMap
  // A key may be a number, so keys are compared as text.
  const node = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.key
  return isNode(node) && node.range ? node.range[0] : offsetOf(document, path)
}

/** Source text of the value at a path; strings in quotes. */
export function writtenAt(document: Document, path: Path): string {
  const node = nodeAt(document, path)
  if (isScalar(node))
    return typeof node.value === 'string' ? JSON.stringify(node.value) : node.source || 'nothing'
  if (!isNode(node)) return 'nothing'
  return isMap(node) ? 'a mapping' : 'a list'
}

function nodeAt(document: Document, path: Path): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true)
}
