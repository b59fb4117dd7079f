/**
 * Places: where in a YAML file a value or a key stands, and how it is written there.
 */
import { isMap, isNode, isScalar, type Document, type LineCounter, type YAMLMap } from 'yaml'

export type Path = readonly PropertyKey[]

/** What is wrong somewhere in a file. */
export interface Problem {
  /** Characters from the beginning of the file. */
  readonly offset: number
  /** `key: expected, got`. */
  readonly text: string
}

/** More lines than anybody reads. */
const MOST_LINES = 20

/** Problems as lines in the file's order, each with its place; of many, the first and how many more there are. */
export function problemLines(
  problems: readonly Problem[],
  lines: LineCounter,
  file: string,
): readonly string[] {
  const told = problems
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, MOST_LINES)
    .map(({ offset, text }) => {
      const { line, col } = lines.linePos(offset)
      // An empty file has no lines.
      return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)} ${text}`
    })
  const more = problems.length - told.length
  return more === 0 ? told : [...told, `and ${more} more`]
}

/** Where the value at a path begins, or what it would stand in if it is not there. */
export function offsetOf(document: Document, path: Path): number {
  const node = nodeAt(document, path)
  if (isNode(node) && node.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1))
}

/** Where a key of the mapping at a path stands. */
export function offsetOfKey(document: Document, path: Path, key: string): number {
  const map = nodeAt(document, path) as YAMLMap
  // A key may be a number, or a list, and is told by its text then.
  const node = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.key
  return isNode(node) && node.range ? node.range[0] : offsetOf(document, path)
}

/** The value at a path as it is written; texts in quotes. */
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
