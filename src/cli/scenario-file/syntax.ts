/**
 * Syntax: what is no YAML, or more of it than a scenario file needs, in the words of every other mistake.
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

/** What the parser calls them, as `expected, got`. */
const WORDS: Partial<Record<YAMLParseError['code'], string>> = {
  TAB_AS_INDENT: 'expected spaces as indentation, got a tab',
  MULTIPLE_DOCS: 'expected one document, got another after ---',
  BAD_ALIAS: 'expected a value, got an alias of nothing',
}

/** A document, and what is wrong with its syntax. Its content is undefined if that cannot be told. */
export interface Syntax {
  readonly document: Document
  readonly problems: readonly Problem[]
  readonly content: unknown
}

/** Reads YAML 1.2 as plain data: mappings, lists, texts, numbers and flags. */
export function readSyntax(text: string, lines: LineCounter): Syntax {
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problems = [...document.errors.map((error) => problemOf(error, document)), ...aliases(document)]
  return { document, problems, content: problems.length > 0 ? undefined : document.toJS() }
}

function problemOf({ code, message, pos }: YAMLParseError, document: Document): Problem {
  const [offset] = pos
  if (code === 'DUPLICATE_KEY') {
    return { offset, text: `${keyAt(document, offset)}: expected each key once, got it again` }
  }
  return { offset, text: `(file): ${WORDS[code] ?? `expected YAML, got a mistake: ${message}`}` }
}

/** The key that stands there, with those above it: `set.holders`. */
function keyAt(document: Document, offset: number): string {
  let found = '(file)'
  visit(document, {
    Pair: (_index, { key }, above) => {
      if (!isScalar(key) || key.range?.[0] !== offset) return
      const keys = above.flatMap((node) => (isPair(node) && isScalar(node.key) ? [node.key.value] : []))
      found = [...keys, key.value].join('.')
    },
  })
  return found
}

/** A scenario file has no use for aliases, which a few lines of can stand for gigabytes. */
function aliases(document: Document): readonly Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Alias: (_index, { source, range }) => {
      problems.push({ offset: range?.[0] ?? 0, text: `(file): expected a value, got the alias *${source}` })
    },
  })
  return problems
}
