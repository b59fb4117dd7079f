import { describe, expect, it } from 'vitest'
import {
  countStates,
  newStateCounts,
  rarestStates,
  stateGaps,
  statesReached,
  stateTable,
} from '../../../src/lockstep/report/states.ts'
import { STATES } from '../../../src/lockstep/systems/states.ts'
import { apply, type Economy } from '../../../src/model/economy.ts'
import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { action, liquidWorld, paymentsWorld, UINT256_MAX, vaultsWorld } from '../../support/model-world.ts'

const LIQUID = liquidWorld().economy
const PAID = paymentsWorld().economy
const VAULTS = vaultsWorld().economy

/** The states that the last of some actions reaches. */
function reachedBy(start: Economy, ...actions: readonly Action[]): readonly string[] {
  let economy = start
  let reached: readonly string[] = []
  for (const each of actions) {
    const { economy: next, outcome } = apply(economy, each)
    reached = statesReached(economy, each, outcome, next)
    economy = next
  }
  return reached
}

const release = action('alice', 'locker.release', {})
const pay = action('payer', 'master.payRent', { amountBtcb: ONE + 1n, vaultParticipation: 0n })
const poke = action('alice', 'buyBackVault.poke', {})
const buyBack = action('alice', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
const charge = (by: string, snapId: bigint): Action => action(by, 'master.charge', { snapId })
const settle = (account: string, upTo: bigint): Action =>
  action('carmen', 'buyBackVault.settle', { account, upTo })
const dust = action('owner', 'master.handleDust', { snapId: 1n })
const claims = ['alice', 'bruno', 'payer', 'owner', 'carmen'].map((by) => charge(by, 1n))
const round = [poke, { wait: 1_800n }, buyBack]

describe('the list of states', () => {
  it('names each once, states it in a sentence, and says which calls can reach it', () => {
    expect(new Set(STATES.map(({ name }) => name)).size).toBe(STATES.length)
    for (const { name, statement, calls, passes } of STATES) {
      expect(statement, name).toMatch(/^[A-Z].*\.$/)
      expect(name).toMatch(/^\S.*: \S/)
      expect(calls.length > 0 || passes !== undefined, name).toBe(true)
    }
  })
})

describe('the states that an action reaches', () => {
  it.each<readonly [state: string, start: Economy, near: readonly Action[], beside: readonly Action[]]>([
    [
      'locker: released at its end',
      LIQUID,
      [{ wait: LOCK_SECONDS }, release],
      [{ wait: LOCK_SECONDS + 1n }, release],
    ],
    [
      'locker: a second early',
      LIQUID,
      [{ wait: LOCK_SECONDS - 1n }, release],
      [{ wait: LOCK_SECONDS - 2n }, release],
    ],
    ['locker: time to its end', LIQUID, [{ wait: LOCK_SECONDS }], [{ wait: LOCK_SECONDS + 1n }]],
    [
      'locker: LP without liqAMT',
      LIQUID,
      [
        { wait: LOCK_SECONDS },
        release,
        action('bruno', 'pair.transfer', { to: 'locker', amount: 1n }),
        release,
      ],
      [{ wait: LOCK_SECONDS }, release],
    ],
    [
      'holders: out of order',
      PAID,
      [charge('bruno', 3n), charge('bruno', 1n)],
      [charge('bruno', 1n), charge('bruno', 3n)],
    ],
    ['holders: the latest payment', PAID, [charge('bruno', 3n)], [charge('bruno', 2n)]],
    [
      'holders: sold since',
      PAID,
      [action('bruno', 'amt.transfer', { to: 'alice', amount: 950n * ONE }), charge('bruno', 3n)],
      [action('bruno', 'amt.transfer', { to: 'alice', amount: 949n * ONE }), charge('bruno', 3n)],
    ],
    ['holders: dust a second time', PAID, [...claims, dust, dust], [...claims, dust]],
    [
      'payment: the pair holds liqAMT',
      LIQUID,
      [action('alice', 'liqAmt.transfer', { to: 'pair', amount: 1n }), pay],
      [action('alice', 'liqAmt.transfer', { to: 'bruno', amount: 1n }), pay],
    ],
    [
      'payment: right after another',
      LIQUID,
      [pay, pay],
      [pay, action('alice', 'amt.burn', { amount: 1n }), pay],
    ],
    [
      'round: two skipped at once',
      VAULTS,
      [...round, pay, { wait: 1_800n }, ...round, settle('carmen', 5n)],
      [...round, pay, { wait: 1_800n }, ...round, settle('alice', 5n)],
    ],
    [
      'round: settled at its last payment',
      VAULTS,
      [...round, settle('alice', 4n)],
      [
        ...round,
        pay,
        { wait: 1_800n },
        action('alice', 'buyBackVault.harvest', { upTo: 5n }),
        settle('alice', 5n),
      ],
    ],
    [
      'outsiders: taken first',
      LIQUID,
      [action('alice', 'router.addLiquidity', outside('amt', 'bruno'))],
      [action('alice', 'router.addLiquidity', outside('amt', 'usdt'))],
    ],
    [
      'unsolicited: in master',
      LIQUID,
      [action('alice', 'btcb.transfer', { to: 'master', amount: 1n })],
      [action('alice', 'btcb.transfer', { to: 'market', amount: 1n })],
    ],
    [
      'allowance: one wei short',
      PAID,
      [action('bruno', 'amt.transferFrom', { from: 'alice', to: 'bruno', amount: 50n * ONE + 1n })],
      [action('bruno', 'amt.transferFrom', { from: 'alice', to: 'bruno', amount: 50n * ONE + 2n })],
    ],
  ])('has "%s" when it is true, and not beside it', (state, start, near, beside) => {
    expect(STATES.map(({ name }) => name)).toContain(state)
    expect(reachedBy(start, ...near)).toContain(state)
    expect(reachedBy(start, ...beside)).not.toContain(state)
  })

  it('has the same after a revert as the economy before it', () => {
    expect(reachedBy(LIQUID, action('alice', 'amt.transfer', { to: 'bruno', amount: UINT256_MAX }))).toEqual(
      [],
    )
  })
})

function outside(tokenA: string, tokenB: string) {
  const amounts = { amountADesired: 5n, amountBDesired: 5n, amountAMin: 0n, amountBMin: 0n }
  return { tokenA, tokenB, ...amounts, to: 'alice', deadline: UINT256_MAX }
}

describe('the counts of a run', () => {
  it('tell what was never reached, and the rarest first', () => {
    const counts = newStateCounts()
    expect(stateGaps(counts)).toHaveLength(STATES.length)
    countStates(counts, ['time: none', 'time: a day'])
    countStates(counts, ['time: a day'])
    expect(stateGaps(counts)).toHaveLength(STATES.length - 2)
    expect(rarestStates(counts).slice(-2)).toEqual([
      ['time: none', 1],
      ['time: a day', 2],
    ])
    expect(stateTable(counts)).toMatch(/^ +2 {2}time: a day +A wait of exactly a day\.$/m)
  })
})
