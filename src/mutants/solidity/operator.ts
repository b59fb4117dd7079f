/**
 * Mutation operator: a rule that proposes replacements at a node of the syntax tree.
 *
 * `from` names the tools that have the operator: Gambit, slither-mutate (by the name of its mutator) and
 * forge's mutation testing.
 */
import { child, list, typeOf, word, type AstNode, type SourceText, type TextRange } from './ast.ts'

export interface Operator {
  readonly name: string
  readonly from: string
  readonly propose: (site: Site) => Iterable<Replacement>
}

export interface Replacement extends TextRange {
  readonly after: string
  /** Whether it provably changes nothing. @default false */
  readonly isIdle?: boolean
}

/** A node in its place. */
export interface Site {
  readonly node: AstNode
  /** The nodes above it, nearest last. */
  readonly above: readonly AstNode[]
  readonly source: SourceText
  /** solc's version, such as `0.8`: older languages lack some statements. */
  readonly language: '0.5' | '0.6' | '0.8'
}

/** Replaces a whole node. */
export function replace({ source }: Site, node: AstNode, after: string): Replacement {
  return { ...source.range(node), after }
}

/** A node's text as an operand: in parentheses unless it cannot be torn apart. */
export function operand({ source }: Site, node: AstNode): string {
  const text = source.of(node)
  return ['BinaryOperation', 'Conditional', 'Assignment'].includes(node.nodeType) ? `(${text})` : text
}

/** An expression put in the place of `node`: in parentheses where an operator is next to it. */
export function inPlace({ above }: Site, expression: string): string {
  const parent = above.at(-1)?.nodeType ?? ''
  return ['BinaryOperation', 'UnaryOperation', 'MemberAccess', 'IndexAccess'].includes(parent)
    ? `(${expression})`
    : expression
}

export function isInteger(type: string): boolean {
  return /^u?int\d*$/.test(type)
}

/** Whether a type is an integer, or that of an integer literal. */
export function isNumeric(type: string): boolean {
  return isInteger(type) || type.startsWith('int_const')
}

/** Values of a type that are put in place of an expression; none for types without a literal. */
export function simpleValues(type: string): readonly string[] {
  if (isNumeric(type)) return ['0', '1']
  if (type === 'bool') return ['true', 'false']
  if (type === 'address') return ['address(0)']
  if (type === 'bytes32') return ['bytes32(0)']
  return []
}

/** Whether a node is a call of a function, and not a conversion or the making of a struct. */
export function isCall(node: AstNode): boolean {
  return node.nodeType === 'FunctionCall' && node['kind'] === 'functionCall'
}

/** The condition of a `require` or an `assert`. */
export function requiredCondition(node: AstNode): AstNode | undefined {
  if (!isCall(node)) return undefined
  const called = child(node, 'expression')
  const isCheck = called?.nodeType === 'Identifier' && /^(require|assert)$/.test(word(called, 'name'))
  return isCheck ? list(node, 'arguments')[0] : undefined
}

/** The condition of a branch, a loop or a check. */
export function conditionOf(node: AstNode): AstNode | undefined {
  const branches = ['IfStatement', 'Conditional', 'WhileStatement', 'ForStatement', 'DoWhileStatement']
  return branches.includes(node.nodeType) ? child(node, 'condition') : requiredCondition(node)
}

/** Type of a variable without where it is stored. */
export function valueType(node: AstNode): string {
  return typeOf(node).replace(/ (storage|memory|calldata)( pointer| ref)?/g, '')
}
