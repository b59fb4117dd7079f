/**
 * Syntax: the parts of a tree that mutation looks at, and where the parts may be replaced.
 */
import {
  isArrowFunction,
  isAssignmentOperator,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isExpression,
  isExpressionStatement,
  isReturnStatement,
  isShorthandPropertyAssignment,
  isStatement,
  isTypeNode,
  SyntaxKind,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast'

/** A piece of text by its offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

export const spanOf = (node: Node, file: SourceFile): Span => ({ start: node.getStart(file), end: node.end })

export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = []
  node.forEachChild((child) => {
    children.push(child)
    return undefined
  })
  return children
}

/** Types, imports and exports have no effect at run time. */
const ERASED: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
])

/**
 * Visits the nodes that have an effect, outer ones first. Texts for people are left out: templates and the
 * arguments of `super` in an error class, whose wording no test asserts.
 */
export function visit(node: Node, visitor: (node: Node) => void): void {
  if (ERASED.has(node.kind) || isTypeNode(node) || node.kind === SyntaxKind.TemplateExpression) return
  if (isCallExpression(node) && node.expression.kind === SyntaxKind.SuperKeyword) return
  visitor(node)
  for (const child of childrenOf(node)) visit(child, visitor)
}

/** Whether a node is evaluated when its module is loaded, and not by a call. */
export function runsAtLoad(node: Node): boolean {
  for (let each = node.parent; each.kind !== SyntaxKind.SourceFile; each = each.parent)
    if (FUNCTIONS.has(each.kind)) return false
  return true
}

const FUNCTIONS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
])

export const isFunction = (node: Node): boolean => FUNCTIONS.has(node.kind)

/** The expression that a `return` or the body of an arrow function returns. */
export function returnedBy(node: Node): Node | undefined {
  if (isReturnStatement(node)) return node.expression
  return isArrowFunction(node) && !isBlock(node.body) ? node.body : undefined
}

/** A node that can stand behind a switch: an expression by a conditional, a statement by an `if`. */
export interface Switchable {
  readonly node: Node
  readonly kind: 'expression' | 'statement' | 'shorthand'
}

/** The smallest switchable node that covers a span. */
export function switchableAround(file: SourceFile, { start, end }: Span): Switchable {
  let node: Node = file
  for (;;) {
    const inner = childrenOf(node).find((child) => child.getStart(file) <= start && end <= child.end)
    if (inner === undefined) break
    node = inner
    // Without a semicolon a statement covers what its expression covers.
    if (isExpressionStatement(node) && node.getStart(file) === start && node.end === end) break
  }
  for (; node.kind !== SyntaxKind.SourceFile; node = node.parent) {
    if (isShorthandPropertyAssignment(node)) return { node, kind: 'shorthand' }
    if (isExpression(node) && standsAlone(node)) return { node, kind: 'expression' }
    if (isStatement(node) && node.kind !== SyntaxKind.Block && standsInBlock(node)) {
      return { node, kind: 'statement' }
    }
  }
  throw new NotSwitchable(file.fileName, start)
}

function standsInBlock(node: Node): boolean {
  return !DECLARATIONS.has(node.kind)
}

const DECLARATIONS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableStatement,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
])

/** Parts of these have the whole's meaning: the object of a call, a link of an optional chain. */
const CHAINS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.CallExpression,
  SyntaxKind.NonNullExpression,
])

/** Whether an expression can be replaced by a conditional: it is no target, name or link of a chain. */
function standsAlone(node: Node): boolean {
  const { parent } = node
  if (isShorthandPropertyAssignment(parent)) return false
  if (node.kind === SyntaxKind.OmittedExpression || node.kind === SyntaxKind.SpreadElement) return false
  if (isTypeNode(node) || node.kind === SyntaxKind.SuperKeyword) return false
  if (isBinaryExpression(parent) && parent.left === node && isAssignmentOperator(parent.operatorToken.kind))
    return false
  if (parent.kind === SyntaxKind.PostfixUnaryExpression || isUpdate(parent)) return false
  if (NAMED.has(parent.kind) && 'name' in parent && parent.name === node) return false
  if (parent.kind === SyntaxKind.BindingElement && 'propertyName' in parent && parent.propertyName === node)
    return false
  if (CHAINS.has(parent.kind) && 'expression' in parent && parent.expression === node)
    return isSimpleObject(node) && parent.kind !== SyntaxKind.CallExpression
  return !(isArrowFunction(parent) && parent.body !== node)
}

/** An object whose value may be computed first: neither a chain nor a call's function. */
const isSimpleObject = (node: Node): boolean => !CHAINS.has(node.kind)

function isUpdate(node: Node): boolean {
  return (
    node.kind === SyntaxKind.PrefixUnaryExpression &&
    'operator' in node &&
    (node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken)
  )
}

const NAMED: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.PropertyAssignment,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.PropertyDeclaration,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.Parameter,
  SyntaxKind.BindingElement,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
])

/** A mutant lies where no expression or statement can be switched. A bug of an operator. */
export class NotSwitchable extends Error {
  override readonly name = 'NotSwitchable'
  constructor(file: string, offset: number) {
    super(`expected an expression or a statement around offset ${offset} of ${file}`)
  }
}
