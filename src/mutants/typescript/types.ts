/**
 * Types at the nodes of one tree, as far as operators need them, from TypeScript's checker.
 *
 * Types of all expressions and variables are asked for at once: each question is a message to the compiler.
 */
import {
  isBinaryExpression,
  isBindingElement,
  isExpression,
  isIdentifier,
  isParameterDeclaration,
  isVariableDeclaration,
  SyntaxKind,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast'
import { TypeFlags, type Checker, type Type } from 'typescript/unstable/sync'
import type { Types, ValueKind } from './operators/operator.ts'
import { answered } from './project.ts'
import { isFunction, returnedBy, visit } from './syntax.ts'

/** The most variables that replace one use. */
const MOST_ALIKE = 2

interface Variable {
  readonly name: string
  readonly declared: Node
  /** Where the name is visible. */
  readonly scope: Node
}

export function typesOf(file: SourceFile, checker: Checker): Types {
  const variables: Variable[] = []
  const results: Node[] = []
  visit(file, (node) => {
    const returned = returnedBy(node)
    if (returned !== undefined) results.push(returned)
    const names = isVariableDeclaration(node) || isParameterDeclaration(node) || isBindingElement(node)
    if (!names || node.name === undefined || !isIdentifier(node.name)) return
    const scope = scopeOf(node)
    if (scope !== undefined) variables.push({ name: node.name.text, declared: node.name, scope })
  })
  const types = typesAt(checker, [...results, ...variables.map(({ declared }) => declared)])

  const visible = (use: Node): readonly Variable[] =>
    variables.filter(
      ({ declared, scope }) => declared.end <= use.pos && scope.pos <= use.pos && use.end <= scope.end,
    )

  return {
    kindOf: (node) => kindOf(types.get(node)),
    choicesAt: (node) => choicesAt(checker, node),
    alikeAt(node) {
      if (!isIdentifier(node) || !isRead(node)) return []
      const candidates = visible(node)
      const own = candidates.findLast(({ name }) => name === node.text)
      const type = own === undefined ? undefined : types.get(own.declared)
      if (type === undefined || (type.flags & TypeFlags.AnyOrUnknown) !== 0) return []
      // A name that is declared again in an inner scope means the inner one.
      const names = new Map(candidates.map((candidate) => [candidate.name, candidate]))
      names.delete(node.text)
      return [...names.values()]
        .filter(({ declared }) => types.get(declared)?.id === type.id)
        .map(({ name }) => name)
        .slice(-MOST_ALIKE)
    },
  }
}

/** A list with a question that the compiler fails on is halved until the other answers are known. */
function typesAt(checker: Checker, nodes: readonly Node[]): ReadonlyMap<Node, Type> {
  if (nodes.length === 0) return new Map()
  const types = answered(() => checker.getTypeAtLocation(nodes))
  const half = nodes.length >> 1
  if (types === undefined)
    return half === 0
      ? new Map()
      : new Map([...typesAt(checker, nodes.slice(0, half)), ...typesAt(checker, nodes.slice(half))])
  return new Map(
    nodes.flatMap((node, index) => {
      const type = types[index]
      return type === undefined ? [] : [[node, type] as const]
    }),
  )
}

/** The function or block in which a variable of a function is visible; undefined for those of the module. */
function scopeOf(declaration: Node): Node | undefined {
  for (let node = declaration.parent; node.kind !== SyntaxKind.SourceFile; node = node.parent)
    if (isFunction(node) || SCOPES.has(node.kind)) return node
  return undefined
}

const SCOPES: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Block,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.CaseBlock,
])

/** Whether an identifier reads a variable: it is no name, target or function that is called. */
function isRead(node: Node): boolean {
  const { parent } = node
  if ('name' in parent && parent.name === node) return parent.kind === SyntaxKind.ShorthandPropertyAssignment
  if ('propertyName' in parent && parent.propertyName === node) return false
  if ('label' in parent && parent.label === node) return false
  if (parent.kind === SyntaxKind.CallExpression && 'expression' in parent && parent.expression === node)
    return false
  if (isBinaryExpression(parent) && parent.left === node)
    return !/^[^=!<>]*=$/.test(parent.operatorToken.getText(node.getSourceFile()))
  return parent.kind !== SyntaxKind.PostfixUnaryExpression && isExpression(node)
}

function partsOf(type: Type): readonly Type[] {
  if (!type.isUnionType() && !type.isIntersectionType()) return [type]
  return answered(() => type.getTypes()) ?? [type]
}

/** A brand is an intersection with the kind. */
function kindOf(type: Type | undefined): ValueKind {
  if (type === undefined || (type.flags & TypeFlags.AnyOrUnknown) !== 0) return 'other'
  if ((type.flags & TypeFlags.Boolean) !== 0) return 'boolean'
  const parts = type.isUnionType() ? partsOf(type) : [type]
  const every = (flags: number): boolean => parts.every((part) => holds(part, flags))
  if (every(TypeFlags.BigInt | TypeFlags.BigIntLiteral)) return 'bigint'
  if (every(TypeFlags.Number | TypeFlags.NumberLiteral)) return 'number'
  if (every(TypeFlags.Boolean | TypeFlags.BooleanLiteral)) return 'boolean'
  if (every(TypeFlags.String | TypeFlags.StringLiteral)) return 'string'
  const name = type.getSymbol()?.name
  return name === 'Array' || name === 'ReadonlyArray' ? 'array' : 'other'
}

function holds(type: Type, flags: number): boolean {
  if (type.isIntersectionType()) return partsOf(type).some((part) => (part.flags & flags) !== 0)
  return (type.flags & flags) !== 0
}

/** The strings that a comparison or a typed place accepts. */
function choicesAt(checker: Checker, node: Node): readonly string[] {
  if (!isExpression(node)) return []
  const { parent } = node
  const expected = answered(() =>
    isBinaryExpression(parent)
      ? checker.getTypeAtLocation(parent.left === node ? parent.right : parent.left)
      : checker.getContextualType(node),
  )
  if (expected === undefined) return []
  const parts = partsOf(expected).filter((part) => (part.flags & TypeFlags.Undefined) === 0)
  return parts.every((part) => part.isStringLiteralType())
    ? parts.map((part) => (part.isStringLiteralType() ? part.value : ''))
    : []
}
