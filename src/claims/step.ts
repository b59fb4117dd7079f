/**
 * Step: one action of a world, with the state before and after it, and the past. Properties read it through
 * views and events only, so that they mean the same on the chain.
 */
import { isWait, type Action, type ArgsOf } from '../model/interface/action.ts'
import type { Account, Coin } from '../model/interface/accounts.ts'
import type { FunctionName } from '../model/interface/functions.ts'
import { eventsOf, type Event, type Outcome } from '../model/interface/outcome.ts'
import type { VaultName } from '../model/state/deposits.ts'
import type { Economy } from '../model/economy.ts'
import type { Rules } from '../lockstep/compare/rules.ts'

export interface Step {
  readonly action: Action
  readonly outcome: Outcome
  readonly before: Facts
  readonly after: Facts
  /** Events of all steps so far, this one included. */
  readonly past: readonly Event[]
}

/** What can be read of a state. */
export class Facts {
  readonly economy: Economy
  readonly #rules: Rules

  constructor(rules: Rules, economy: Economy) {
    this.#rules = rules
    this.economy = economy
  }

  balance(token: Coin, holder: Account): bigint {
    return this.#rules.read(this.economy, { on: token, fn: 'balanceOf', args: [holder] }) as bigint
  }

  /** Circulating supply of AMT. */
  supply(): bigint {
    return this.supplyOf('amt')
  }

  /** Circulating supply of a token, or of LP shares. */
  supplyOf(token: Coin): bigint {
    return this.#rules.read(this.economy, { on: token, fn: 'totalSupply', args: [] }) as bigint
  }

  /** Seconds since 1970: the clock of the world, which contracts see as the time of the block. */
  time(): bigint {
    return this.economy.timestamp
  }

  /** AMT that an account has in a vault, as of its last settlement. */
  depositOf(vault: VaultName, account: Account): bigint {
    return this.#rules.read(this.economy, { on: vault, fn: 'depositOf', args: [account] }) as bigint
  }

  /** The Market's price: whole USDT per 100 AMT. */
  marketRate(): bigint {
    return this.#rules.read(this.economy, { on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint
  }

  /** Id of the last payment that a vault has claimed. */
  harvestedTo(vault: VaultName): bigint {
    return this.#rules.read(this.economy, { on: vault, fn: 'harvestedTo', args: [] }) as bigint
  }

  /** BTCB in the RCL. */
  backing(): bigint {
    return this.balance('btcb', 'burnVault')
  }

  /** AMT of an account at the snapshot of a payment. */
  balanceAt(holder: Account, payment: bigint): bigint {
    return this.#rules.read(this.economy, { on: 'amt', fn: 'balanceOfAt', args: [holder, payment] }) as bigint
  }

  supplyAt(payment: bigint): bigint {
    return this.#rules.read(this.economy, { on: 'amt', fn: 'totalSupplyAt', args: [payment] }) as bigint
  }

  /** Number of payments so far. */
  payments(): bigint {
    return this.#rules.read(this.economy, { on: 'amt', fn: 'getCurrentSnapshotId', args: [] }) as bigint
  }

  /** BTCB that a payment set aside for holders. */
  pot(payment: bigint): bigint {
    return this.#rules.read(this.economy, { on: 'master', fn: 'pays', args: [payment] }) as bigint
  }

  /** BTCB that a payment set aside for liquidity providers. */
  liqPot(payment: bigint): bigint {
    return this.#rules.read(this.economy, { on: 'master', fn: 'liqPays', args: [payment] }) as bigint
  }

  /** Snapshot whose holders the list of the distributor is said to name. */
  airdropSnapshot(): bigint {
    return this.#rules.read(this.economy, { on: 'distributor', fn: 'snapshotId', args: [] }) as bigint
  }

  /** The state after further actions; those that revert change nothing. */
  after(actions: readonly Action[]): Facts {
    const economy = actions.reduce((now, action) => this.#rules.apply(now, action).economy, this.economy)
    return new Facts(this.#rules, economy)
  }

  hasClaimed(holder: Account, payment: bigint): boolean {
    return this.#rules.read(this.economy, {
      on: 'master',
      fn: 'alreadyCharged',
      args: [holder, payment],
    }) as boolean
  }
}

/** The caller and arguments of a step that called `name` and did not revert. */
export function succeeded<F extends FunctionName>(
  { action, outcome }: Step,
  name: F,
): { readonly by: Account; readonly args: ArgsOf<F> } | undefined {
  if (!outcome.ok || isWait(action) || action.call !== name) return undefined
  return { by: action.by, args: action.args as unknown as ArgsOf<F> }
}

/** The events of a step. */
export function eventsIn({ outcome }: Step): readonly Event[] {
  return eventsOf(outcome)
}

/** AMT issued since deployment. */
export function everMinted(past: readonly Event[]): bigint {
  return past
    .filter(({ on, name, args }) => on === 'amt' && name === 'Transfer' && args[0] === 'zero')
    .reduce((sum, { args }) => sum + (args[2] as bigint), 0n)
}

/**
 * By how much a step raises the RCL's rate, as a cross-multiplied difference, which is exact; undefined if
 * there is no AMT and so no rate.
 */
export function rateChange({ before, after }: Step): bigint | undefined {
  if (before.supply() === 0n || after.supply() === 0n) return undefined
  return after.backing() * before.supply() - before.backing() * after.supply()
}

/** `from 2/2 to 1/1`. */
export function ratesText({ before, after }: Step): string {
  return `from ${before.backing()}/${before.supply()} to ${after.backing()}/${after.supply()}`
}
