/**
 * Gas situations: fixed situations in which each function of the project is called, and what a transaction pays for each.
 *
 * A town of launch size: 1,000,000 AMT and 50 BTCB in the pool, 40,000,000 AMT in circulation, payments of 1 BTCB. All numbers
 * are of whole transactions, refunds included (`transactionGas`), with every account and slot cold at the start.
 */
import { MAX, Town, type Person } from '../support/chain-world.ts'

export interface Measured {
  readonly fn: string
  readonly situation: string
  readonly gas: bigint
}

const UNIT = 10n ** 18n
const DAY = 86_400n

/** alice 10 million, bob 10 million in the staking vault, carol 10 million in the buy-back vault, the Market 9 million. */
export function launchTown(): Town {
  const town = new Town()
  town.provide('dora', 1_000_000n * UNIT, 50n * UNIT)
  town.giveAmt('alice', 10_000_000n * UNIT)
  town.deposit('bob', 'stakingVault', 10_000_000n * UNIT)
  town.deposit('carol', 'buyBackVault', 10_000_000n * UNIT)
  town.giveAmt('market', 9_000_000n * UNIT)
  town.giveUsdt('market', 10_000n * UNIT)
  town.giveBtcb('burnVault', 30n * UNIT)
  town.giveUsdt('emil', 100n * UNIT)
  town.giveAmt('emil', 1_000_000n * UNIT)
  town.giveBtcb('emil', 100n * UNIT)
  for (const spender of ['market', 'stakingVault', 'buyBackVault'] as const)
    town.does('emil', 'amt', 'approve', spender, MAX)
  return town
}

/** `n` payments of 1 BTCB, a day apart, 10% of each to the RCL. */
export function payments(town: Town, n: number): void {
  for (let payment = 0; payment < n; payment += 1) {
    town.wait(DAY)
    town.pay(UNIT, 10n)
  }
}

export function measurements(): readonly Measured[] {
  return [...payers(), ...tokens(), ...claims(), ...market(), ...staking(), ...buyingBack(), ...airdrop()]
}

/** Runs in a situation without changing it. */
function trial(
  town: Town,
  situation: string,
  ...[from, to, fn, ...args]: Parameters<Town['does']>
): Measured {
  const mark = town.machine.checkpoint()
  const gas = town.transactionGas(from, to, fn, ...args)
  town.machine.rewind(mark)
  town.machine.release(mark)
  return { fn: `${to}.${fn}`, situation, gas }
}

function payers(): readonly Measured[] {
  const town = launchTown()
  town.giveBtcb('payer', 10n * UNIT)
  town.giveBtcb('owner', 100n * UNIT)
  town.giveAmt('owner', 1_000_000n * UNIT)
  const first = [
    trial(town, 'the first payment, 10% to the RCL', 'payer', 'master', 'payRent', UNIT, 10n),
    trial(town, 'the first of the kind', 'emil', 'master', 'addLiquidity', 20_000n * UNIT, UNIT),
    trial(
      town,
      'creates the locker',
      'owner',
      'master',
      'addLiquidityLocking',
      1_000_000n * UNIT,
      50n * UNIT,
    ),
    trial(town, 'a little, before any payment', 'dora', 'master', 'removeLiquidity', UNIT),
    trial(town, 'to a new holder', 'owner', 'master', 'mintMaster', 'admin', UNIT),
    trial(town, 'a wallet without BTCB', 'alice', 'burnVault', 'backingWithdraw', UNIT),
  ]
  town.does('owner', 'master', 'addLiquidityLocking', 1_000_000n * UNIT, 50n * UNIT)
  payments(town, 2)
  town.giveBtcb('payer', 10n * UNIT)
  const later = [
    trial(town, 'a later payment, 10% to the RCL', 'payer', 'master', 'payRent', UNIT, 10n),
    trial(town, 'a later payment, nothing to the RCL', 'payer', 'master', 'payRent', UNIT, 0n),
    trial(town, 'a later payment, everything to the RCL', 'payer', 'master', 'payRent', UNIT, 100n),
    trial(
      town,
      'after a payment, which writes snapshots',
      'emil',
      'master',
      'addLiquidity',
      20_000n * UNIT,
      UNIT,
    ),
    trial(town, 'after a payment, which writes snapshots', 'dora', 'master', 'removeLiquidity', UNIT),
    trial(town, 'after a payment, which writes snapshots', 'alice', 'burnVault', 'backingWithdraw', UNIT),
    trial(town, "one payment's", 'emil', 'locker', 'charge', 1n),
    trial(town, 'another wallet', 'owner', 'master', 'setPayerWallet', 'emil'),
    trial(town, 'nothing to raise', 'owner', 'master', 'extendApprove', UNIT),
  ]
  town.does('alice', 'master', 'charge', 1n)
  town.does('dora', 'master', 'liqCharge', 1n)
  const dust = [
    trial(town, 'after one claim', 'owner', 'master', 'handleDust', 1n),
    trial(town, 'after one claim', 'owner', 'master', 'LiqHandleDust', 1n),
  ]
  town.wait(730n * DAY)
  return [...first, ...later, ...dust, trial(town, 'after two years', 'emil', 'locker', 'release')]
}

/** What AMT and liqAMT do for whoever holds them; dora, who provides liquidity, has both. */
function tokens(): readonly Measured[] {
  const town = launchTown()
  town.giveAmt('dora', 1_000n * UNIT)
  const result: Measured[] = []
  for (const token of ['amt', 'liqAmt'] as const) {
    result.push(
      trial(town, 'a new spender', 'dora', token, 'approve', 'bob', UNIT),
      trial(town, 'a new spender', 'dora', token, 'increaseAllowance', 'bob', UNIT),
    )
    town.does('dora', token, 'approve', 'alice', 10n * UNIT)
    result.push(
      trial(town, 'another amount', 'dora', token, 'approve', 'alice', UNIT),
      trial(town, 'by a part', 'dora', token, 'decreaseAllowance', 'alice', UNIT),
    )
  }
  result.push(...moves(town, 'before any payment'))
  payments(town, 1)
  return [...result, ...moves(town, 'after a payment, which writes snapshots')]
}

/** Everything that changes a balance of AMT or liqAMT and is no contract's alone; to carol, who has none, and by alice, who is allowed to. */
function moves(town: Town, situation: string): readonly Measured[] {
  return (['amt', 'liqAmt'] as const).flatMap((token) => [
    trial(town, situation, 'dora', token, 'transfer', 'carol', UNIT),
    trial(town, situation, 'alice', token, 'transferFrom', 'dora', 'carol', UNIT),
    trial(town, situation, 'alice', token, 'burnFrom', 'dora', UNIT),
    ...(token === 'amt' ? [trial(town, situation, 'dora', token, 'burn', UNIT)] : []),
  ])
}

/** What `n` payments cost to claim, for the first claimant of each and for a later one. */
export interface ClaimCost {
  readonly n: number
  readonly first: bigint
  readonly later: bigint
  readonly laterActive: bigint
}

export const CLAIM_COUNTS = [1, 2, 7, 30, 90, 150] as const

/** Emil claims before anybody else, after alice, and after alice with a wallet that has moved before every payment. */
export function claimCosts(): readonly ClaimCost[] {
  const quiet = launchTown()
  const active = launchTown()
  return CLAIM_COUNTS.map((n, index) => {
    const more = n - (CLAIM_COUNTS[index - 1] ?? 0)
    payments(quiet, more)
    for (let payment = 0; payment < more; payment += 1) {
      active.does('emil', 'amt', 'transfer', 'alice', 1n)
      payments(active, 1)
    }
    const args = ['chargeFromTo', 1n, BigInt(n)] as const
    const first = trial(quiet, '', 'emil', 'master', ...args).gas
    const after = (town: Town): bigint => {
      const mark = town.machine.checkpoint()
      town.does('alice', 'master', ...args)
      const { gas } = trial(town, '', 'emil', 'master', ...args)
      town.machine.rewind(mark)
      town.machine.release(mark)
      return gas
    }
    return { n, first, later: after(quiet), laterActive: after(active) }
  })
}

function claims(): readonly Measured[] {
  const town = launchTown()
  payments(town, 2)
  const first = [
    trial(town, 'the first claimant', 'emil', 'master', 'charge', 1n),
    trial(town, 'the first claimant', 'dora', 'master', 'liqCharge', 1n),
    trial(town, 'two payments, the first claimant', 'dora', 'master', 'liqChargeFromTo', 1n, 2n),
  ]
  town.does('alice', 'master', 'charge', 1n)
  return [...first, trial(town, 'a later claimant', 'emil', 'master', 'charge', 1n)]
}

function market(): readonly Measured[] {
  const town = launchTown()
  payments(town, 1)
  return [
    trial(town, 'by a holder', 'emil', 'market', 'buy', UNIT),
    trial(town, 'by a holder', 'emil', 'market', 'sell', UNIT),
    trial(town, 'another rate', 'owner', 'market', 'setRate', 200n),
    trial(town, 'another fee', 'owner', 'market', 'setFee', 20n),
    trial(town, 'the first claimant', 'owner', 'market', 'charge', 1n),
    trial(town, 'AMT and USDT', 'owner', 'market', 'withdrawAll'),
  ]
}

function staking(): readonly Measured[] {
  const town = launchTown()
  const result = [
    trial(town, 'a new depositor, nothing to harvest', 'emil', 'stakingVault', 'deposit', UNIT),
    trial(town, 'all of it, nothing to harvest', 'bob', 'stakingVault', 'withdraw', 10_000_000n * UNIT),
  ]
  let paid = 0
  for (const n of [1, 2, 7, 30]) {
    payments(town, n - paid)
    paid = n
    const to = BigInt(n)
    result.push(trial(town, count(n), 'emil', 'stakingVault', 'harvest', to))
    result.push(trial(town, `${count(n)} to harvest`, 'emil', 'stakingVault', 'deposit', UNIT))
    result.push(
      trial(town, `all of it, ${count(n)} to harvest`, 'bob', 'stakingVault', 'withdraw', 10_000_000n * UNIT),
    )
    const mark = town.machine.checkpoint()
    town.does('emil', 'stakingVault', 'harvest', to)
    result.push(trial(town, count(n), 'emil', 'stakingVault', 'settle', 'bob', to))
    town.machine.rewind(mark)
    town.machine.release(mark)
  }
  return result
}

const count = (n: number): string => (n === 1 ? '1 payment' : `${n} payments`)

function buyingBack(): readonly Measured[] {
  const town = launchTown()
  const empty = trial(town, 'a new depositor, nothing to harvest', 'emil', 'buyBackVault', 'deposit', UNIT)
  payments(town, 1)
  const harvests = [
    trial(town, '1 payment, nothing pending', 'emil', 'buyBackVault', 'harvest', 1n),
    trial(town, 'a new depositor, 1 payment to harvest', 'emil', 'buyBackVault', 'deposit', UNIT),
  ]
  const poke = trial(town, 'the first', 'emil', 'buyBackVault', 'poke')
  town.does('emil', 'buyBackVault', 'poke')
  town.wait(1_800n)
  return [
    empty,
    ...harvests,
    poke,
    trial(town, 'later', 'emil', 'buyBackVault', 'poke'),
    trial(town, '1 payment to harvest, the first round', 'emil', 'buyBackVault', 'buyBack', 0n, town.now),
    ...afterRound(town),
    ...afterManyRounds(),
  ]
}

function afterRound(town: Town): readonly Measured[] {
  town.does('emil', 'buyBackVault', 'buyBack', 0n, town.now)
  const applied = [
    trial(town, '1 round to apply', 'carol', 'buyBackVault', 'withdraw', 10_000_000n * UNIT),
    trial(town, '1 round to apply', 'emil', 'buyBackVault', 'settle', 'carol', 1n),
  ]
  town.giveAmt('carol', UNIT)
  town.does('carol', 'amt', 'approve', 'buyBackVault', MAX)
  payments(town, 7)
  return [
    ...applied,
    trial(town, '7 payments, some BTCB pending', 'emil', 'buyBackVault', 'harvest', 8n),
    trial(town, '7 payments to harvest, 1 round to apply', 'carol', 'buyBackVault', 'deposit', UNIT),
  ]
}

/** Payments have piled up, and are spent over two days, half an hour apart. */
function afterManyRounds(): readonly Measured[] {
  const town = launchTown()
  payments(town, 60)
  town.does('emil', 'buyBackVault', 'harvest', 60n)
  town.does('emil', 'buyBackVault', 'settle', 'carol', 60n)
  for (let round = 0; round < 101; round += 1) {
    town.does('emil', 'buyBackVault', 'poke')
    town.wait(1_800n)
    town.does('emil', 'buyBackVault', 'buyBack', 0n, town.now)
  }
  return [
    trial(town, '100 rounds to apply, the most of one call', 'emil', 'buyBackVault', 'settle', 'carol', 60n),
    trial(town, '101 rounds to apply', 'carol', 'buyBackVault', 'withdraw', 10_000_000n * UNIT),
  ]
}

function airdrop(): readonly Measured[] {
  const names = ['alice', 'bob', 'carol', 'dora', 'emil'] as const satisfies readonly Person[]
  return [1, 2, 100, 1_000, 10_000].flatMap((size) => {
    const town = launchTown()
    const list = Array.from({ length: size }, (_, index) => [names[index % 5]!, UNIT] as const)
    const tree = town.announce(list, town.now + DAY)
    town.giveAmt('distributor', BigInt(size) * UNIT)
    const claim = trial(
      town,
      `the first of ${size}`,
      'alice',
      'distributor',
      'claim',
      0n,
      'alice',
      UNIT,
      tree.proof(0n),
    )
    if (size > 1) return [claim]
    town.wait(DAY + 1n)
    return [claim, trial(town, 'after the deadline', 'emil', 'distributor', 'reclaim')]
  })
}
