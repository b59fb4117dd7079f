/**
 * Operators on values: literals, conditions, results, variables, arrays, spreads.
 */
import {
  isArrayLiteralExpression,
  isBigIntLiteral,
  isConditionalExpression,
  isDoStatement,
  isForStatement,
  isIdentifier,
  isIfStatement,
  isNumericLiteral,
  isObjectLiteralExpression,
  isSpreadAssignment,
  isSpreadElement,
  isStringLiteral,
  isWhileStatement,
  SyntaxKind,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast'
import { returnedBy } from '../syntax.ts'
import { instead, type Operator, type Place, type Replacement } from './operator.ts'

/** One more, one less, zero, ten times as much; the other boolean; the next string that the place accepts. */
export const literal: Operator = {
  name: 'literal',
  *propose(node, place) {
    const text = node.getText(place.file).replaceAll('_', '')
    if (isBigIntLiteral(node)) {
      const value = BigInt(text.slice(0, -1))
      yield* instead(node, place, ...near(value, 10n, 1n).map((each) => `${each}n`))
    }
    if (isNumericLiteral(node)) {
      const value = Number(text)
      const others = near(value, 10, 1).map((each) => (each < 0 ? `(${each})` : String(each)))
      yield* instead(node, place, ...others)
    }
    if (node.kind === SyntaxKind.TrueKeyword) yield* instead(node, place, 'false')
    if (node.kind === SyntaxKind.FalseKeyword) yield* instead(node, place, 'true')
    if (isStringLiteral(node)) {
      const choices = place.types.choicesAt(node)
      const next = choices[(choices.indexOf(node.text) + 1) % choices.length]
      if (next !== undefined && next !== node.text) yield* instead(node, place, `'${next}'`)
    }
  },
}

function near<N extends bigint | number>(value: N, ten: N, one: N): readonly N[] {
  const zero = (value as number) - (value as number)
  return [
    ...new Set([
      (value as number) + (one as number),
      (value as number) - (one as number),
      zero,
      (value as number) * (ten as number),
    ]),
  ].filter((other) => other !== value) as N[]
}

/** Negates a condition, and decides it either way. */
export const condition: Operator = {
  name: 'condition',
  *propose(node, place) {
    const tested = conditionOf(node)
    if (tested === undefined || tested.kind === SyntaxKind.TrueKeyword) return
    const text = tested.getText(place.file)
    const loops = !isIfStatement(node) && !isConditionalExpression(node)
    // `Boolean` hides the constant from the type check, which would see unreachable code.
    const constants = loops ? ['Boolean(0)'] : ['Boolean(1)', 'Boolean(0)']
    yield* instead(tested, place, `!(${text})`, ...constants)
  },
}

function conditionOf(node: Node): Node | undefined {
  if (isIfStatement(node) || isWhileStatement(node) || isDoStatement(node)) return node.expression
  if (isConditionalExpression(node) || isForStatement(node)) return node.condition
  return undefined
}

/** Returns another value of the same kind. `never` carries it past a brand, which is erased. */
export const result: Operator = {
  name: 'result',
  *propose(node, place) {
    const returned = returnedBy(node)
    if (returned === undefined) return
    const text = returned.getText(place.file)
    const others = {
      bigint: ['(0n as never)', `((BigInt(${text}) + 1n) as never)`],
      number: ['(0 as never)', `((Number(${text}) + 1) as never)`],
      boolean: [`!(${text})`],
      array: ['([] as never)'],
      string: [],
      other: [],
    }[place.types.kindOf(returned)]
    yield* instead(returned, place, ...others.filter((other) => other !== `(${text} as never)`))
  },
}

/** Reads another variable of the same type. */
export const variable: Operator = {
  name: 'variable',
  *propose(node, place) {
    if (!isIdentifier(node)) return
    for (const name of place.types.alikeAt(node)) {
      const short = node.parent.kind === SyntaxKind.ShorthandPropertyAssignment
      yield* instead(node, place, short ? `${node.text}: ${name}` : name)
    }
  },
}

/** Swaps the first two elements of an array, and drops the last one. */
export const elements: Operator = {
  name: 'elements',
  *propose(node, place) {
    if (!isArrayLiteralExpression(node)) return
    const [first, second] = node.elements
    if (first !== undefined && second !== undefined) yield* swapped(first, second, place)
    const last = node.elements.at(-1)
    if (last !== undefined && !isSpreadElement(last)) yield without(last, node, node.elements, place.file)
  },
}

/** Removes a spread from an object or an array. */
export const spread: Operator = {
  name: 'spread',
  *propose(node, place) {
    const parts = isObjectLiteralExpression(node)
      ? node.properties
      : isArrayLiteralExpression(node)
        ? node.elements
        : []
    for (const part of parts)
      if (isSpreadAssignment(part) || isSpreadElement(part)) yield without(part, node, parts, place.file)
  },
}

/** Exchanges two neighbours in a list. */
export function* swapped(first: Node, second: Node, place: Place): Iterable<Replacement> {
  const [a, b] = [first.getText(place.file), second.getText(place.file)]
  const between = place.file.text.slice(first.end, second.getStart(place.file))
  if (a !== b) yield { start: first.getStart(place.file), end: second.end, after: b + between + a }
}

/** Removes a part of an object or array with its comma. */
function without(part: Node, whole: Node, list: readonly Node[], file: SourceFile): Replacement {
  const index = list.indexOf(part)
  const [before, after] = [list[index - 1], list[index + 1]]
  if (after !== undefined) return { start: part.getStart(file), end: after.getStart(file), after: '' }
  if (before !== undefined) return { start: before.end, end: part.end, after: '' }
  const empty = isArrayLiteralExpression(whole) ? '[]' : '{}'
  return { start: whole.getStart(file), end: whole.end, after: empty }
}
