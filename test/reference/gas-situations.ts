/**
 * Gas situations: calls each function of the project in fixed situations, and measures the transaction's gas.
 *
 * The system has the size of the launch: 1,000,000 AMT and 50 BTCB in the pool, 40,000,000 AMT in
 * circulation, payments of 1 BTCB. All numbers are of whole transactions, refunds deducted
 * (`transactionGas`), with every account and slot cold.
 */
import { MAX, ChainWorld, type Person } from '../support/chain-world.ts'
import { HOLDERS, PLACES, simpleArgs, type Entry } from './role-list.ts'

export interface Measured {
  readonly fn: string
  readonly situation: string
  readonly gas: bigint
}

const UNIT = 10n ** 18n
const DAY = 86_400n

/**
 * AMT: alice 10 million, bruno 10 million in the staking vault, carmen 10 million in the buy-back vault,
 * Market 9 million.
 */
export function launchWorld(): ChainWorld {
  const world = new ChainWorld()
  world.provide('diego', 1_000_000n * UNIT, 50n * UNIT)
  world.giveAmt('alice', 10_000_000n * UNIT)
  world.deposit('bruno', 'stakingVault', 10_000_000n * UNIT)
  world.deposit('carmen', 'buyBackVault', 10_000_000n * UNIT)
  world.giveAmt('market', 9_000_000n * UNIT)
  world.giveUsdt('market', 10_000n * UNIT)
  world.giveBtcb('burnVault', 30n * UNIT)
  world.giveUsdt('elena', 100n * UNIT)
  world.giveAmt('elena', 1_000_000n * UNIT)
  world.giveBtcb('elena', 100n * UNIT)
  for (const spender of ['market', 'stakingVault', 'buyBackVault'] as const)
    world.does('elena', 'amt', 'approve', spender, MAX)
  return world
}

/** Makes `n` payments of 1 BTCB, one day apart, 10% of each to the RCL. */
export function payments(world: ChainWorld, n: number): void {
  for (let payment = 0; payment < n; payment += 1) {
    world.wait(DAY)
    world.pay(UNIT, 10n)
  }
}

export function measurements(): readonly Measured[] {
  return [...payers(), ...tokens(), ...claims(), ...market(), ...staking(), ...buyingBack(), ...airdrop()]
}

/**
 * Functions without a situation of their own, by a call with simple arguments after two payments.
 *
 * @throws {Reverted} when such a call reverts: the function needs a situation of its own.
 */
export function simpleCalls(entries: readonly Entry[]): readonly Measured[] {
  if (entries.length === 0) return []
  const world = launchWorld()
  payments(world, 2)
  return entries.map((entry) => {
    const { contract, fn, who } = entry
    const from = who === 'anyone' ? 'elena' : HOLDERS[who]
    const name = fn.slice(0, fn.indexOf('('))
    return trial(world, 'simple arguments', from, PLACES[contract]!, name, ...simpleArgs(entry))
  })
}

/** Measures a call in a situation, and undoes it. */
function trial(
  world: ChainWorld,
  situation: string,
  ...[from, to, fn, ...args]: Parameters<ChainWorld['does']>
): Measured {
  const mark = world.machine.checkpoint()
  const gas = world.transactionGas(from, to, fn, ...args)
  world.machine.rewind(mark)
  world.machine.release(mark)
  return { fn: `${to}.${fn}`, situation, gas }
}

function payers(): readonly Measured[] {
  const world = launchWorld()
  world.giveBtcb('payer', 10n * UNIT)
  world.giveBtcb('owner', 100n * UNIT)
  world.giveAmt('owner', 1_000_000n * UNIT)
  const first = [
    trial(world, 'the first payment, 10% to the RCL', 'payer', 'master', 'payRent', UNIT, 10n),
    trial(
      world,
      'the first liquidity of the caller',
      'elena',
      'master',
      'addLiquidity',
      20_000n * UNIT,
      UNIT,
    ),
    trial(
      world,
      'creates the locker',
      'owner',
      'master',
      'addLiquidityLocking',
      1_000_000n * UNIT,
      50n * UNIT,
    ),
    trial(world, 'a small part, before any payment', 'diego', 'master', 'removeLiquidity', UNIT),
    trial(world, 'to a new holder', 'owner', 'master', 'mintMaster', 'admin', UNIT),
    trial(world, 'a wallet without BTCB', 'alice', 'burnVault', 'backingWithdraw', UNIT),
  ]
  world.does('owner', 'master', 'addLiquidityLocking', 1_000_000n * UNIT, 50n * UNIT)
  payments(world, 2)
  world.giveBtcb('payer', 10n * UNIT)
  const later = [
    trial(world, 'a later payment, 10% to the RCL', 'payer', 'master', 'payRent', UNIT, 10n),
    trial(world, 'a later payment, nothing to the RCL', 'payer', 'master', 'payRent', UNIT, 0n),
    trial(world, 'a later payment, everything to the RCL', 'payer', 'master', 'payRent', UNIT, 100n),
    trial(
      world,
      'after a payment, which writes snapshots',
      'elena',
      'master',
      'addLiquidity',
      20_000n * UNIT,
      UNIT,
    ),
    trial(world, 'after a payment, which writes snapshots', 'diego', 'master', 'removeLiquidity', UNIT),
    trial(world, 'after a payment, which writes snapshots', 'alice', 'burnVault', 'backingWithdraw', UNIT),
    trial(world, 'one payment', 'elena', 'locker', 'charge', 1n),
    trial(world, 'a new wallet', 'owner', 'master', 'setPayerWallet', 'elena'),
    trial(world, 'nothing to raise', 'owner', 'master', 'extendApprove', UNIT),
  ]
  world.does('alice', 'master', 'charge', 1n)
  world.does('diego', 'master', 'liqCharge', 1n)
  const dust = [
    trial(world, 'after one claim', 'owner', 'master', 'handleDust', 1n),
    trial(world, 'after one claim', 'owner', 'master', 'LiqHandleDust', 1n),
  ]
  world.wait(730n * DAY)
  return [...first, ...later, ...dust, trial(world, 'after two years', 'elena', 'locker', 'release')]
}

/** Functions of AMT and liqAMT for holders; diego, who provides liquidity, holds both. */
function tokens(): readonly Measured[] {
  const world = launchWorld()
  world.giveAmt('diego', 1_000n * UNIT)
  const result: Measured[] = []
  for (const token of ['amt', 'liqAmt'] as const) {
    result.push(
      trial(world, 'a new spender', 'diego', token, 'approve', 'bruno', UNIT),
      trial(world, 'a new spender', 'diego', token, 'increaseAllowance', 'bruno', UNIT),
    )
    world.does('diego', token, 'approve', 'alice', 10n * UNIT)
    result.push(
      trial(world, 'a new amount', 'diego', token, 'approve', 'alice', UNIT),
      trial(world, 'by a part', 'diego', token, 'decreaseAllowance', 'alice', UNIT),
    )
  }
  result.push(...moves(world, 'before any payment'))
  payments(world, 1)
  return [...result, ...moves(world, 'after a payment, which writes snapshots')]
}

/**
 * Functions that change a balance of AMT or liqAMT: to carmen, who holds none, and by alice, who has an
 * allowance.
 */
function moves(world: ChainWorld, situation: string): readonly Measured[] {
  return (['amt', 'liqAmt'] as const).flatMap((token) => [
    trial(world, situation, 'diego', token, 'transfer', 'carmen', UNIT),
    trial(world, situation, 'alice', token, 'transferFrom', 'diego', 'carmen', UNIT),
    trial(world, situation, 'alice', token, 'burnFrom', 'diego', UNIT),
    ...(token === 'amt' ? [trial(world, situation, 'diego', token, 'burn', UNIT)] : []),
  ])
}

/** Gas of claiming `n` payments, by the first claimant of each and by a later one. */
export interface ClaimCost {
  readonly n: number
  readonly first: bigint
  readonly later: bigint
  readonly laterActive: bigint
}

export const CLAIM_COUNTS = [1, 2, 7, 30, 90, 150] as const

/**
 * Elena claims first, after alice, and after alice with a wallet whose balance changes before every payment.
 */
export function claimCosts(): readonly ClaimCost[] {
  const quiet = launchWorld()
  const active = launchWorld()
  return CLAIM_COUNTS.map((n, index) => {
    const more = n - (CLAIM_COUNTS[index - 1] ?? 0)
    payments(quiet, more)
    for (let payment = 0; payment < more; payment += 1) {
      active.does('elena', 'amt', 'transfer', 'alice', 1n)
      payments(active, 1)
    }
    const args = ['chargeFromTo', 1n, BigInt(n)] as const
    const first = trial(quiet, '', 'elena', 'master', ...args).gas
    const after = (world: ChainWorld): bigint => {
      const mark = world.machine.checkpoint()
      world.does('alice', 'master', ...args)
      const { gas } = trial(world, '', 'elena', 'master', ...args)
      world.machine.rewind(mark)
      world.machine.release(mark)
      return gas
    }
    return { n, first, later: after(quiet), laterActive: after(active) }
  })
}

function claims(): readonly Measured[] {
  const world = launchWorld()
  payments(world, 2)
  const first = [
    trial(world, 'the first claimant', 'elena', 'master', 'charge', 1n),
    trial(world, 'the first claimant', 'diego', 'master', 'liqCharge', 1n),
    trial(world, 'two payments, the first claimant', 'diego', 'master', 'liqChargeFromTo', 1n, 2n),
  ]
  world.does('alice', 'master', 'charge', 1n)
  return [...first, trial(world, 'a later claimant', 'elena', 'master', 'charge', 1n)]
}

function market(): readonly Measured[] {
  const world = launchWorld()
  payments(world, 1)
  return [
    trial(world, 'by a holder', 'elena', 'market', 'buy', UNIT),
    trial(world, 'by a holder', 'elena', 'market', 'sell', UNIT),
    trial(world, 'a new rate', 'owner', 'market', 'setRate', 200n),
    trial(world, 'a new fee', 'owner', 'market', 'setFee', 20n),
    trial(world, 'the first claimant', 'owner', 'market', 'charge', 1n),
    trial(world, 'AMT and USDT', 'owner', 'market', 'withdrawAll'),
  ]
}

function staking(): readonly Measured[] {
  const world = launchWorld()
  const result = [
    trial(world, 'a new depositor, nothing to harvest', 'elena', 'stakingVault', 'deposit', UNIT),
    trial(
      world,
      'the whole deposit, nothing to harvest',
      'bruno',
      'stakingVault',
      'withdraw',
      10_000_000n * UNIT,
    ),
  ]
  let paid = 0
  for (const n of [1, 2, 7, 30]) {
    payments(world, n - paid)
    paid = n
    const to = BigInt(n)
    result.push(trial(world, count(n), 'elena', 'stakingVault', 'harvest', to))
    result.push(trial(world, `${count(n)} to harvest`, 'elena', 'stakingVault', 'deposit', UNIT))
    result.push(
      trial(
        world,
        `the whole deposit, ${count(n)} to harvest`,
        'bruno',
        'stakingVault',
        'withdraw',
        10_000_000n * UNIT,
      ),
    )
    const mark = world.machine.checkpoint()
    world.does('elena', 'stakingVault', 'harvest', to)
    result.push(trial(world, count(n), 'elena', 'stakingVault', 'settle', 'bruno', to))
    world.machine.rewind(mark)
    world.machine.release(mark)
  }
  return result
}

const count = (n: number): string => (n === 1 ? '1 payment' : `${n} payments`)

function buyingBack(): readonly Measured[] {
  const world = launchWorld()
  const empty = trial(world, 'a new depositor, nothing to harvest', 'elena', 'buyBackVault', 'deposit', UNIT)
  payments(world, 1)
  const harvests = [
    trial(world, '1 payment, no unspent BTCB', 'elena', 'buyBackVault', 'harvest', 1n),
    trial(world, 'a new depositor, 1 payment to harvest', 'elena', 'buyBackVault', 'deposit', UNIT),
  ]
  const poke = trial(world, 'the first', 'elena', 'buyBackVault', 'poke')
  world.does('elena', 'buyBackVault', 'poke')
  world.wait(1_800n)
  return [
    empty,
    ...harvests,
    poke,
    trial(world, 'later', 'elena', 'buyBackVault', 'poke'),
    trial(world, '1 payment to harvest, the first round', 'elena', 'buyBackVault', 'buyBack', 0n, world.now),
    ...afterRound(world),
    ...afterManyRounds(),
  ]
}

function afterRound(world: ChainWorld): readonly Measured[] {
  world.does('elena', 'buyBackVault', 'buyBack', 0n, world.now)
  const applied = [
    trial(world, '1 round to apply', 'carmen', 'buyBackVault', 'withdraw', 10_000_000n * UNIT),
    trial(world, '1 round to apply', 'elena', 'buyBackVault', 'settle', 'carmen', 1n),
  ]
  world.giveAmt('carmen', UNIT)
  world.does('carmen', 'amt', 'approve', 'buyBackVault', MAX)
  payments(world, 7)
  return [
    ...applied,
    trial(world, '7 payments, with unspent BTCB', 'elena', 'buyBackVault', 'harvest', 8n),
    trial(world, '7 payments to harvest, 1 round to apply', 'carmen', 'buyBackVault', 'deposit', UNIT),
  ]
}

/** 60 accumulated payments are spent over two days, half an hour apart. */
function afterManyRounds(): readonly Measured[] {
  const world = launchWorld()
  payments(world, 60)
  world.does('elena', 'buyBackVault', 'harvest', 60n)
  world.does('elena', 'buyBackVault', 'settle', 'carmen', 60n)
  for (let round = 0; round < 101; round += 1) {
    world.does('elena', 'buyBackVault', 'poke')
    world.wait(1_800n)
    world.does('elena', 'buyBackVault', 'buyBack', 0n, world.now)
  }
  return [
    trial(
      world,
      '100 rounds to apply, the most in one call',
      'elena',
      'buyBackVault',
      'settle',
      'carmen',
      60n,
    ),
    trial(world, '101 rounds to apply', 'carmen', 'buyBackVault', 'withdraw', 10_000_000n * UNIT),
  ]
}

function airdrop(): readonly Measured[] {
  const names = ['alice', 'bruno', 'carmen', 'diego', 'elena'] as const satisfies readonly Person[]
  return [1, 2, 100, 1_000, 10_000].flatMap((size) => {
    const world = launchWorld()
    const list = Array.from({ length: size }, (_, index) => [names[index % 5]!, UNIT] as const)
    const tree = world.announce(list, world.now + DAY)
    world.giveAmt('distributor', BigInt(size) * UNIT)
    const claim = trial(
      world,
      `the first entry of ${size}`,
      'alice',
      'distributor',
      'claim',
      0n,
      'alice',
      UNIT,
      tree.proof(0n),
    )
    if (size > 1) return [claim]
    world.wait(DAY + 1n)
    return [claim, trial(world, 'after the deadline', 'elena', 'distributor', 'reclaim')]
  })
}
