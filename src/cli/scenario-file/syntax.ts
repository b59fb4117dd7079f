/**
 * Syntax: parses YAML and reports syntax errors, and YAML features that scenario files do not support, in the
 * same format as other errors.
 */
import {
  isPair,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type LineCounter,
  type YAMLParseError,
} from 'yaml'
import type { Problem } from './places.ts'

/** Parser error codes as `expected …, got …`. */
const WORDS: Partial<Record<YAMLParseError['code'], string>> = {
  TAB_AS_INDENT: 'expected spaces as indentation, got a tab',
  MULTIPLE_DOCS: 'expected one document, got another after ---',
  BAD_ALIAS: 'expected a value, got an alias without an anchor',
}

/** A parsed document and its syntax errors. `content` is undefined when there are errors. */
export interface Syntax {
  readonly document: Document
  readonly problems: readonly Problem[]
  readonly content: unknown
}

/** Parses YAML 1.2 into plain data: mappings, lists, strings, numbers and booleans. */
export function readSyntax(text: string, lines: LineCounter): Syntax {
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problems = [...document.errors.map((error) => problemOf(error, document)), ...aliases(document)]
  return { document, problems, content: problems.length > 0 ? undefined : document.toJS() }
}

function problemOf({ code, message, pos }: YAMLParseError, document: Document): Problem {
  const [offset] = pos
  if (code === 'DUPLICATE_KEY') {
    return { offset, text: `${keyAt(document, offset)}: expected each key once, got a duplicate` }
  }
  return { offset, text: `(file): ${WORDS[code] ?? `expected valid YAML, got a syntax error: ${message}`}` }
}

/** Path of the key at an offset, with its parents: `set.holders`. */
function keyAt(document: Document, offset: number): string {
  let keyPath = '(file)'
  visit(document, {
    Pair: (_index, { key }, above) => {
      if (!isScalar(key) || key.range?.[0] !== offset) return
      const keys = above.flatMap((node) => (isPair(node) && isScalar(node.key) ? [node.key.value] : []))
      keyPath = [...keys, key.value].join('.')
    },
  })
  return keyPath
}

/** Rejects aliases: scenario files do not need them, and nested aliases can expand to gigabytes. */
function aliases(document: Document): readonly Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Alias: (_index, { source, range }) => {
      problems.push({ offset: range?.[0] ?? 0, text: `(file): expected a value, got the alias *${source}` })
    },
  })
  return problems
}
