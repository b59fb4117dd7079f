/**
 * Dispatch: maps each function of the catalogue to its handler.
 *
 * Joins the contracts' tables. Exhaustive by type: a contract added to the catalogue does not compile until
 * it is listed here.
 */
import type { Call } from '../interface/action.ts'
import { UnknownFunction, type Contract, type FunctionName } from '../interface/functions.ts'
import type { Value } from '../interface/outcome.ts'
import type { Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import { AMT } from '../contracts/amt.ts'
import { BTCB, USDT } from '../contracts/bep20.ts'
import { BURN_VAULT } from '../contracts/burn-vault.ts'
import { DEPLOY, DISTRIBUTOR } from '../contracts/distributor.ts'
import { LIQ_AMT } from '../contracts/liq-amt.ts'
import { LOCKER } from '../contracts/locker.ts'
import { MARKET } from '../contracts/market.ts'
import { MASTER } from '../contracts/master/handlers.ts'
import { FACTORY } from '../contracts/pancake/factory.ts'
import { PAIR } from '../contracts/pancake/handlers.ts'
import { ROUTER } from '../contracts/pancake/router.ts'
import { BUY_BACK_VAULT } from '../contracts/vaults/buy-back.ts'
import { STAKING_VAULT } from '../contracts/vaults/vault.ts'

const HANDLERS: { readonly [C in Contract]: Handlers<C> } = {
  amt: AMT,
  liqAmt: LIQ_AMT,
  btcb: BTCB,
  usdt: USDT,
  master: MASTER,
  locker: LOCKER,
  burnVault: BURN_VAULT,
  market: MARKET,
  stakingVault: STAKING_VAULT,
  buyBackVault: BUY_BACK_VAULT,
  deploy: DEPLOY,
  distributor: DISTRIBUTOR,
  factory: FACTORY,
  pair: PAIR,
  router: ROUTER,
}

/** Handlers by full name. With this many keys, a map lookup is several times as fast as an object's. */
const HANDLER_OF = new Map(
  Object.entries(HANDLERS).flatMap(([contract, handlers]) =>
    Object.entries(handlers).map(([fn, handler]) => [`${contract}.${fn}`, handler] as const),
  ),
) as unknown as ReadonlyMap<FunctionName, (step: Step, call: Call) => Value | undefined>

/**
 * Executes a call on a step. Returns the function's return value.
 *
 * @throws {UnknownFunction} when the catalogue has no function of that name.
 */
export function dispatch(step: Step, call: Call): Value | undefined {
  const handler = HANDLER_OF.get(call.call)
  if (handler === undefined) throw new UnknownFunction(call.call)
  return handler(step, call)
}
