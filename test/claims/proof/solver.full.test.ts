/**
 * The solver: its answers are the kept ones, and it finds integers that contradict a false lemma. `UPDATE=1`
 * writes `src/claims/proof/answers.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ANSWERS, SOLVER } from '../../../src/claims/proof/answers.ts'
import { isTrueFor, valuesOf, type Lemma } from '../../../src/claims/proof/lemma.ts'
import { LEMMAS } from '../../../src/claims/proof/lemmas.ts'
import {
  nextRedemption,
  redemptionInParts,
  redemptionKeepsRate,
} from '../../../src/claims/proof/lemmas/redemption.ts'
import { hashOf } from '../../../src/claims/proof/smt.ts'
import { NotUnderstood, solve } from '../../../src/claims/proof/solver.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'

const FILE = join(projectRoot, 'src', 'claims', 'proof', 'answers.ts')

test('the kept answers are those of the solver', async () => {
  const answers = await solve(LEMMAS)
  if (process.env['UPDATE'] === '1') {
    const lines = LEMMAS.map(
      (lemma) => `  // ${lemma.name}\n  '${hashOf(lemma)}': { is: '${answers[hashOf(lemma)]!.is}' },\n`,
    )
    const [head] = readFileSync(FILE, 'utf8').split('Answers = {')
    writeFileSync(FILE, `${head}Answers = {\n${lines.join('')}}\n`)
    return
  }
  expect(answers, 'npm run docs:proofs, if lemmas are meant to change').toEqual(ANSWERS)
}, 600_000)

test('the kept answers name the installed solver', () => {
  const { version } = JSON.parse(
    readFileSync(join(projectRoot, 'node_modules', 'z3-solver', 'package.json'), 'utf8'),
  ) as { version: string }
  expect(SOLVER).toBe(`Z3 ${version}`)
})

/** Lemmas that rounding makes false. */
const FALSE: readonly Lemma[] = [
  { ...redemptionKeepsRate, given: ['a < S', 'a > 0', 'V > 0'], concludes: ['(V-p)*S > V*(S-a)'] },
  { ...redemptionInParts, concludes: ['w <= p+q'] },
  { ...nextRedemption, concludes: ['q <= p'] },
  // Rounding up would lower the rate.
  { ...redemptionKeepsRate, quotients: { p: ['a*V + S - 1', 'S'] } },
  // Without the assumption, more is redeemed than there is.
  { ...redemptionInParts, given: [] },
]

describe('a false lemma', () => {
  test('has integers that contradict it, which the solver finds', async () => {
    const answers = await solve(FALSE)
    for (const lemma of FALSE) {
      const { is, values } = answers[hashOf(lemma)]!
      expect(is).toBe('false')
      expect(isTrueFor(lemma, values!)).toBe(false)
    }
  })
})

test('what the assumptions of each lemma say is possible', async () => {
  const impossible = LEMMAS.map((lemma) => ({ ...lemma, concludes: ['1 = 0'] }))
  const answers = await solve(impossible)
  for (const lemma of impossible) {
    const { is, values } = answers[hashOf(lemma)]!
    expect([lemma.name, is]).toEqual([lemma.name, 'false'])
    expect(valuesOf(lemma, values!)).toBeDefined()
  }
})

test('a lemma with a letter that means nothing is not asked about', async () => {
  await expect(solve([{ ...redemptionKeepsRate, concludes: ['p <= W'] }])).rejects.toThrow(NotUnderstood)
})
