/** Expressions, relations and polynomials: what is read, what it is worth, and what is not read. */
import { describe, expect, test } from 'vitest'
import {
  expression,
  InvalidExpression,
  isTrue,
  NoValue,
  relation,
  smtOfRelation,
  valueOf,
} from '../../../src/claims/proof/expression.ts'
import { isEqual, polynomial } from '../../../src/claims/proof/polynomial.ts'

describe('an expression', () => {
  test.each([
    ['a - b - 1', -4n],
    ['(V-q)*S - V*(S-a)', 7n],
    ['2*(a + 10)', 24n],
  ])('%s has a value', (text, value) => {
    expect(valueOf(expression(text), { a: 2n, b: 5n, V: 11n, q: 3n, S: 5n })).toBe(value)
  })

  test.each(['', 'a +', '(a', 'a)', 'a / b', 'a b', '-a', 'a <= b'])('%j is none', (text) => {
    expect(() => expression(text)).toThrow(InvalidExpression)
  })

  test('needs a value for each variable', () => {
    expect(() => valueOf(expression('a+c'), { a: 1n })).toThrow(NoValue)
  })
})

describe('a relation', () => {
  const values = { a: 3n, b: 4n }

  test.each([
    ['a <= b', true],
    ['a+1 >= b', true],
    ['a+1 = b', true],
    ['a < b-1', false],
    ['a > b', false],
    ['b <= a', false],
  ])('%s is %s', (text, truth) => expect(isTrue(relation(text), values)).toBe(truth))

  test('is written for the solver with its operator first', () => {
    expect(smtOfRelation(relation('(V-p)*S >= 2'))).toBe('(>= (* (- V p) S) 2)')
  })

  test.each(['a', 'a < b < c', '<= b', 'a =>'])('%j is none', (text) => {
    expect(() => relation(text)).toThrow(InvalidExpression)
  })
})

describe('a polynomial', () => {
  test.each([
    ['(a+b)*(a-b)', 'a*a - b*b'],
    ['2*(x - y) + y', '2*x - y'],
    ['a - a', '0'],
    ['b*a', 'a*b'],
    ['a - (b - c)', 'a - b + c'],
  ])('%s equals %s', (one, other) => expect(isEqual(polynomial(one), polynomial(other))).toBe(true))

  test.each([
    ['a - b', 'b - a'],
    ['a*a', 'a'],
    ['a - b - c', 'a - (b - c)'],
  ])('%s does not equal %s', (one, other) => {
    expect(isEqual(polynomial(one), polynomial(other))).toBe(false)
  })
})
