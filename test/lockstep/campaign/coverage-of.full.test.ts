/** Source coverage of given lists of actions, under comparison. */
import { expect, test } from 'vitest'
import { mappedBuild } from '../../../src/evm/coverage/mapped-build.ts'
import { coverageOf, SequenceDiverges } from '../../../src/lockstep/campaign/coverage-of.ts'
import { reasonOf } from '../../../src/lockstep/campaign/unreached.ts'
import { sharesOf, uncoveredIn } from '../../../src/lockstep/campaign/source-totals.ts'
import { CANARY_MUTANT } from '../../../src/lockstep/mutation/canaries.ts'
import type { Action } from '../../../src/model/interface/action.ts'

const redeem: Action = { by: 'alice', call: 'burnVault.backingWithdraw', args: { amount: 1n } }
const list = { amtSorts: 'below', actions: [redeem] } as const

test('the coverage is that of the lists alone, each from a fresh deployment', () => {
  const mapped = mappedBuild()
  coverageOf(mapped, [list])
  const vault = coverageOf(mapped, [list, list]).find(({ unit }) => unit === 'contracts/BurnVault.sol')!
  expect(vault.functions.map(({ name, hits }) => [name, hits])).toEqual([
    ['BurnVault.constructor', 0],
    ['BurnVault.backingWithdraw', 2],
  ])
  expect(sharesOf([vault])).toEqual({
    functions: { reached: 1, of: 2 },
    lines: { reached: 2, of: 8 },
    branches: { reached: 1, of: 6 },
  })
  expect(uncoveredIn(vault).map(({ line, what, reason }) => [line, what, reason !== undefined])).toEqual([
    [27, 'BurnVault.constructor is never called', false],
    [35, 'supply == 0 is never false', false],
    [36, 'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply;', false],
    [38, 'amt.burnFrom(msg.sender, amount);', false],
    [39, 'if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout);', false],
    [40, 'emit burnMade(amount, payout);', false],
  ])
}, 120_000)

test('a list on which model and contracts diverge is an error', () => {
  const mutated = mappedBuild({ edits: [{ ...CANARY_MUTANT.edit, purpose: CANARY_MUTANT.name }] })
  const amount = 10n ** 18n
  const mint = (account: string, units: bigint): Action => ({
    by: 'owner',
    call: 'master.mintMaster',
    args: { account, amount: units },
  })
  const actions: readonly Action[] = [
    mint('alice', 1n),
    mint('bruno', 2n),
    { by: 'binance', call: 'btcb.mint', args: { amount } },
    { by: 'binance', call: 'btcb.transfer', args: { to: 'payer', amount } },
    { by: 'payer', call: 'btcb.approve', args: { spender: 'master', amount } },
    { by: 'payer', call: 'master.payRent', args: { amountBtcb: amount, vaultParticipation: 0n } },
    { by: 'alice', call: 'master.charge', args: { snapId: 1n } },
  ]
  expect(() => coverageOf(mutated, [list, { amtSorts: 'below', actions }])).toThrow(SequenceDiverges)
}, 120_000)

test('reasons are for places, and what is not listed has none', () => {
  const place = {
    unit: 'contracts/Master.sol',
    function: 'Master.constructor',
    what: 'pair == address(0) is never false',
  }
  expect(reasonOf(place)).toContain('before Master creates it')
  expect(reasonOf({ ...place, function: 'Master.payRent', what: 'amt_ == address(0) is never true' })).toBe(
    undefined,
  )
})
