/**
 * Tests for `bundle.full.test.ts` that must kill no mutant: they fail for other reasons, or say nothing. All
 * execute the sale of the Great Reset.
 */
import { expect, test } from 'vitest'
import { saleSeed, saleToLowerPrice, type Factor } from '../../../src/model/planning/great-reset/sale.ts'
import type { PoolReserves } from '../../../src/model/contracts/pancake/quotes.ts'
import type { Amt, Btcb } from '../../../src/model/kernel/units.ts'

const POOL: PoolReserves = { amt: 1_000_000n as Amt, btcb: 1000n as Btcb }
const TWICE = { n: 2n, d: 1n } as Factor

let ran = 0

test('passes, and leaves something behind', () => {
  ran++
  try {
    saleSeed(POOL, TWICE)
  } catch {
    // Says nothing about mutants.
  }
})

test('passes only after another', () => {
  saleToLowerPrice(POOL, TWICE)
  expect(ran).toBe(1)
})

test('fails without a mutant, too', () => {
  expect(saleSeed(POOL, TWICE)).toBe(-1n)
})

test('is left out by its title', () => {
  if (saleToLowerPrice(POOL, TWICE) !== 415_466n) throw new Error('never run')
})
