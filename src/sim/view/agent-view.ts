/**
 * Agent's view: read-only access of agents and recorder to the state of a day.
 *
 * It answers the economy's public views, as anyone on the chain could query them, and adds the day's
 * environment and the history of past days. It cannot act: only the run applies actions.
 *
 * Units: base units; rates are BTCB wei per whole AMT (1e18 AMT wei), rounded down.
 */
import type { Account, Pair, Token } from '../../model/interface/accounts.ts'
import { poolReserves, type PoolReserves } from '../../model/contracts/pancake/quotes.ts'
import { read, type Economy } from '../../model/economy.ts'
import { indexOf, type Names } from '../../model/kernel/names.ts'
import type { View } from '../../model/surface/observation.ts'
import type { Value } from '../../model/interface/outcome.ts'
import { claimMade, HOLDERS, potOf, PROVIDERS } from '../../model/contracts/master/claims.ts'
import { tokenOf } from '../../model/state/economy-state.ts'
import { ledgerAt } from '../../model/state/snapshots.ts'
import { balanceOf, balanceOfAt, totalSupply } from '../../model/contracts/token.ts'
import { ONE, type Amt, type Btcb, type Timestamp } from '../../model/kernel/units.ts'
import { get } from '../../model/kernel/vector.ts'
import type { History } from './history.ts'
import type { Environment } from '../environment.ts'

/** What an agent sees: balances, pool, RCL, payments, environment and history. */
export interface AgentView {
  /** Day of the run, from 0. */
  readonly day: number
  /** Block timestamp, in seconds. */
  readonly now: Timestamp
  readonly environment: Environment
  readonly history: History
  /** Balance of a token, or of a pair's LP tokens. */
  balance(token: Token | Pair, holder: Account): bigint
  /** Balance of all `holders` together. */
  held(token: Token | Pair, holders: readonly Account[]): bigint
  /** Total supply of a token, or of a pair's LP tokens. */
  supply(token: Token | Pair): bigint
  /** Reserves of the AMT/BTCB pair. */
  pool(): PoolReserves
  /** BTCB in the RCL. */
  backing(): Btcb
  /** Number of payments so far; payment ids start at 1. */
  payments(): bigint
  /** Amounts and supply of payment `id`, from 1. */
  payment(id: bigint): Payment
  /** AMT of `holder` in the snapshot of payment `id`. */
  amtAt(id: bigint, holder: Account): Amt
  /** Whether `holder` has claimed payment `id`. */
  hasClaimed(id: bigint, holder: Account): boolean
  /** Any other public view; `vaults.ts` and `market-quote.ts` wrap those of vaults and Market. */
  ask(view: View): Value
}

/** A payment of Master: its parts in BTCB wei. */
export interface Payment {
  /** BTCB set aside for holders of AMT outside the pool, and for liquidity providers. */
  readonly holders: Btcb
  readonly providers: Btcb
  /** Total AMT supply, and the AMT in the pool, at the snapshot. */
  readonly supply: Amt
  readonly inPair: Amt
}

/** The view of an economy on a day. */
export function viewOf(
  economy: Economy,
  today: Pick<AgentView, 'day' | 'environment' | 'history'>,
): AgentView {
  return new EconomyView(economy, today)
}

/** A class, since a run keeps one view per day: an object of closures is ten times as large. */
class EconomyView implements AgentView {
  readonly day: number
  readonly now: Timestamp
  readonly environment: Environment
  readonly history: History
  private readonly economy: Economy

  constructor(
    economy: Economy,
    { day, environment, history }: Pick<AgentView, 'day' | 'environment' | 'history'>,
  ) {
    this.day = day
    this.now = economy.timestamp
    this.environment = environment
    this.history = history
    this.economy = economy
  }

  balance(token: Token | Pair, holder: Account): bigint {
    return balanceOf(this.economy, token, holder)
  }

  held(token: Token | Pair, holders: readonly Account[]): bigint {
    const { names, tokens } = this.economy
    const { balances } = tokenOf(tokens, token).ledger
    let sum = 0n
    for (const index of indicesOf(names, holders)) sum += get(balances, index)
    return sum
  }

  supply(token: Token | Pair): bigint {
    return totalSupply(this.economy, token)
  }

  pool(): PoolReserves {
    return poolReserves(this.economy)
  }

  backing(): Btcb {
    return balanceOf(this.economy, 'btcb', 'burnVault')
  }

  payments(): bigint {
    return BigInt(this.economy.tokens.amt.snapshots.count)
  }

  payment(id: bigint): Payment {
    const { names, tokens } = this.economy
    const { supply, balances } = ledgerAt(tokens.amt.snapshots, id)
    return {
      holders: potOf(this.economy, HOLDERS, id),
      providers: potOf(this.economy, PROVIDERS, id),
      supply: supply as Amt,
      inPair: get(balances, indexOf(names, 'pair')) as Amt,
    }
  }

  amtAt(id: bigint, holder: Account): Amt {
    return balanceOfAt(this.economy, 'amt', holder, id)
  }

  hasClaimed(id: bigint, holder: Account): boolean {
    return claimMade(this.economy.master.holders, indexOf(this.economy.names, holder), id)
  }

  ask(view: View): Value {
    return read(this.economy, view)
  }
}

/** Indices by list of names and its table: tables ask for the same classes at every close. */
const known = new WeakMap<
  readonly Account[],
  { readonly names: Names; readonly indices: readonly number[] }
>()

function indicesOf(names: Names, accounts: readonly Account[]): readonly number[] {
  const before = known.get(accounts)
  if (before?.names === names) return before.indices
  const indices = accounts.map((account) => indexOf(names, account))
  known.set(accounts, { names, indices })
  return indices
}

/**
 * Payout of a payment per whole AMT outside the pool: `floor(H·1e18/(S-p))`, zero if all AMT is in the pool.
 */
export function payoutPerAmtDown({ holders, supply, inPair }: Payment): bigint {
  return supply === inPair ? 0n : (holders * ONE) / (supply - inPair)
}

/** Spot price of the pool, BTCB wei per AMT: `floor(Y·1e18/X)`, zero if the pool is empty. */
export function spotPriceDown(view: AgentView): bigint {
  const { amt, btcb } = view.pool()
  return amt === 0n ? 0n : (btcb * ONE) / amt
}

/** Redemption rate of the RCL, BTCB wei per AMT: `floor(V·1e18/S)`, zero if there is no AMT. */
export function redemptionRateDown(view: AgentView): bigint {
  const supply = view.supply('amt')
  return supply === 0n ? 0n : (view.backing() * ONE) / supply
}
