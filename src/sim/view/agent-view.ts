/**
 * AgentView: what an agent or a recorder sees on a day, read-only.
 *
 * Everything is what the economy answers to its public views, as anyone on the chain could ask, beside the day's market and what earlier
 * days left behind. Nothing here can act: only actions do, and only the run applies them.
 *
 * Units: base units; rates are BTCB wei per whole AMT (1e18 wei of it), rounded down.
 */
import type { Account, Pair, Token } from '../../model/interface/accounts.ts'
import { poolReserves, type PoolReserves } from '../../model/contracts/pancake/quotes.ts'
import { read, type Economy } from '../../model/economy.ts'
import { indexOf } from '../../model/kernel/names.ts'
import type { View } from '../../model/surface/observation.ts'
import type { Value } from '../../model/interface/outcome.ts'
import { claimMade, HOLDERS, potOf, PROVIDERS } from '../../model/contracts/master/claims.ts'
import { ledgerAt } from '../../model/state/snapshots.ts'
import { balanceOf, balanceOfAt, totalSupply } from '../../model/contracts/token.ts'
import { ONE, type Amt, type Btcb, type Timestamp } from '../../model/kernel/units.ts'
import { get } from '../../model/kernel/vector.ts'
import type { History } from './history.ts'
import type { Environment } from '../environment.ts'

export interface AgentView {
  /** Counted from 0. */
  readonly day: number
  readonly now: Timestamp
  readonly environment: Environment
  readonly history: History
  /** What `holder` has of a token, or of a pair's LP tokens. */
  balance(token: Token | Pair, holder: Account): bigint
  supply(token: Token | Pair): bigint
  /** Reserves of the AMT/BTCB pair. */
  pool(): PoolReserves
  /** BTCB in the RCL. */
  backing(): Btcb
  /** Payments so far; they are numbered from 1. */
  payments(): bigint
  /** Payment `id` (from 1): what it set aside, and the AMT that it was shared by. */
  payment(id: bigint): Payment
  /** AMT that `holder` had at payment `id`. */
  amtAt(id: bigint, holder: Account): Amt
  /** Whether `holder` has claimed payment `id`. */
  hasClaimed(id: bigint, holder: Account): boolean
  /** Any other view; `vaults.ts` and `stall.ts` ask about the later systems. */
  ask(view: View): Value
}

export interface Payment {
  /** BTCB for those who held AMT outside the pool, and for liquidity providers. */
  readonly holders: Btcb
  readonly providers: Btcb
  /** AMT in existence, and the part of it in the pool, when the payment was made. */
  readonly supply: Amt
  readonly inPair: Amt
}

/** A day's world over an economy. */
export function viewOf(
  economy: Economy,
  today: Pick<AgentView, 'day' | 'environment' | 'history'>,
): AgentView {
  return new EconomyView(economy, today)
}

/** A class, since a run keeps a world for each of its days: an object of closures is ten times as large. */
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

/** What one payment gives per whole AMT outside the pool: `floor(H·1e18/(S-p))`, zero if all AMT is in the pool. */
export function payoutPerAmtDown({ holders, supply, inPair }: Payment): bigint {
  return supply === inPair ? 0n : (holders * ONE) / (supply - inPair)
}

/** The pool's spot price, BTCB wei per AMT: `floor(Y·1e18/X)`, zero if the pool is empty. */
export function spotPriceDown(view: AgentView): bigint {
  const { amt, btcb } = view.pool()
  return amt === 0n ? 0n : (btcb * ONE) / amt
}

/** The RCL's redemption rate, BTCB wei per AMT: `floor(V·1e18/S)`, zero if there is no AMT. */
export function redemptionRateDown(view: AgentView): bigint {
  const supply = view.supply('amt')
  return supply === 0n ? 0n : (view.backing() * ONE) / supply
}
