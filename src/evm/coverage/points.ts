/**
 * Points: what can be covered in a source: its functions, statements and branches, from solc's syntax tree.
 *
 * - A branch is a place where execution goes one of two ways: `if`, `? :`, `&&`, `||`, `require`, `assert`
 *   and the condition of a loop.
 * - Statements do not contain each other: of an `if` or a loop only the condition is one.
 *
 * Not points: getters of state variables, checks that the compiler adds (overflow, bounds, ABI), interfaces,
 * assembly inside.
 */
import type { SourceUnit, SyntaxNode } from '../compile/compile.ts'

/** A range of bytes in the UTF-8 text of a source. */
export interface Range {
  readonly start: number
  readonly length: number
}

export interface FunctionPoint extends Range {
  /** `Contract.function`. */
  readonly name: string
}

export interface StatementPoint extends Range {
  /** Whether it is part of a modifier, which the compiler copies into each function. */
  readonly copied: boolean
}

export type BranchKind = 'if' | 'loop' | 'choice' | 'and' | 'or' | 'require'

export interface BranchPoint extends Range {
  readonly kind: BranchKind
  /** What is decided on. */
  readonly condition: Range
}

export interface Points {
  readonly functions: readonly FunctionPoint[]
  readonly statements: readonly StatementPoint[]
  readonly branches: readonly BranchPoint[]
}

/** The points of a source, by position. */
export function pointsOf({ ast }: SourceUnit): Points {
  const functions: FunctionPoint[] = []
  const statements: StatementPoint[] = []
  const branches: BranchPoint[] = []
  const visit = (node: SyntaxNode, contract: string, copied: boolean): void => {
    if (node.nodeType === 'FunctionDefinition' && isNode(node['body'])) {
      const name = nameOf(node)
      functions.push({ ...rangeOf(node), name: contract === '' ? name : `${contract}.${name}` })
    }
    const statement = statementOf(node)
    if (statement !== undefined) statements.push({ ...statement, copied })
    const branch = branchOf(node)
    if (branch !== undefined) branches.push(branch)
    const inContract = node.nodeType === 'ContractDefinition' ? String(node['name']) : contract
    const inModifier = copied || node.nodeType === 'ModifierDefinition'
    for (const child of childrenOf(node)) visit(child, inContract, inModifier)
  }
  visit(ast, '', false)
  return {
    functions: functions.toSorted(byPosition),
    statements: statements.toSorted(byPosition),
    branches: branches.toSorted(byPosition),
  }
}

const SIMPLE = new Set([
  'Break',
  'Continue',
  'EmitStatement',
  'ExpressionStatement',
  'InlineAssembly',
  'Return',
  'RevertStatement',
  'VariableDeclarationStatement',
])

function statementOf(node: SyntaxNode): Range | undefined {
  if (SIMPLE.has(node.nodeType)) return rangeOf(node)
  const condition = node['condition']
  return /^(If|For|While|DoWhile)Statement$/.test(node.nodeType) && isNode(condition)
    ? rangeOf(condition)
    : undefined
}

function branchOf(node: SyntaxNode): BranchPoint | undefined {
  const kind = branchKind(node)
  if (kind === undefined) return undefined
  const conditions: Readonly<Record<BranchKind, unknown>> = {
    if: node['condition'],
    loop: node['condition'],
    choice: node['condition'],
    and: node['leftExpression'],
    or: node['leftExpression'],
    require: (node['arguments'] as readonly unknown[] | undefined)?.[0],
  }
  const condition = conditions[kind]
  return isNode(condition) ? { ...rangeOf(node), kind, condition: rangeOf(condition) } : undefined
}

function branchKind(node: SyntaxNode): BranchKind | undefined {
  switch (node.nodeType) {
    case 'IfStatement':
      return 'if'
    case 'ForStatement':
    case 'WhileStatement':
      return 'loop'
    case 'Conditional':
      return 'choice'
    case 'BinaryOperation':
      return node['operator'] === '&&' ? 'and' : node['operator'] === '||' ? 'or' : undefined
    case 'FunctionCall': {
      const called = node['expression']
      const name = isNode(called) && called.nodeType === 'Identifier' ? called['name'] : undefined
      return name === 'require' || name === 'assert' ? 'require' : undefined
    }
    default:
      return undefined
  }
}

function nameOf(node: SyntaxNode): string {
  return node['name'] === '' ? String(node['kind']) : String(node['name'])
}

function rangeOf({ src }: SyntaxNode): Range {
  const [start, length] = src.split(':').map(Number)
  return { start: start!, length: length! }
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node)
    .flatMap((member) => (Array.isArray(member) ? (member as readonly unknown[]) : [member]))
    .filter(isNode)
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'src' in value
}

function byPosition(one: Range, other: Range): number {
  return one.start - other.start || other.length - one.length
}
