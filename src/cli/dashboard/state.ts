/**
 * State: what the dashboard shows of an economy, from a saved run or from a chain snapshot.
 */
import { Decimal } from 'decimal.js'
import { masterBtcb, type MasterBtcb } from '../../model/invariants/master-btcb.ts'
import { floorOf, type Floor } from '../../model/contracts/burn-vault.ts'
import { poolReserves, type PoolReserves } from '../../model/contracts/pancake/quotes.ts'
import { balanceOf } from '../../model/contracts/token.ts'
import { read, viewDomainOf } from '../../model/economy.ts'
import { satPerThDay, subsidyAt } from '../../model/economics/mining.ts'
import { fromBase } from '../../model/kernel/units.ts'
import type { ChainSnapshot } from '../../sim/opening/chain-snapshot.ts'
import { dateOf } from '../../sim/calendar.ts'
import { attribution, netOf, payoutOf, type Factor, type PayoutDay } from './attribution.ts'
import type { Mint, PaymentMade, ReplayedRun } from './replayed.ts'

export interface DashboardState {
  readonly date: string
  readonly day?: number
  readonly floor: Floor
  readonly pool: PoolReserves
  /** AMT that is not the project's: without what BurnVault, Market, locker and the privileged accounts hold. */
  readonly publicAmt?: bigint
  /** USD per BTC; undefined if it is not known. */
  readonly btcPrice?: Decimal
  /** TH/s of the project. */
  readonly hashRate?: Decimal
  /** USD of a PH/s and day, before costs. */
  readonly hashprice?: Decimal
  /** BTC per AMT of each day, the last one included; empty without payments. */
  readonly payouts: readonly Decimal[]
  readonly payments: readonly PaymentMade[]
  readonly change?: Change
  readonly mints: readonly Mint[]
  readonly redeemed?: { readonly amt: bigint; readonly btcb: bigint }
  readonly books?: Books
  /** Accounts with the roles. */
  readonly accounts?: Readonly<Record<string, string>>
}

/** Why the payout differs from that of the day before; or why this is not known. */
export type Change =
  | { readonly from: Decimal; readonly to: Decimal; readonly parts: Readonly<Record<Factor, Decimal>> }
  | { readonly unknown: string }

/** Payments and what became of them, in BTCB base units. */
export interface Books {
  readonly paid: bigint
  readonly toVault: bigint
  readonly claimed: bigint
  readonly collected: bigint
  /** Master’s balance, and its causes, which sum to it. */
  readonly balance: bigint
  readonly causes: MasterBtcb
}

/** The state of a replayed run; `parameters` are those of the run. */
export function stateOfRun(run: ReplayedRun, parameters: Readonly<Record<string, string>>): DashboardState {
  const { economy, payments, mints, redeemed, claimed, collected, date, day, daily } = run
  const observed = { read: (view: Parameters<typeof read>[1]) => read(economy, view) }
  const sum = (of: (each: PaymentMade) => bigint): bigint =>
    payments.reduce((all, each) => all + of(each), 0n)
  const at = (name: string, row = day): Decimal | undefined => numberIn(daily, name, row)
  const [btcPrice, hashRate] = [at('btcPrice'), at('hashRate')]
  const today = dayOf(run, day, parameters)
  const hashprice =
    today === undefined || btcPrice === undefined
      ? undefined
      : satPerThDay({ difficulty: BigInt(today.difficulty.toFixed(0)), perBlock: 1n as never })
          .times(today.subsidy.plus(today.fees))
          .times(1000)
          .div(1e8)
          .times(btcPrice)
  return {
    date,
    day,
    floor: floorOf(economy),
    pool: poolReserves(economy),
    publicAmt: publicOf(run),
    ...(btcPrice === undefined ? {} : { btcPrice }),
    ...(hashRate === undefined ? {} : { hashRate }),
    ...(hashprice === undefined ? {} : { hashprice: new Decimal(hashprice.toString()) }),
    payouts: payoutsOf(run),
    payments,
    change: changeOf(run, day, parameters),
    mints,
    redeemed,
    books: {
      paid: sum(({ amount }) => amount),
      toVault: sum(({ toVault }) => toVault),
      claimed,
      collected,
      balance: balanceOf(economy, 'btcb', 'master'),
      causes: masterBtcb(observed, viewDomainOf(economy), collected),
    },
    accounts: {
      'owner of Master': economy.master.owner,
      'payer wallet': economy.master.payerWallet,
      'owner of Market': economy.market.owner,
      Master: 'master',
    },
  }
}

/** AMT outside of the project's accounts and contracts; the pool's counts, since its AMT can be sold to. */
function publicOf({ economy }: ReplayedRun): bigint {
  const own = ['owner', 'payer', 'admin', 'market', 'burnVault', 'master', 'locker', 'pair', 'dead', 'zero']
  return own.reduce(
    (rest, account) => rest - balanceOf(economy, 'amt', account),
    floorOf(economy).supply as bigint,
  )
}

const numberIn = (daily: ReplayedRun['daily'], name: string, row: number): Decimal | undefined => {
  const cell = daily.get(name)?.[row]
  return cell === undefined || !/^-?\d+(\.\d+)?$/.test(cell) ? undefined : new Decimal(cell)
}

/** Payments of a date: BTCB, part of the RCL, supply of the last. */
function paidOn(
  { payments }: ReplayedRun,
  date: string,
): { total: Decimal; vault: Decimal; supply?: Decimal } {
  const own = payments.filter((each) => each.date === date)
  const sum = (of: (each: PaymentMade) => bigint): Decimal =>
    new Decimal(fromBase(own.reduce((all, each) => all + of(each), 0n)))
  const supply = own.at(-1)?.supply
  return {
    total: sum(({ amount }) => amount),
    vault: sum(({ toVault }) => toVault),
    ...(supply === undefined ? {} : { supply: new Decimal(fromBase(supply)) }),
  }
}

/** BTC per AMT of each day up to the last: what is left for claims, over the supply. */
function payoutsOf(run: ReplayedRun): readonly Decimal[] {
  const dates = (run.daily.get('date') ?? []).slice(0, run.day + 1)
  const byDate = new Map<string, Decimal>()
  for (const { date, amount, toVault, supply } of run.payments)
    byDate.set(
      date,
      (byDate.get(date) ?? new Decimal(0)).plus(
        new Decimal(fromBase(amount - toVault)).div(fromBase(supply)),
      ),
    )
  return dates.map((date) => byDate.get(date) ?? new Decimal(0))
}

const MINING = ['difficulty', 'height', 'hashRate', 'mined', 'miningPoolFee', 'power', 'btcPrice', 'date']

/** What determined the payout of a day; undefined if the run's table does not tell. */
function dayOf(
  run: ReplayedRun,
  day: number,
  parameters: Readonly<Record<string, string>>,
): PayoutDay | undefined {
  const { daily } = run
  const at = (name: string): Decimal | undefined => numberIn(daily, name, day)
  const [difficulty, height, hashRate, mined, fee, power, price] = MINING.slice(0, 7).map(at)
  const date = daily.get('date')?.[day]
  const uptime = new Decimal(parameters['uptime'] ?? 'NaN').div(100)
  const known = [difficulty, height, hashRate, mined, fee, power, price]
  if (known.some((each) => each === undefined) || date === undefined || uptime.isNaN()) return undefined
  const supplyNow = numberIn(daily, 'supply', day)
  const paid = paidOn(run, date)
  const supply = paid.supply ?? supplyNow
  if (supply === undefined || supply.lte(0) || hashRate!.lte(0) || mined!.lte(0) || uptime.lte(0))
    return undefined
  const subsidy = new Decimal(subsidyAt(BigInt(height!.toFixed(0))).toString())
  const perBlock = mined!
    .times(difficulty!)
    .times(new Decimal(2).pow(32))
    .times('1e8')
    .div(hashRate!.times(uptime).times('1e12').times(86_400))
  const own = {
    difficulty: difficulty!,
    subsidy,
    fees: perBlock.minus(subsidy),
    hashRate: hashRate!,
    uptime,
    poolFee: fee!.div(mined!),
    bill: power!.times(price!).div(hashRate!),
    price: price!,
  }
  return {
    ...own,
    rest: paid.total.minus(netOf(own)),
    split: paid.total.isZero() ? new Decimal(0) : paid.vault.div(paid.total),
    supply,
  }
}

function changeOf(run: ReplayedRun, day: number, parameters: Readonly<Record<string, string>>): Change {
  if (day === 0) return { unknown: 'the first day has no day before' }
  const [before, now] = [dayOf(run, day - 1, parameters), dayOf(run, day, parameters)]
  if (before === undefined || now === undefined) {
    const missing = MINING.filter((name) => !run.daily.has(name))
    return {
      unknown:
        missing.length > 0
          ? `the run's daily table has no ${missing.join(', ')}; baseline and halving record them`
          : 'the machines stood still on one of the days',
    }
  }
  // A day without a payment has no split: that of the other day stands in, so that it changes nothing.
  const from = before.split.isZero() && payoutOf(before).isZero() ? { ...before, split: now.split } : before
  const to = now.split.isZero() && payoutOf(now).isZero() ? { ...now, split: from.split } : now
  return { from: payoutOf(from), to: payoutOf(to), parts: attribution(from, to) }
}

/** The state of a chain snapshot: supply, RCL and pool. */
export function stateOfSnapshot({ timestamp, supply, backing, reserves }: ChainSnapshot): DashboardState {
  return {
    date: dateOf(timestamp),
    floor: { supply, backing },
    pool: { amt: reserves.amt, btcb: reserves.btcb },
    payouts: [],
    payments: [],
    mints: [],
  }
}
