/** Certificates: right ones are proofs, and changed ones are not. */
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../../src/claims/claims.ts'
import { isProof, NoSuchHypothesis, type Certificate } from '../../../src/claims/proof/certificate.ts'
import { InvalidExpression, isEqual, polynomial } from '../../../src/claims/proof/polynomial.ts'

const proofs = CLAIMS.flatMap(({ number, readings }) =>
  readings.flatMap((reading) =>
    reading.by === 'search' && reading.proof !== undefined
      ? [[`${number} ${reading.name}`, reading.proof] as const]
      : [],
  ),
)

describe('a certificate of a claim', () => {
  test('exists', () => expect(proofs.length).toBeGreaterThan(0))

  test.each(proofs)('%s is a proof', (_name, proof) => expect(isProof(proof)).toBe(true))

  test.each(proofs)('%s is none with a changed conclusion, or without a term', (_name, proof) => {
    expect(isProof({ ...proof, conclusion: `${proof.conclusion} + 1` })).toBe(false)
    expect(isProof({ ...proof, terms: proof.terms.slice(1) })).toBe(false)
  })

  test('names only hypotheses that it has', () => {
    const wrong: Certificate = { theorem: '', hypotheses: { one: 'a' }, conclusion: 'a', terms: [['two']] }
    expect(() => isProof(wrong)).toThrow(NoSuchHypothesis)
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

  test.each(['', 'a +', '(a', 'a)', 'a / b', 'a b', '-a'])('%j is none', (text) => {
    expect(() => polynomial(text)).toThrow(InvalidExpression)
  })
})
