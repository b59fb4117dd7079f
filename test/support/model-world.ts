/**
 * A stage for tests of the model: one economy that people act on in turn, and the worlds that the tests begin with.
 */
import type { Account, Pair, Token } from '../../src/model/interface/accounts.ts'
import type { Action, ArgsOf, Call } from '../../src/model/interface/action.ts'
import { apply, extentOf, found, read, type Economy } from '../../src/model/economy.ts'
import type { FunctionName } from '../../src/model/interface/functions.ts'
import type { Extent, Observed, ViewName } from '../../src/model/surface/observation.ts'
import type { Event, Outcome, Success, Value } from '../../src/model/interface/outcome.ts'
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import { ONE, type Timestamp } from '../../src/model/kernel/units.ts'
import type { TransferPolicy } from '../../src/model/state/transfer-policy.ts'

export const PEOPLE = ['alice', 'bruno', 'carmen'] as const
export const TOKEN_ORDER: readonly Token[] = ['amt', 'btcb', 'liqAmt', 'usdt']
export const START = 1_689_120_000n as Timestamp
export const FOREVER = UINT256_MAX

export interface Stage extends Observed {
  readonly economy: Economy
  readonly extent: Extent
  act(action: Action): Outcome
  /** Acts, and fails the test if that is refused. */
  ok<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): Success
  /** Acts; the refusal's code, or `undefined` if it went through. */
  refusal<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): string | undefined
  ask(on: Account, fn: ViewName, ...args: readonly (Account | bigint)[]): Value
}

export function action<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): Action {
  return { by, call, args, ...(at === undefined ? {} : { at }) } as Call
}

export function observed(economy: Economy): Observed {
  return { read: (view) => read(economy, view) }
}

export function stageOf(start: Economy, policy?: TransferPolicy): Stage {
  let economy = start
  const act = (taken: Action): Outcome => {
    const { economy: next, outcome } = apply(economy, taken, policy)
    economy = next
    return outcome
  }
  return {
    get economy() {
      return economy
    },
    get extent() {
      return extentOf(economy)
    },
    act,
    read: (view) => read(economy, view),
    ask: (on, fn, ...args) => read(economy, { on, fn, args }),
    ok(by, call, args, at) {
      const outcome = act(action(by, call, args, at))
      if (!outcome.ok) throw new Error(`expected ${by} to be able to call ${call}, got ${outcome.refusal}`)
      return outcome
    },
    refusal(by, call, args, at) {
      const outcome = act(action(by, call, args, at))
      return outcome.ok ? undefined : outcome.refusal
    },
  }
}

/** Right after deployment. */
export function foundedStage(tokenOrder: readonly Token[] = TOKEN_ORDER): Stage {
  return stageOf(found({ people: PEOPLE, tokenOrder, timestamp: START }))
}

/** Everybody, owner and payer included, holds 1,000 of each token and lets Master, RCL and router spend all of it. */
export function stockedStage(tokenOrder: readonly Token[] = TOKEN_ORDER): Stage {
  const stage = foundedStage(tokenOrder)
  const everybody = [...PEOPLE, 'owner', 'payer']
  stage.ok('binance', 'btcb.mint', { amount: 1_000_000n * ONE })
  stage.ok('binance', 'usdt.mint', { amount: 1_000_000n * ONE })
  for (const person of everybody) {
    stage.ok('owner', 'master.mintMaster', { account: person, amount: 1_000n * ONE })
    stage.ok('binance', 'btcb.transfer', { to: person, amount: 1_000n * ONE })
    stage.ok('binance', 'usdt.transfer', { to: person, amount: 1_000n * ONE })
    for (const spender of ['master', 'burnVault', 'router', 'market', 'stakingVault', 'buyBackVault']) {
      stage.ok(person, 'amt.approve', { spender, amount: FOREVER })
      stage.ok(person, 'btcb.approve', { spender, amount: FOREVER })
      stage.ok(person, 'usdt.approve', { spender, amount: FOREVER })
      stage.ok(person, 'liqAmt.approve', { spender, amount: FOREVER })
      stage.ok(person, 'pair.approve', { spender, amount: FOREVER })
    }
  }
  return stage
}

/** Stocked, with the project's liquidity locked, alice's wrapped, bruno's raw, a BTCB/USDT pair and 30 BTCB in the RCL. */
export function livelyStage(tokenOrder: readonly Token[] = TOKEN_ORDER): Stage {
  const stage = stockedStage(tokenOrder)
  stage.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 20n * ONE })
  stage.ok('alice', 'master.addLiquidity', { amountAmt: 100n * ONE, amountBtcb: 5n * ONE })
  stage.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', 50n * ONE, 5n * ONE, 'bruno'))
  stage.ok('bruno', 'router.addLiquidity', provision('btcb', 'usdt', 50n * ONE, 500n * ONE, 'bruno'))
  stage.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 30n * ONE })
  return stage
}

/** Lively, with three payments of which little is claimed yet, tokens that moved in between, and people who trust each other. */
export function storiedStage(): Stage {
  const stage = livelyStage()
  for (const amountBtcb of [101n, ONE, 3n * ONE]) {
    stage.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 30n })
    stage.ok('alice', 'amt.transfer', { to: 'carmen', amount: 111n * ONE })
    stage.ok('alice', 'liqAmt.transfer', { to: 'bruno', amount: ONE })
  }
  stage.ok('carmen', 'master.charge', { snapId: 2n })
  for (const [owner, spender] of [
    ['alice', 'bruno'],
    ['bruno', 'carmen'],
    ['carmen', 'alice'],
  ] as const)
    for (const call of [
      'amt.approve',
      'liqAmt.approve',
      'btcb.approve',
      'usdt.approve',
      'pair.approve',
    ] as const)
      stage.ok(owner, call, { spender, amount: 50n * ONE })
  return stage
}

/** Storied, with a stocked Market, deposits in both vaults from before the last payment, a price record and an airdrop that has begun. */
export function settledStage(): Stage {
  const stage = storiedStage()
  stage.ok('owner', 'amt.transfer', { to: 'market', amount: 100n * ONE })
  stage.ok('payer', 'usdt.transfer', { to: 'market', amount: 100n * ONE })
  for (const vault of ['stakingVault', 'buyBackVault'] as const) {
    stage.ok('alice', `${vault}.deposit`, { amount: 50n * ONE + 7n })
    stage.ok('bruno', `${vault}.deposit`, { amount: 70n * ONE })
  }
  stage.ok('carmen', 'buyBackVault.poke', {})
  stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 10n })
  stage.act({ wait: 1_800n })
  stage.ok('owner', 'deploy.distributor', {
    reserve: 'owner',
    snapshotId: 4n,
    deadline: stage.economy.timestamp + 30n * 86_400n,
    accounts: ['alice', 'bruno', 'carmen', 'alice'],
    amounts: [ONE, 2n * ONE, 3n * ONE, 4n],
  })
  stage.ok('owner', 'amt.transfer', { to: 'distributor', amount: 6n * ONE + 4n })
  stage.ok('payer', 'distributor.claim', { index: 1n, account: 'bruno', amount: 2n * ONE, proof: 1n })
  return stage
}

export function provision(
  tokenA: Account,
  tokenB: Account,
  amountADesired: bigint,
  amountBDesired: bigint,
  to: Account,
): ArgsOf<'router.addLiquidity'> {
  return {
    tokenA,
    tokenB,
    amountADesired,
    amountBDesired,
    amountAMin: 0n,
    amountBMin: 0n,
    to,
    deadline: FOREVER,
  }
}

export function named(events: readonly Event[], name: string): readonly (readonly Value[])[] {
  return events.filter((event) => event.name === name).map(({ args }) => args)
}

/** Contract and name of each event, in order. */
export function trail(events: readonly Event[]): readonly string[] {
  return events.map(({ on, name }) => `${on}.${name}`)
}
