/**
 * Economy: the model's whole surface. Found one, apply actions to it, ask it anything.
 *
 * An economy is an immutable value with structural sharing. `apply` is the only transition: it yields the next economy and what happened,
 * or the same economy and the reason why nothing did. Keeping an older economy is a snapshot, a fork and a rewind.
 */
import { OFFICERS, PAIRS, type Account, type Pair, type Token } from './accounts.ts'
import { isWait, type Action } from './action.ts'
import { INFINITE, withAllowance } from './allowances.ts'
import { dispatch } from './dispatch.ts'
import { newMarket } from './market.ts'
import { newMaster } from './master/master.ts'
import { indexOf, internNames } from './names.ts'
import type { Outcome } from './outcome.ts'
import { createPair } from './pancake/factory.ts'
import { Refusal } from './refusal.ts'
import { begin, later, type Coin, type Economy } from './state.ts'
import { newToken, type TokenState } from './token.ts'
import { add } from './uint256.ts'
import type { Timestamp } from './units.ts'
import { NO_DEPOSITS } from './vaults/deposits.ts'
import { NO_PURCHASES } from './vaults/rounds.ts'

export { changedViews } from './changes.ts'
export { extentOf, isOutgrown } from './extent.ts'
export type { Economy } from './state.ts'
export { read } from './views.ts'

/** What deployment does not decide by itself. */
export interface Founding {
  /** Everybody besides the system's own accounts, in the genesis's order. */
  readonly people: readonly Account[]
  /** The four tokens ascending by their addresses on the chain. */
  readonly tokenOrder: readonly Token[]
  /** The clock right after deployment. */
  readonly timestamp: Timestamp
}

export interface Applied {
  readonly economy: Economy
  readonly outcome: Outcome
}

/**
 * The economy as deployment leaves it: no token issued, AMT and liqAMT owned by Master, Master and Market by `owner`, the AMT/BTCB pair
 * created and empty, the router allowed to take Master's AMT, BTCB and LP shares and the buy-back vault's BTCB without limit.
 */
export function found(founding: Founding): Economy {
  const names = internNames([...OFFICERS, ...founding.people])
  const outside = newToken('binance')
  const shares = newToken('zero')
  const routed = (token: TokenState, by: Account = 'master'): TokenState => ({
    ...token,
    allowances: withAllowance(token.allowances, indexOf(names, by), indexOf(names, 'router'), INFINITE),
  })
  const tokens: Record<Coin, TokenState> = {
    amt: routed(newToken('master')),
    liqAmt: newToken('master'),
    btcb: routed(routed(outside), 'buyBackVault'),
    usdt: outside,
    pair: routed(shares),
    'pair:amt/liqAmt': shares,
    'pair:amt/usdt': shares,
    'pair:liqAmt/btcb': shares,
    'pair:liqAmt/usdt': shares,
    'pair:btcb/usdt': shares,
  }
  const step = begin({
    names,
    tokenOrder: founding.tokenOrder,
    timestamp: founding.timestamp,
    tokens,
    factory: { feeTo: 'zero', feeToSetter: 'pancake', pairCount: 0 },
    pools: Object.fromEntries(PAIRS.map((pair) => [pair, undefined])) as Record<Pair, undefined>,
    master: newMaster('owner', 'payer'),
    locker: undefined,
    market: newMarket(),
    vaults: { stakingVault: NO_DEPOSITS, buyBackVault: NO_DEPOSITS },
    purchases: NO_PURCHASES,
    distributor: undefined,
    manners: undefined,
  })
  createPair(step, 'amt', 'btcb')
  return step.state
}

/**
 * Takes an action.
 *
 * A refusal comes back as the outcome, with the very economy that was given.
 *
 * @throws {UnknownAccount | NotModelled} and anything else that is a mistake of the caller or a bug.
 */
export function apply(economy: Economy, action: Action): Applied {
  try {
    if (isWait(action)) {
      const timestamp = add(economy.timestamp, action.wait as Timestamp)
      return { economy: later(economy, timestamp), outcome: { ok: true, returned: undefined, events: [] } }
    }
    const step = begin(economy)
    const returned = dispatch(step, action)
    return { economy: step.state, outcome: { ok: true, returned, events: step.events } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { economy, outcome: { ok: false, refusal: error.code } }
  }
}
