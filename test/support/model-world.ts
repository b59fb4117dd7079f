/**
 * A stage for tests of the model: one economy that people act on in turn, and the worlds that the tests begin with.
 */
import { ROSTER } from './roster.ts'
import type { Account, Pair, Token } from '../../src/model/interface/accounts.ts'
import type { Action, ArgsOf, Call } from '../../src/model/interface/action.ts'
import { apply, viewDomainOf, deployEconomy, read, type Economy } from '../../src/model/economy.ts'
import type { FunctionName } from '../../src/model/interface/functions.ts'
import type { ViewDomain, Observed, ViewName } from '../../src/model/surface/observation.ts'
import type { Event, Outcome, Success, Value } from '../../src/model/interface/outcome.ts'
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import { ONE, type Timestamp } from '../../src/model/kernel/units.ts'
import type { TransferPolicy } from '../../src/model/state/transfer-policy.ts'

export { UINT256_MAX }

export const PEOPLE = ROSTER.slice(0, 3)
export const TOKEN_ORDER: readonly Token[] = ['amt', 'btcb', 'liqAmt', 'usdt']
export const START = 1_689_120_000n as Timestamp

export interface ModelWorld extends Observed {
  readonly economy: Economy
  readonly domain: ViewDomain
  act(action: Action): Outcome
  /** Acts, and fails the test if that is refused. */
  ok<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): Success
  /** Acts; the refusal's code, or `undefined` if it went through. */
  revert<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): string | undefined
  ask(on: Account, fn: ViewName, ...args: readonly (Account | bigint)[]): Value
}

export function action<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): Action {
  return { by, call, args, ...(at === undefined ? {} : { at }) } as Call
}

export function observed(economy: Economy): Observed {
  return { read: (view) => read(economy, view) }
}

export function modelWorldOf(start: Economy, policy?: TransferPolicy): ModelWorld {
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
    get domain() {
      return viewDomainOf(economy)
    },
    act,
    read: (view) => read(economy, view),
    ask: (on, fn, ...args) => read(economy, { on, fn, args }),
    ok(by, call, args, at) {
      const outcome = act(action(by, call, args, at))
      if (!outcome.ok) throw new Error(`expected ${by} to be able to call ${call}, got ${outcome.revert}`)
      return outcome
    },
    revert(by, call, args, at) {
      const outcome = act(action(by, call, args, at))
      return outcome.ok ? undefined : outcome.revert
    },
  }
}

/** Right after deployment. */
export function deployedWorld(tokenOrder: readonly Token[] = TOKEN_ORDER): ModelWorld {
  return modelWorldOf(deployEconomy({ people: PEOPLE, tokenOrder, timestamp: START }))
}

/** Everybody, owner and payer included, holds 1,000 of each token and lets Master, RCL and router spend all of it. */
export function stockedWorld(tokenOrder: readonly Token[] = TOKEN_ORDER): ModelWorld {
  const world = deployedWorld(tokenOrder)
  const everybody = [...PEOPLE, 'owner', 'payer']
  world.ok('binance', 'btcb.mint', { amount: 1_000_000n * ONE })
  world.ok('binance', 'usdt.mint', { amount: 1_000_000n * ONE })
  for (const person of everybody) {
    world.ok('owner', 'master.mintMaster', { account: person, amount: 1_000n * ONE })
    world.ok('binance', 'btcb.transfer', { to: person, amount: 1_000n * ONE })
    world.ok('binance', 'usdt.transfer', { to: person, amount: 1_000n * ONE })
    for (const spender of ['master', 'burnVault', 'router', 'market', 'stakingVault', 'buyBackVault']) {
      world.ok(person, 'amt.approve', { spender, amount: UINT256_MAX })
      world.ok(person, 'btcb.approve', { spender, amount: UINT256_MAX })
      world.ok(person, 'usdt.approve', { spender, amount: UINT256_MAX })
      world.ok(person, 'liqAmt.approve', { spender, amount: UINT256_MAX })
      world.ok(person, 'pair.approve', { spender, amount: UINT256_MAX })
    }
  }
  return world
}

/** Stocked, with the project's liquidity locked, alice's wrapped, bruno's raw, a BTCB/USDT pair and 30 BTCB in the RCL. */
export function liquidWorld(tokenOrder: readonly Token[] = TOKEN_ORDER): ModelWorld {
  const world = stockedWorld(tokenOrder)
  world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 20n * ONE })
  world.ok('alice', 'master.addLiquidity', { amountAmt: 100n * ONE, amountBtcb: 5n * ONE })
  world.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', 50n * ONE, 5n * ONE, 'bruno'))
  world.ok('bruno', 'router.addLiquidity', provision('btcb', 'usdt', 50n * ONE, 500n * ONE, 'bruno'))
  world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 30n * ONE })
  return world
}

/** Lively, with three payments of which little is claimed yet, tokens that moved in between, and people who trust each other. */
export function paymentsWorld(): ModelWorld {
  const world = liquidWorld()
  for (const amountBtcb of [101n, ONE, 3n * ONE]) {
    world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 30n })
    world.ok('alice', 'amt.transfer', { to: 'carmen', amount: 111n * ONE })
    world.ok('alice', 'liqAmt.transfer', { to: 'bruno', amount: ONE })
  }
  world.ok('carmen', 'master.charge', { snapId: 2n })
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
      world.ok(owner, call, { spender, amount: 50n * ONE })
  return world
}

/** Storied, with a stocked Market, deposits in both vaults from before the last payment, a price record and an airdrop that has begun. */
export function vaultsWorld(): ModelWorld {
  const world = paymentsWorld()
  world.ok('owner', 'amt.transfer', { to: 'market', amount: 100n * ONE })
  world.ok('payer', 'usdt.transfer', { to: 'market', amount: 100n * ONE })
  for (const vault of ['stakingVault', 'buyBackVault'] as const) {
    world.ok('alice', `${vault}.deposit`, { amount: 50n * ONE + 7n })
    world.ok('bruno', `${vault}.deposit`, { amount: 70n * ONE })
  }
  world.ok('carmen', 'buyBackVault.poke', {})
  world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 10n })
  world.act({ wait: 1_800n })
  world.ok('owner', 'deploy.distributor', {
    reserve: 'owner',
    snapshotId: 4n,
    deadline: world.economy.timestamp + 30n * 86_400n,
    accounts: ['alice', 'bruno', 'carmen', 'alice'],
    amounts: [ONE, 2n * ONE, 3n * ONE, 4n],
  })
  world.ok('owner', 'amt.transfer', { to: 'distributor', amount: 6n * ONE + 4n })
  world.ok('payer', 'distributor.claim', { index: 1n, account: 'bruno', amount: 2n * ONE, proof: 1n })
  return world
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
    deadline: UINT256_MAX,
  }
}

export function named(events: readonly Event[], name: string): readonly (readonly Value[])[] {
  return events.filter((event) => event.name === name).map(({ args }) => args)
}

/** Contract and name of each event, in order. */
export function eventNames(events: readonly Event[]): readonly string[] {
  return events.map(({ on, name }) => `${on}.${name}`)
}
