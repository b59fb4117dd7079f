/**
 * Schemata: a source with all its mutants at once, chosen at run time by a number.
 *
 * Each mutated expression `e` becomes `(mutant === 7 ? e' : e)`, each mutated statement an `if`. Mutants of
 * inner expressions are in `e` only: just one is ever active. The text is for the bundler, which erases types
 * without a check.
 *
 * Loops count their rounds, since a mutant may make one endless.
 */
import {
  isBlock,
  isExpressionStatement,
  isStatement,
  SyntaxKind,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast'
import { mutatedText, type GeneratedMutant } from '../generated-mutant.ts'
import { childrenOf, runsAtLoad, switchableAround, type Switchable } from './syntax.ts'

/** Names of the variable that selects a mutant and of the function that counts rounds, in the bundle. */
export const ACTIVE = '$mutant'
export const ROUND = '$round'

export interface Schema {
  readonly text: string
  /** Mutants that act while the module is loaded: selecting one later has no effect. */
  readonly atLoad: ReadonlySet<string>
}

/** @param numbers the number that selects each mutant, by id. */
export function schemaOf(
  file: SourceFile,
  mutants: readonly GeneratedMutant[],
  numbers: ReadonlyMap<string, number>,
): Schema {
  const at = new Map<Node, { readonly where: Switchable; readonly mutants: GeneratedMutant[] }>()
  const atLoad = new Set<string>()
  for (const mutant of mutants) {
    const where = switchableAround(file, mutant)
    if (runsAtLoad(where.node)) atLoad.add(mutant.id)
    const before = at.get(where.node)
    if (before === undefined) at.set(where.node, { where, mutants: [mutant] })
    else before.mutants.push(mutant)
  }
  const write = (node: Node): string => withLoops(node, file, withMutants(node))
  const withMutants = (node: Node): string => {
    const inner = separated(node, written(node, file, write))
    const entry = at.get(node)
    if (entry === undefined) return inner
    const { kind } = entry.where
    const variant = (mutant: GeneratedMutant): string => {
      const text = mutatedText(mutant, file.text)
      return text.slice(node.getStart(file), node.end + text.length - file.text.length)
    }
    const selects = (mutant: GeneratedMutant): string => `${ACTIVE} === ${numbers.get(mutant.id)!}`
    if (kind === 'statement') {
      const cases = entry.mutants.map((mutant) => `if (${selects(mutant)}) { ${variant(mutant)} } else`)
      return `${cases.join(' ')} { ${inner} }`
    }
    // `{ a }` reads the variable `a`; the variant is `a: b`.
    const value = (text: string): string => (kind === 'shorthand' ? text.slice(text.indexOf(':') + 1) : text)
    const cases = entry.mutants.map((mutant) => `${selects(mutant)} ? (${value(variant(mutant))}) :`)
    const whole = `(${cases.join(' ')} (${inner}))`
    return kind === 'shorthand' ? `${inner}: ${whole}` : whole
  }
  return { text: write(file), atLoad }
}

/** The node's text with its children written anew. */
function written(node: Node, file: SourceFile, write: (node: Node) => string): string {
  let text = ''
  let from = node.kind === SyntaxKind.SourceFile ? 0 : node.getStart(file)
  for (const child of childrenOf(node)) {
    const start = child.getStart(file)
    if (start < from) continue
    text += file.text.slice(from, start) + write(child)
    from = child.end
  }
  return text + file.text.slice(from, node.end)
}

/** Without semicolons, a statement that begins with a bracket would go on with the one before. */
function separated(node: Node, text: string): string {
  const follows = isExpressionStatement(node) && LISTS.has(node.parent.kind) && text.startsWith('(')
  return follows ? `;${text}` : text
}

const LISTS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Block,
  SyntaxKind.SourceFile,
  SyntaxKind.CaseClause,
  SyntaxKind.DefaultClause,
])

const LOOPS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
])

/** The body of a loop starts with a count, which is told which loop it is: its offset. */
function withLoops(node: Node, file: SourceFile, text: string): string {
  if (!isStatement(node) || !LOOPS.has(node.parent?.kind)) return text
  const round = `${ROUND}(${node.getStart(file)})`
  return isBlock(node) ? `{ ${round}; ${text.slice(1)}` : `{ ${round}; ${text} }`
}
