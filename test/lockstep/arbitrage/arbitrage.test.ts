/**
 * Planned trades, carried out on the compiled contracts: router, pairs, RCL and Market.
 *
 * In every generated world the plan goes through, earns what it promises to the wei, and no trade beside it
 * earns more; where no trade is planned, none pays. What the contracts do is read from balances.
 */
import { describe, expect, it } from 'vitest'
import { drawBooks, drawing } from './books.ts'
import { TRADE_MUTANTS } from './mutants.ts'
import { FORMS, type Form, type Coverage } from './forms.ts'
import { changedTrades, TRADES, type Trades } from './trades.ts'

const WORLDS = 60

/** What is wrong in the first of so many worlds in which anything is, and what was met on the way. */
function judged(
  form: Form,
  trades: Trades,
  worlds: number,
): { wrong: string | undefined; coverage: Coverage } {
  const draw = drawing(BigInt(FORMS.indexOf(form) + 71))
  const coverage: Coverage = new Map()
  for (let n = 0; n < worlds; n++) {
    const books = drawBooks(draw, n, form.spread)
    const wrong = form.judge(trades, books, draw, coverage)
    if (wrong !== undefined) return { wrong: `world ${n}: ${wrong}`, coverage }
  }
  return { wrong: undefined, coverage }
}

/** What every form has to have met, at least so often. */
const WANTED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'pool to RCL': { traded: 20, none: 20, 'all the capital': 5 },
  'pool to RCL, with gas': { pays: 30, 'does not pay': 60 },
  'Market to pool, dollars on the pair': {
    traded: 20,
    none: 20,
    'all the capital': 3,
    InsufficientInventory: 5,
  },
  'Market to pool, dollars outside': { traded: 20, none: 20, 'all the capital': 3, InsufficientInventory: 5 },
  'pool to Market, dollars on the pair': { traded: 15, none: 20, 'all the capital': 3, InsufficientUsdt: 3 },
  'pool to Market, dollars outside': { traded: 15, none: 20, 'all the capital': 3, InsufficientUsdt: 3 },
  'sale of the Great Reset': { sold: 50 },
  'routing of an exit': { both: 20, 'all sold': 3, 'all redeemed': 15 },
  'band with dollars outside': {
    'within the floor': 20,
    'within the Market’s bid': 20,
    'within the Market’s offer': 15,
    'past the floor': 5,
    'past the Market’s bid': 5,
    'past the Market’s offer': 5,
  },
  'band with dollars on the pair': {
    'within the floor': 20,
    'within the Market’s bid': 20,
    'within the Market’s offer': 15,
    'past the floor': 5,
    'past the Market’s bid': 5,
    'past the Market’s offer': 5,
  },
}

describe('on the contracts, what is planned is earned to the wei and nothing beside it earns more', () => {
  it.each(FORMS.map((form) => [form.name, form] as const))('%s', (name, form) => {
    const { wrong, coverage } = judged(form, TRADES, WORLDS)
    expect(wrong).toBeUndefined()
    for (const [what, least] of Object.entries(WANTED[name]!))
      expect(coverage.get(what) ?? 0, what).toBeGreaterThanOrEqual(least)
  })
})

describe('a planted fault in the planning is found by the contracts', () => {
  it.each(TRADE_MUTANTS.map((mutant) => [mutant.killedBy, mutant.edit.purpose, mutant] as const))(
    '%s: %s',
    async (name, _purpose, { edit }) => {
      const form = FORMS.find((candidate) => candidate.name === name)!
      const { wrong } = judged(form, await changedTrades(edit), WORLDS)
      expect(wrong).toBeDefined()
    },
  )

  it('in every form', () => {
    const forms = FORMS.map(({ name }) => name)
    expect(forms.filter((name) => !TRADE_MUTANTS.some(({ killedBy }) => killedBy === name))).toEqual([])
  })
})
