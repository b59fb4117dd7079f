/**
 * First assignment of a variable that starts at zero: there `x += e` is `x = e`. A sum with 0 is the other
 * number, of any integer type, and cannot overflow.
 */
import { child, list, walk, word, type AstNode } from './ast.ts'
import type { Site } from './operator.ts'

/**
 * Whether the variable that a node assigns is zero before. False when in doubt: for state, apart from
 * immutables in a constructor; in a loop, or beside a modifier or assembly, which may run or write it twice;
 * and where an earlier statement, or the rest of its own, names it.
 */
export function isFirstAssignment({ node, above, source }: Site): boolean {
  const variable = child(node, 'leftHandSide')!['referencedDeclaration']
  const callable = above.find(({ nodeType }) => nodeType === 'FunctionDefinition')
  if (typeof variable !== 'number' || callable === undefined) return false
  if (above.some(({ nodeType }) => LOOPS.has(nodeType)) || !runsOnce(callable)) return false
  // The order within a statement is not that of its text.
  const statement = above[above.findLastIndex(({ nodeType }) => BLOCKS.has(nodeType)) + 1] ?? node
  const { end } = source.range(statement)
  let named = 0
  walk(callable, (each) => {
    if (each['referencedDeclaration'] === variable && source.range(each).start < end) named++
  })
  return named === 1 && zeros(callable, above).has(variable)
}

const LOOPS: ReadonlySet<string> = new Set(['ForStatement', 'WhileStatement', 'DoWhileStatement'])
const BLOCKS: ReadonlySet<string> = new Set(['Block', 'UncheckedBlock'])

/** Whether a body runs as it is written. */
function runsOnce(callable: AstNode): boolean {
  let once = true
  walk(callable, (each) => {
    const isModifier = each.nodeType === 'ModifierInvocation' && each['kind'] !== 'baseConstructorSpecifier'
    if (isModifier || each.nodeType === 'InlineAssembly') once = false
  })
  return once
}

/** Declarations of what is zero when a function starts: results, variables without a value, immutables. */
function zeros(callable: AstNode, above: readonly AstNode[]): ReadonlySet<number> {
  const declared = [...list(child(callable, 'returnParameters')!, 'parameters')]
  walk(callable, (each) => {
    if (each.nodeType === 'VariableDeclarationStatement' && child(each, 'initialValue') === undefined)
      declared.push(...list(each, 'declarations'))
  })
  // Only the constructor of its own contract can write an immutable.
  const contract = above.find(({ nodeType }) => nodeType === 'ContractDefinition')
  if (contract !== undefined && callable['kind'] === 'constructor')
    for (const each of list(contract, 'nodes'))
      if (word(each, 'mutability') === 'immutable' && child(each, 'value') === undefined) declared.push(each)
  return new Set(declared.map(({ id }) => id))
}
