/**
 * Operators on statements and calls: deletion, methods, arguments.
 */
import {
  isBinaryExpression,
  isCallExpression,
  isExpressionStatement,
  isIfStatement,
  isPropertyAccessExpression,
  isReturnStatement,
  isSpreadElement,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { instead, type Operator } from './operator.ts'
import { swapped } from './values.ts'

/** Deletes a statement: a call, an assignment, a throw, an `if` without `else`, a jump. */
export const statement: Operator = {
  name: 'statement',
  *propose(node, place) {
    const deletable =
      isExpressionStatement(node) ||
      (isIfStatement(node) && node.elseStatement === undefined) ||
      (isReturnStatement(node) && node.expression === undefined) ||
      JUMPS.has(node.kind)
    // A call of `super` cannot be left out.
    const base =
      isExpressionStatement(node) &&
      isCallExpression(node.expression) &&
      node.expression.expression.kind === SyntaxKind.SuperKeyword
    if (deletable && !base) yield* instead(node, place, ';')
  },
}

const JUMPS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ThrowStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.BreakStatement,
])

/** Other methods with the same signature. */
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  find: 'findLast',
  findIndex: 'findLastIndex',
  findLast: 'find',
  findLastIndex: 'findIndex',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  shift: 'pop',
  pop: 'shift',
  push: 'unshift',
  keys: 'values',
  values: 'keys',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  asUintN: 'asIntN',
  lt: 'lte',
  lte: 'lt',
  gt: 'gte',
  gte: 'gt',
  add: 'sub',
  sub: 'add',
  mul: 'div',
  div: 'mul',
}

/** Methods whose call may be left out: the object stands for the result. */
const DROPPED: ReadonlySet<string> = new Set([
  'filter',
  'slice',
  'toSorted',
  'toReversed',
  'sort',
  'reverse',
  'concat',
  'with',
  'trim',
  'abs',
  'neg',
  'sqrt',
  'floor',
  'ceil',
  'round',
])

/** Calls another method, drops the call, or drops a bound of `slice`. */
export const method: Operator = {
  name: 'method',
  *propose(node, place) {
    if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return
    const { name, expression: object } = node.expression
    const other = METHODS[name.text]
    if (other !== undefined) yield* instead(name, place, other)
    const text = object.getText(place.file)
    if (DROPPED.has(name.text) && text !== 'Math') yield* instead(node, place, text)
    const [first, second] = node.arguments
    if (name.text !== 'slice' || first === undefined || second === undefined) return
    yield* instead(node, place, `${text}.slice(${first.getText(place.file)})`)
    yield* instead(node, place, `${text}.slice(0, ${second.getText(place.file)})`)
  },
}

/** Functions for which the order of arguments makes no difference: a mutant would be equivalent. */
const COMMUTATIVE: ReadonlySet<string> = new Set([
  'add',
  'mul',
  'dsAdd',
  'dsMul',
  'Math.min',
  'Math.max',
  'Wide.min',
  'Wide.max',
  'subjects',
  'onlyOwner',
  'checkPairable',
  'pairOf',
  'pairFor',
])

/** Functions for which the order of the first two makes none: `floor(a * b / c)`. */
const COMMUTATIVE_FIRST: ReadonlySet<string> = new Set(['proRataDown', 'mulDiv'])

/** Swaps neighbouring arguments; the type check keeps those of one type. */
export const args: Operator = {
  name: 'arguments',
  *propose(node, place) {
    if (!isCallExpression(node) && node.kind !== SyntaxKind.NewExpression) return
    if (isCallExpression(node) && COMMUTATIVE.has(node.expression.getText(place.file))) return
    const list = 'arguments' in node && Array.isArray(node.arguments) ? node.arguments : []
    const first = isCallExpression(node) && COMMUTATIVE_FIRST.has(node.expression.getText(place.file)) ? 2 : 1
    for (let index = first; index < list.length; index++) {
      const [left, right] = [list[index - 1], list[index]]
      if (!isSpreadElement(left) && !isSpreadElement(right)) yield* swapped(left, right, place)
    }
  },
}

/** Assigns without the operation: `a += b` becomes `a = b`. */
export const assignment: Operator = {
  name: 'assignment',
  *propose(node, place) {
    if (!isBinaryExpression(node)) return
    const token = node.operatorToken
    if (/^(\+|-|\*|\/|%|&|\||\^|<<|>>)=$/.test(token.getText(place.file))) yield* instead(token, place, '=')
  },
}
