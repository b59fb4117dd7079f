/**
 * Model world: a mutable holder of one economy, on which people act in turn, and the initial states of the
 * tests.
 */
import { UINT256_MAX } from '../../src/model/kernel/uint256.ts'
import { ONE, type Timestamp } from '../../src/model/kernel/units.ts'
import type { Account, Pair, Token } from '../../src/model/interface/accounts.ts'
import type { Action, ArgsOf, Call } from '../../src/model/interface/action.ts'
import type { FunctionName } from '../../src/model/interface/functions.ts'
import type { Event, Outcome, Success, Value } from '../../src/model/interface/outcome.ts'
import type { TransferPolicy } from '../../src/model/state/transfer-policy.ts'
import type { ViewDomain, Observed, ViewName } from '../../src/model/surface/observation.ts'
import { apply, viewDomainOf, deployEconomy, read, type Economy } from '../../src/model/economy.ts'
import { ROSTER } from './roster.ts'

export { UINT256_MAX }

/** The people of the test worlds, besides the privileged accounts. */
export const PEOPLE = ROSTER.slice(0, 3)
export const TOKEN_ORDER: readonly Token[] = ['amt', 'btcb', 'liqAmt', 'usdt']
/** Clock after deployment: 2023-07-12, Unix seconds. */
export const START = 1_689_120_000n as Timestamp

export interface ModelWorld extends Observed {
  readonly economy: Economy
  readonly domain: ViewDomain
  act(action: Action): Outcome
  /** Acts; throws if the action reverts. */
  ok<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): Success
  /** Acts; returns the revert code, or `undefined` after success. */
  revert<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): string | undefined
  /** Answer of a view. */
  ask(on: Account, fn: ViewName, ...args: readonly (Account | bigint)[]): Value
}

/** A call as an action. */
export function action<F extends FunctionName>(by: Account, call: F, args: ArgsOf<F>, at?: Pair): Action {
  return { by, call, args, ...(at === undefined ? {} : { at }) } as Call
}

/** The economy as a source of answers. */
export function observed(economy: Economy): Observed {
  return { read: (view) => read(economy, view) }
}

/**
 * A world that starts at an economy.
 *
 * @param policy token behaviour beyond ERC-20; by default none.
 */
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
      if (!outcome.ok)
        throw new Error(`expected ${call} by ${by} to succeed, got the revert ${outcome.revert}`)
      return outcome
    },
    revert(by, call, args, at) {
      const outcome = act(action(by, call, args, at))
      return outcome.ok ? undefined : outcome.revert
    },
  }
}

/** Initial state after deployment: no token issued. */
export function deployedWorld(tokenOrder: readonly Token[] = TOKEN_ORDER): ModelWorld {
  return modelWorldOf(deployEconomy({ people: PEOPLE, tokenOrder, timestamp: START }))
}

/**
 * Three people, owner and payer hold 1,000 AMT, BTCB and USDT each, with infinite allowances for every
 * contract that pulls.
 */
export function stockedWorld(tokenOrder: readonly Token[] = TOKEN_ORDER): ModelWorld {
  const world = deployedWorld(tokenOrder)
  const holders = [...PEOPLE, 'owner', 'payer']
  world.ok('binance', 'btcb.mint', { amount: 1_000_000n * ONE })
  world.ok('binance', 'usdt.mint', { amount: 1_000_000n * ONE })
  for (const person of holders) {
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

/**
 * {@link stockedWorld} with liquidity: the project's is locked, alice provides through Master, bruno through
 * the router. There is a BTCB/USDT pair, and the RCL holds 30 BTCB.
 */
export function liquidWorld(tokenOrder: readonly Token[] = TOKEN_ORDER): ModelWorld {
  const world = stockedWorld(tokenOrder)
  world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 20n * ONE })
  world.ok('alice', 'master.addLiquidity', { amountAmt: 100n * ONE, amountBtcb: 5n * ONE })
  world.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', 50n * ONE, 5n * ONE, 'bruno'))
  world.ok('bruno', 'router.addLiquidity', provision('btcb', 'usdt', 50n * ONE, 500n * ONE, 'bruno'))
  world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 30n * ONE })
  return world
}

/**
 * {@link liquidWorld} with three payments, mostly unclaimed, transfers between them, and allowances between
 * the people.
 */
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

/**
 * {@link paymentsWorld} with a stocked Market, deposits in both vaults before a fourth payment, a price
 * record and a partly claimed airdrop.
 */
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

/** Arguments of the router's `addLiquidity`, without minimums or deadline. */
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

/** Arguments of the events of that name, in order. */
export function named(events: readonly Event[], name: string): readonly (readonly Value[])[] {
  return events.filter((event) => event.name === name).map(({ args }) => args)
}

/** Contract and name of each event, in order. */
export function eventNames(events: readonly Event[]): readonly string[] {
  return events.map(({ on, name }) => `${on}.${name}`)
}
