import { describe, expect, test } from 'vitest'

import type { Call } from '../../../../src/model/interface/action.ts'
import type { EmissionPolicy } from '../../../../src/model/economics/hash-rate-ledger.ts'
import { amt, CAP, type Amt } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent, type Plan } from '../../../../src/sim/agent.ts'
import { BUYERS, MINER } from '../../../../src/sim/agents/issuance/emitter.ts'
import { orderEmitter } from '../../../../src/sim/agents/issuance/machine-order-emitter.ts'
import type { Process } from '../../../../src/sim/process/process.ts'
import type { Fleet } from '../../../../src/sim/process/purchases.ts'
import type { Summary } from '../../../../src/sim/recording/summary.ts'
import { calls, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../../support/sim-world.ts'

/** TH/s for the 1,000 AMT of the sim world. */
const THS = 3_001

/** TH/s that arrive, by day. */
type Orders = Readonly<Record<number, number>>

const ORDERS: Orders = { 2: 1_000, 3: 1, 5: 7 }

const arriving = (orders: Orders): Process<Fleet> => ({
  name: 'orders',
  initial: { ths: THS, bought: 0 },
  step: ({ ths }, _stream, day) => ({ ths: ths + (orders[day] ?? 0), bought: orders[day] ?? 0 }),
})

const trajectory = (agents: readonly Agent[], orders: Orders = ORDERS, days = 8) =>
  runAgents(agents, days, { fleet: arriving(orders) })

const POLICIES: readonly EmissionPolicy[] = [
  { kind: 'per-th', amtPerTh: amt('0.123456789012345677') },
  { kind: 'keep-ratio' },
  { kind: 'to-ratio', amtPerTh: amt('0.4') },
  { kind: 'fixed', amount: amt('12.345678901234567891') },
]

/** Independent oracle: AMT due for an order of b TH/s, at S AMT issued for h TH/s. */
const DUE: Readonly<Record<EmissionPolicy['kind'], (s: bigint, h: bigint, b: bigint) => bigint>> = {
  'per-th': (_s, _h, b) => b * 123_456_789_012_345_677n,
  'keep-ratio': (s, h, b) => (s * b) / h,
  'to-ratio': (s, h, b) => (h + b) * 400_000_000_000_000_000n - s,
  fixed: () => 12_345_678_901_234_567_891n,
}

/** The first rule that a run under a policy violates, judged by balances alone. */
function broken({ start, closes }: Summary, kind: EmissionPolicy['kind'], orders: Orders = ORDERS) {
  const of = (view: Summary['start']['view']) =>
    [MINER, BUYERS, 'owner'].map((name) => view.balance('amt', name)) as [bigint, bigint, bigint]
  let before = start.view
  let ths = BigInt(THS)
  for (const [day, { view }] of closes.entries()) {
    const bought = BigInt(orders[day] ?? 0)
    const due = bought === 0n ? 0n : DUE[kind](before.supply('amt'), ths, bought)
    const issued = view.supply('amt') - before.supply('amt')
    if (issued !== due) return `day ${day}: ${issued} issued, ${due} due`
    const [was, is] = [of(before), of(view)]
    const [miner, sale, administration] = [is[0] - was[0], is[1] - was[1], is[2] - was[2]]
    if (miner + sale + administration !== due) return `day ${day}: the parts are not the whole`
    if (sale !== (due * 20n) / 100n) return `day ${day}: the sale has not 20%`
    if (administration !== (due * 5n) / 100n) return `day ${day}: administration has not 5%`
    before = view
    ths += bought
  }
  return undefined
}

/** A mutant of the emitter, with its plans changed. */
const mutantOf = (policy: EmissionPolicy, change: (plan: Plan) => Plan): Agent => {
  const sound = orderEmitter(policy)
  return { ...sound, act: (view, draw) => sound.act(view, draw).map((plan) => change(plan as Plan)) }
}

const minting = (plan: Plan, amountOf: (mint: Call, index: number) => bigint): Plan =>
  plan.map((action, index) =>
    call('owner', 'master.mintMaster', {
      account: (action as Call<'master.mintMaster'>).args.account,
      amount: amountOf(action as Call, index) as Amt,
    }),
  )

/** Alice redeems `amount` on day `on`. */
const redeeming = (on: number, amount: Amt): Agent =>
  scriptedAgent('redemption', [], {
    prepare: () => [approveAll('alice', 'amt', 'burnVault')],
    act: ({ day }) => (day === on ? [[call('alice', 'burnVault.backingWithdraw', { amount })]] : []),
  })

describe('the machine-order emitter', () => {
  test.each(POLICIES.map((policy) => [policy.kind, policy] as const))(
    'issues exactly what policy %s grants for each order, split 75/20/5, and nothing on other days',
    (kind, policy) => {
      const { result, summary } = trajectory([dailyPayer, orderEmitter(policy)])
      expect(broken(summary, kind)).toBeUndefined()
      expect(
        calls(result, 'master.mintMaster').filter(({ args }) => 'account' in args && args.account === MINER),
      ).toHaveLength(3)
      expect(result.reverts).toEqual({})
    },
  )

  test('kills mutants: 74% for the miner, a lost remainder, AMT before, after or without the machines', () => {
    const policy: EmissionPolicy = { kind: 'keep-ratio' }
    const whole = (plan: Plan) =>
      plan.reduce((sum, mint) => sum + ((mint as Call).args as { amount: bigint }).amount, 0n)
    const mutants: readonly Agent[] = [
      mutantOf(policy, (plan) =>
        minting(plan, (_mint, index) => {
          const [sale, administration] = [(whole(plan) * 21n) / 100n, (whole(plan) * 5n) / 100n]
          return [whole(plan) - sale - administration, sale, administration][index]!
        }),
      ),
      mutantOf(policy, (plan) =>
        minting(plan, (_mint, index) => (whole(plan) * [75n, 20n, 5n][index]!) / 100n),
      ),
      mutantOf(policy, () => []),
    ]
    for (const mutant of mutants) expect(broken(trajectory([mutant]).summary, 'keep-ratio')).toBeDefined()
    for (const shift of [-1, 1]) {
      const moved = Object.fromEntries(Object.entries(ORDERS).map(([day, ths]) => [Number(day) + shift, ths]))
      expect(broken(trajectory([orderEmitter(policy)], moved).summary, 'keep-ratio')).toBeDefined()
    }
    expect(
      broken(trajectory([orderEmitter(policy)], { ...ORDERS, 6: 1 }).summary, 'keep-ratio'),
    ).toBeDefined()
  })

  test('issues nothing without machines, under every policy', () => {
    for (const policy of POLICIES)
      expect(trajectory([orderEmitter(policy)], {}).result.actions).toEqual(
        trajectory([scriptedAgent('idle', [], { people: [{ name: MINER }, { name: BUYERS }] })], {}).result
          .actions,
      )
  })

  test('counts burnt AMT as issued when it keeps the ratio', () => {
    const { summary } = trajectory(
      [redeeming(1, amt('300')), orderEmitter({ kind: 'keep-ratio' })],
      { 2: THS, 4: 2 * THS },
      6,
    )
    const supplies = summary.closes.map(({ view }) => view.supply('amt'))
    expect(supplies).toEqual(['1000', '700', '1700', '1700', '3700', '3700'].map(amt))
    expect(summary.closes.map(({ tally }) => tally.issued)).toEqual(
      ['1000', '1000', '2000', '2000', '4000', '4000'].map(amt),
    )
  })

  test('stops at the cap: cuts the emission that would exceed it, issues nothing afterwards, and issues burnt AMT again', () => {
    const emitter = orderEmitter({ kind: 'per-th', amtPerTh: amt('60000000') })
    const { result, summary } = trajectory([redeeming(4, 19n as Amt), emitter], { 1: 1, 2: 1, 3: 1, 5: 1 }, 7)
    const supplies = summary.closes.map(({ view }) => view.supply('amt'))
    expect(supplies).toEqual([amt('1000'), amt('60001000'), CAP, CAP, CAP - 19n, CAP, CAP])
    const last = summary.closes.map(({ view }) => view.balance('amt', MINER))
    // 19 wei: 3 for the sale, nothing for administration, and 16 for the miner.
    expect(last[5]! - last[4]!).toBe(16n)
    expect(result.reverts).toEqual({})
  })

  test('excludes new AMT from the payment of the day on which machines arrive', () => {
    const { summary } = trajectory([dailyPayer, orderEmitter({ kind: 'keep-ratio' })], { 2: THS }, 4)
    const { view } = summary.closes.at(-1)!
    expect([2n, 3n, 4n].map((id) => view.payment(id).supply)).toEqual(['1000', '1000', '2000'].map(amt))
  })
})
