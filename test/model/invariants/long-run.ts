/**
 * Long run: one sequence on {@link vaultsWorld} that emits every event that an invariant reads, and what a
 * fold remembers, in a form that can be compared.
 */
import type { Action } from '../../../src/model/interface/action.ts'
import { entryAt, type Rerooted } from '../../../src/model/kernel/rerooted.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { entries, type Vector } from '../../../src/model/kernel/vector.ts'
import { action, UINT256_MAX } from '../../support/model-world.ts'

const swap = (by: string, ...path: string[]): Action =>
  action(by, 'router.swapExactTokensForTokens', {
    amountA: ONE / 10n,
    limit: 0n,
    path,
    to: by,
    deadline: UINT256_MAX,
  })

const pay = (amountBtcb: bigint): Action =>
  action('payer', 'master.payRent', { amountBtcb, vaultParticipation: 20n })

const claimEntry = (index: bigint, account: string, amount: bigint): Action =>
  action('carmen', 'distributor.claim', { index, account, amount, proof: index })

export const LONG_RUN: readonly Action[] = [
  action('alice', 'amt.transfer', { to: 'bruno', amount: 3n * ONE }),
  swap('alice', 'amt', 'btcb', 'usdt'),
  action('alice', 'master.chargeFromTo', { from: 1n, to: 3n }),
  action('bruno', 'master.charge', { snapId: 2n }),
  action('bruno', 'master.liqChargeFromTo', { from: 2n, to: 4n }),
  action('alice', 'locker.charge', { snapId: 1n }),
  action('owner', 'market.charge', { snapId: 4n }),
  pay(5n * ONE),
  action('alice', 'stakingVault.deposit', { amount: 2n * ONE }),
  pay(107n),
  action('alice', 'stakingVault.withdraw', { amount: ONE }),
  action('carmen', 'buyBackVault.harvest', { upTo: 5n }),
  action('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
  claimEntry(0n, 'alice', ONE),
  claimEntry(3n, 'alice', 4n),
  action('alice', 'market.buy', { amountUsdt: ONE }),
  action('bruno', 'market.sell', { amountAmt: ONE }),
  action('carmen', 'factory.createPair', { tokenA: 'amt', tokenB: 'usdt' }),
  action('alice', 'amt.transfer', { to: 'pair:amt/usdt', amount: ONE }),
  action('alice', 'usdt.transfer', { to: 'pair:amt/usdt', amount: ONE }),
  action('alice', 'pair.mint', { to: 'alice' }, 'pair:amt/usdt'),
  swap('alice', 'usdt', 'amt', 'btcb'),
  action('owner', 'master.mintMaster', { account: 'carmen', amount: ONE }),
  action('bruno', 'burnVault.backingWithdraw', { amount: ONE }),
  action('alice', 'master.addLiquidity', { amountAmt: 20n * ONE, amountBtcb: (1_005n * ONE) / 1_000n }),
  action('alice', 'master.removeLiquidity', { amount: ONE }),
  action('alice', 'buyBackVault.withdraw', { amount: ONE }),
  action('bruno', 'stakingVault.withdraw', { amount: 70n * ONE }),
  { wait: 31n * 86_400n },
  action('carmen', 'distributor.reclaim', {}),
  action('alice', 'liqAmt.transfer', { to: 'carmen', amount: 5n }),
]

/**
 * What a fold has remembered, as plain data: entries by index for vectors and rerooted arrays, without the
 * table of names and the rotation, which start anew with each fold.
 */
export function remembered(state: unknown): unknown {
  if (typeof state !== 'object' || state === null) return state
  if (Array.isArray(state)) return state.map(remembered)
  if ('head' in state)
    return Object.fromEntries(
      [...entries(state as Vector<unknown>)].map(([at, each]) => [at, remembered(each)]),
    )
  if ('shared' in state) {
    const { absent, shared } = state as Rerooted<unknown>
    const values = shared.entries.map((_each, index) => entryAt(state as Rerooted<unknown>, index))
    return Object.fromEntries([...values.entries()].filter(([, value]) => value !== absent))
  }
  return Object.fromEntries(
    Object.entries(state)
      .filter(([key]) => key !== 'names' && key !== 'turn')
      .map(([key, value]) => [key, remembered(value)]),
  )
}
