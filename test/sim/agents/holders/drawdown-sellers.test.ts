import { describe, expect, test } from 'vitest'

import type { PoolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import { fallPct } from '../../../../src/sim/agents/holders/drawdown-sellers.ts'
import type { AgentView } from '../../../../src/sim/view/agent-view.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'

/** What the drawdown is computed from. */
const viewOf = (closes: readonly bigint[], pool: PoolReserves): AgentView =>
  ({ history: closes.map((price) => ({ price })), pool: () => pool }) as unknown as AgentView

/** A pool with this price in BTCB wei per AMT. */
const at = (price: bigint): PoolReserves => poolOf(10n ** 18n, price)

describe('the drawdown', () => {
  test('is measured from the highest of the last closes, in whole percent', () => {
    const closes = [500n, 300n, 200n]
    expect(fallPct(viewOf(closes, at(150n)), 3)).toBe(70)
    expect(fallPct(viewOf(closes, at(151n)), 2)).toBe(49)
    expect(fallPct(viewOf(closes, at(300n)), 2)).toBe(0)
    expect(fallPct(viewOf(closes, at(301n)), 2)).toBe(0)
  })

  test('is zero before the first close, and where neither close nor pool has a price', () => {
    // A price is rounded down, so that a pool of one wei of BTCB has none either.
    for (const pool of [poolOf(0n, 0n), poolOf(10n ** 27n, 1n)])
      for (const closes of [[], [0n], [0n, 0n]]) expect(fallPct(viewOf(closes, pool), 7)).toBe(0)
    expect(fallPct(viewOf([], at(5n)), 7)).toBe(0)
    expect(fallPct(viewOf([5n], poolOf(0n, 0n)), 7)).toBe(100)
  })
})
