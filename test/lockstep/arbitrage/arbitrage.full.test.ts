/**
 * Planned trades, executed on the compiled contracts: router, pairs, RCL and Market.
 *
 * In every generated situation the plan succeeds, earns exactly what was computed, and no alternative earns
 * more; if no trade is planned, none gains. Gains are read from the contracts' balances.
 */
import { describe, expect, it } from 'vitest'
import { TRADE_MUTANTS } from './mutants.ts'
import { mutatedPlanning, PLANNING, type Planning } from './planning.ts'
import { drawFrom, drawSituation } from './situation.ts'
import type { Coverage, TradeKind } from './trade-kind.ts'
import { TRADE_KINDS } from './trade-kinds.ts'

const SITUATIONS = 60

/** Checks a kind in generated situations, up to the first that is wrong. */
function check(
  kind: TradeKind,
  planning: Planning,
  situations: number,
): { wrong: string | undefined; coverage: Coverage } {
  const draw = drawFrom(BigInt(TRADE_KINDS.indexOf(kind) + 71))
  const coverage: Coverage = new Map()
  for (let n = 0; n < situations; n++) {
    const situation = drawSituation(draw, n, kind.spread)
    const wrong = kind.check(planning, situation, draw, coverage)
    if (wrong !== undefined) return { wrong: `situation ${n}: ${wrong}`, coverage }
  }
  return { wrong: undefined, coverage }
}

const BAND_COVERAGE = {
  'within the floor': 20,
  'within the Market’s bid': 20,
  'within the Market’s offer': 15,
  'beyond the floor': 5,
  'beyond the Market’s bid': 5,
  'beyond the Market’s offer': 5,
}

/** Minimum coverage of each kind. */
const COVERAGE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'pool to RCL': { traded: 20, none: 20, 'all the capital': 5 },
  'pool to RCL, with gas': { pays: 30, 'does not pay': 60 },
  'Market to pool, dollars on the pair': {
    traded: 20,
    none: 20,
    'all the capital': 3,
    InsufficientInventory: 5,
  },
  'Market to pool, dollars off-chain': {
    traded: 20,
    none: 20,
    'all the capital': 3,
    InsufficientInventory: 5,
  },
  'pool to Market, dollars on the pair': { traded: 15, none: 20, 'all the capital': 3, InsufficientUsdt: 3 },
  'pool to Market, dollars off-chain': { traded: 15, none: 20, 'all the capital': 3, InsufficientUsdt: 3 },
  'sale of the Great Reset': { sold: 50 },
  'routing of an exit': { both: 20, 'all sold': 3, 'all redeemed': 15 },
  'band with dollars off-chain': BAND_COVERAGE,
  'band with dollars on the pair': BAND_COVERAGE,
}

describe('on the contracts, a plan earns exactly what was computed and no alternative earns more', () => {
  it.each(TRADE_KINDS.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
    const { wrong, coverage } = check(kind, PLANNING, SITUATIONS)
    expect(wrong).toBeUndefined()
    for (const [what, least] of Object.entries(COVERAGE[name]!))
      expect(coverage.get(what) ?? 0, what).toBeGreaterThanOrEqual(least)
  })
})

describe('mutants of the planning are killed on the contracts', () => {
  it.each(TRADE_MUTANTS.map((mutant) => [mutant.killedBy, mutant.edit.purpose, mutant] as const))(
    '%s: %s',
    async (name, _purpose, { edit }) => {
      const kind = TRADE_KINDS.find((candidate) => candidate.name === name)!
      const { wrong } = check(kind, await mutatedPlanning(edit), SITUATIONS)
      expect(wrong).toBeDefined()
    },
  )

  it('cover every kind of trade', () => {
    const kinds = TRADE_KINDS.map(({ name }) => name)
    expect(kinds.filter((name) => !TRADE_MUTANTS.some(({ killedBy }) => killedBy === name))).toEqual([])
  })
})
