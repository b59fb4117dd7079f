import { describe, expect, test } from 'vitest'

import { amt, btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, type Agent } from '../../../../src/sim/agent.ts'
import { valueHolders, type ValueHolders } from '../../../../src/sim/agents/holders/value-holders.ts'
import { AT_ANY_PRICE } from '../../../../src/sim/agents/plans/exit.ts'
import { sellAmt } from '../../../../src/sim/agents/plans/swap.ts'
import { runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent } from '../../../support/sim-world.ts'

/** The pool opens at 0.01 BTCB per AMT; the floor is a tenth of it. */
const PRICE = 1e16

const spec: ValueHolders = {
  name: 'holder',
  count: 1,
  amt: amt('10'),
  btcb: btcb('0.1'),
  every: 7,
  valuations: [() => PRICE],
  spread: 1,
  band: 0.1,
  partPct: 10n,
  stops: [50, 50],
  lookBack: 60,
  slippageBps: 300n,
}

const tradesOf = (agent: Agent, days = 1, others: readonly Agent[] = []) =>
  runAgents([...others, agent], days, { backing: btcb('1') }).summary.trades.filter(({ by }) =>
    by.startsWith('holder'),
  )

describe('value holders', () => {
  test('do nothing while the price is within their tolerance, and have no value before the rule has one', () => {
    expect(tradesOf(valueHolders(spec), 8)).toEqual([])
    expect(tradesOf(valueHolders({ ...spec, valuations: [() => PRICE / 1.09] }))).toEqual([])
    expect(tradesOf(valueHolders({ ...spec, valuations: [() => PRICE * 1.09] }))).toEqual([])
    expect(tradesOf(valueHolders({ ...spec, valuations: [() => undefined] }))).toEqual([])
  })

  test('sell a tenth of their AMT above their value, once a week', () => {
    const trades = tradesOf(valueHolders({ ...spec, valuations: [() => PRICE / 20] }), 8)
    expect(trades.map(({ day, kind, amt: sold }) => [day, kind, sold])).toEqual([
      [0, 'sell', amt('1')],
      [7, 'sell', amt('0.9')],
    ])
  })

  test('spend a tenth of their BTCB below their value, and stop when they have none', () => {
    const trades = tradesOf(valueHolders({ ...spec, valuations: [() => PRICE * 2] }), 8)
    expect(trades.map(({ day, kind, btcb: paid }) => [day, kind, paid])).toEqual([
      [0, 'buy', btcb('0.01')],
      [7, 'buy', btcb('0.009')],
    ])
    expect(tradesOf(valueHolders({ ...spec, btcb: btcb('0'), valuations: [() => PRICE * 2] }))).toEqual([])
  })

  test('sell after a fall that reaches their stop, whatever they value AMT at', () => {
    const crash = scriptedAgent('crash', [], {
      prepare: () => [approveAll('alice', 'amt', 'router')],
      act: (view) => (view.day === 5 ? [sellAmt(view, 'alice', amt('100'), AT_ANY_PRICE)] : []),
    })
    // Selling as much as the pool holds divides the price by four: a fall of 75%.
    const kinds = (stop: number): readonly string[] =>
      tradesOf(valueHolders({ ...spec, valuations: [() => PRICE], stops: [stop, stop] }), 8, [crash]).map(
        ({ kind, day }) => `${kind} on day ${day}`,
      )
    expect(kinds(70)).toEqual(['sell on day 7'])
    expect(kinds(80)).toEqual(['buy on day 7'])
  })

  test('have opinions from 1/spread to spread times the rule, unrelated to size, so that some buy and some sell', () => {
    const agent = valueHolders({ ...spec, count: 20, spread: 4, partPct: 1n })
    const trades = tradesOf(agent, 7)
    const kinds = new Map(trades.map(({ by, kind }) => [by, kind]))
    const of = (kind: string): number => [...kinds.values()].filter((each) => each === kind).length
    expect(of('buy')).toBeGreaterThan(5)
    expect(of('sell')).toBeGreaterThan(5)
    // The first of the Zipf order has the lowest opinion; its neighbours do not.
    expect([kinds.get('holder-1'), kinds.get('holder-2')]).toEqual(['sell', 'buy'])
  })
})
