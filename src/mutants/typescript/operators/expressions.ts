/**
 * Operators on the operators of expressions: arithmetic, relational, logical, bitwise, unary, optional.
 */
import {
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { instead, type Operator } from './operator.ts'

type Table = Readonly<Record<string, readonly string[]>>

/** An operator that replaces the token between two operands. */
function tokens(name: string, table: Table): Operator {
  return {
    name,
    *propose(node, place) {
      if (!isBinaryExpression(node)) return
      const token = node.operatorToken
      yield* instead(token, place, ...(table[token.getText(place.file)] ?? []))
    },
  }
}

export const arithmetic = tokens('arithmetic', {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
})

export const relational = tokens('relational', {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
})

export const logical = tokens('logical', { '&&': ['||'], '||': ['&&'] })

export const bitwise = tokens('bitwise', {
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&=': ['|='],
  '|=': ['&='],
  '^=': ['&='],
})

/** Swaps the operands where their order matters. */
export const operands: Operator = {
  name: 'operands',
  *propose(node, place) {
    if (!isBinaryExpression(node) || !['-', '/', '%', '<<', '>>', '>>>'].includes(textOf(node, place.file)))
      return
    const { left, operatorToken, right } = node
    const [a, op, b] = [left, operatorToken, right].map((part) => part.getText(place.file))
    yield* instead(node, place, `(${b}) ${op} (${a})`)
  },
}

const textOf = (
  node: { readonly operatorToken: { getText(file: Parameters<typeof instead>[1]['file']): string } },
  file: Parameters<typeof instead>[1]['file'],
): string => node.operatorToken.getText(file)

/** Drops a sign or a negation, and turns increments into decrements. */
export const unary: Operator = {
  name: 'unary',
  *propose(node, place) {
    if (isPostfixUnaryExpression(node)) {
      const text = node.operand.getText(place.file)
      yield* instead(node, place, `${text}${node.operator === SyntaxKind.PlusPlusToken ? '--' : '++'}`)
    }
    if (!isPrefixUnaryExpression(node)) return
    const text = node.operand.getText(place.file)
    const { operator } = node
    if (operator === SyntaxKind.MinusToken || operator === SyntaxKind.ExclamationToken)
      yield* instead(node, place, `(${text})`)
    if (operator === SyntaxKind.PlusPlusToken) yield* instead(node, place, `--${text}`)
    if (operator === SyntaxKind.MinusMinusToken) yield* instead(node, place, `++${text}`)
  },
}

/** Takes one side of `??`, and the value of an optional chain without the question. */
export const optional: Operator = {
  name: 'optional',
  *propose(node, place) {
    if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.QuestionQuestionToken) {
      const [left, right] = [node.left.getText(place.file), node.right.getText(place.file)]
      yield* instead(node, place, `(${left})!`, `(${right})`)
    }
    const links =
      isPropertyAccessExpression(node) || isElementAccessExpression(node) || isCallExpression(node)
    if (!links || node.questionDotToken === undefined) return
    const { questionDotToken: question } = node
    yield* instead(question, place, isPropertyAccessExpression(node) ? '!.' : '!')
  },
}
