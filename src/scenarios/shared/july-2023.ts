/**
 * Initial state of the scenarios: July 2023, built by actions from an empty economy.
 *
 * Sources: the whitepaper (12 July 2023) for the launch, the RCL, the emission and the hash rate;
 * docs/reference/economics.md for the market. Everything else is an assumption and marked as one.
 *
 * **The pool.** The whitepaper gives the launch pool: 1,000,000 AMT and 49.5 BTCB. It also says that a Great
 * Reset has lowered the price since, by a sale into the pool, but not to which price. The only later public
 * reading is of February 2024: 7,877,440 AMT and 85.22 BTCB. It is the default, for two reasons. It is the
 * nearest reading after the reset. And it fits the other figures: the payout of July 2023 after power and the
 * RCL's share is 10% a year of its price, 1,082 sat, and 2% of the launch price, 4,950 sat. The launch pool
 * remains a choice.
 *
 * **What this reading cannot do.** It is the only public price of AMT after the launch. Because the opening
 * of July 2023 uses it, it cannot test the model: a path's price of February 2024 would be compared with its
 * own opening.
 *
 * The pool is reached as in the project's history: launch and lock, the sale, then deposits by other
 * providers.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { afterSelling, type PoolReserves } from '../../model/contracts/pancake/quotes.ts'
import { saleToLowerPrice } from '../../model/planning/great-reset/sale.ts'
import { amt, btcb, fromBase, type Amt, type Btcb } from '../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../sim/agent.ts'
import { timestampOf } from '../../sim/calendar.ts'
import { amount, choice, date, snapshot } from '../../sim/definition/parameter.ts'
import type { ChainSnapshot } from '../../sim/opening/chain-snapshot.ts'
import type { InitialState, Stage } from '../../sim/definition/scenario.ts'
import { START_DATE, startDateOf, type StartSettings } from './start.ts'

/**
 * Days from the launch to July 2023 in a world whose lock of 730 days ends on day 11 (assumption: no date of
 * the launch is public).
 */
export const NEARLY_UNLOCKED = 719

/** 70,000 TH/s at 625 AMT each (whitepaper). */
export const LAUNCH = {
  hashRate: 70_000n,
  amtPerTh: 625n,
  supply: amt('43750000'),
  pool: { amt: amt('1000000'), btcb: btcb('49.5') },
  backing: btcb('30'),
} as const

/** 223,446 TH/s, 246.3 AMT per TH/s, 55,035,719 AMT issued (whitepaper). */
export const JULY_2023 = {
  hashRate: 223_446,
  amtPerTh: '246.3',
  supply: amt('55035719'),
} as const

/** The later public reading of the pool, February 2024 (docs/reference/economics.md, 6). */
export const POOL_AFTER_RESET: PoolReserves = { amt: amt('7877440'), btcb: btcb('85.22') }

/** Pools that a scenario may open with. */
export const POOLS = ['after-reset', 'launch'] as const
/** One of {@link POOLS}. */
export type PoolChoice = (typeof POOLS)[number]

/** A parameter that an opening from a chain snapshot takes the place of. */
export const replacedBy = 'opening'

/** Parameters of the initial state. */
export const INITIAL_STATE = {
  opening: snapshot({
    title: 'Opening from a chain snapshot, instead of July 2023',
    onlyWith: 'opening',
  }),
  startDate: date({
    title: 'First day of the run, from which its dates count, as YYYY-MM-DD; AMT is that of July 2023',
    default: START_DATE,
    onlyWith: 'startDate',
    replacedBy,
  }),
  pool: choice({
    title: 'Initial pool: after the Great Reset (reading of February 2024), or as launched',
    default: 'after-reset',
    choices: POOLS,
    replacedBy,
  }),
  backing: amount({
    title: 'Initial BTCB in the RCL (whitepaper)',
    unit: 'BTC',
    default: fromBase(LAUNCH.backing),
    min: '0',
    max: '1000000',
    replacedBy,
  }),
}

/** Where the world of a run opens: from a snapshot, or in July 2023 with this pool. */
export interface Opening {
  readonly pool: PoolChoice
  readonly opening?: ChainSnapshot | undefined
}

/** The transactions that turn the launch pool into the initial pool. */
export interface PoolPlan {
  /** AMT that the project sells into the launch pool. */
  readonly sale: Amt
  /** AMT that liquidity providers deposit after the sale. */
  readonly deposit: Amt
  /** BTCB of the same deposits, rounded up. */
  readonly depositBtcb: Btcb
}

export function poolPlan(choice: PoolChoice): PoolPlan {
  if (choice === 'launch') return { sale: 0n as Amt, deposit: 0n as Amt, depositBtcb: 0n as Btcb }
  const [from, to] = [LAUNCH.pool, POOL_AFTER_RESET]
  const sale = saleToLowerPrice(from, { n: from.btcb * to.amt, d: from.amt * to.btcb })
  const sold = afterSelling(from, sale)
  const deposit = (to.amt - sold.amt) as Amt
  return { sale, deposit, depositBtcb: ((deposit * sold.btcb + sold.amt - 1n) / sold.amt) as Btcb }
}

/** AMT in circulation at the start. */
export const supplyOf = ({ opening }: Pick<Opening, 'opening'>): Amt => opening?.supply ?? JULY_2023.supply

/** AMT outside the pool at the start. */
export function outsidePool({ pool, opening }: Opening): Amt {
  if (opening !== undefined) return (opening.supply - opening.reserves.amt) as Amt
  const { sale, deposit } = poolPlan(pool)
  return (JULY_2023.supply - LAUNCH.pool.amt - sale - deposit) as Amt
}

/** `percentage` of an amount, rounded down. */
export const partOf = (whole: bigint, percentage: bigint): Amt => ((whole * percentage) / 100n) as Amt

/** Order of the addresses on chain 56: USDT 0x55d3…, liqAMT 0x679B…, AMT 0x6Ae0…, BTCB 0x7130…. */
const TOKEN_ORDER = ['usdt', 'liqAmt', 'amt', 'btcb'] as const

/** Launch, Great Reset, then the endowment of every agent. The project keeps the rest of the AMT. */
export function initialStateOfJuly2023(
  settings: StartSettings & { readonly pool: PoolChoice; readonly backing: bigint },
  agents: readonly Agent[],
): InitialState {
  const { pool, backing } = settings
  const { sale } = poolPlan(pool)
  const timestamp = timestampOf(startDateOf(settings))
  const stages: Stage[] = [{ name: 'launch', actions: launch(backing) }]
  if (sale > 0n) stages.push({ name: 'great-reset', actions: sell(sale, timestamp) })
  stages.push({ name: 'july-2023', actions: endow(agents) })
  return { timestamp, tokenOrder: TOKEN_ORDER, stages }
}

function launch(backing: bigint): readonly Action[] {
  const { supply, pool } = LAUNCH
  return [
    call('owner', 'master.mintMaster', { account: 'owner', amount: supply }),
    call('binance', 'btcb.mint', { amount: pool.btcb + backing }),
    sendBtcb('owner', pool.btcb),
    sendBtcb('burnVault', backing),
    approveAll('owner', 'amt', 'master'),
    approveAll('owner', 'btcb', 'master'),
    call('owner', 'master.addLiquidityLocking', { amountAmt: pool.amt, amountBtcb: pool.btcb }),
  ]
}

/**
 * The sale of the Great Reset. Its airdrop is left out: the assumed distribution of July 2023 already
 * includes it.
 */
function sell(sale: Amt, deadline: bigint): readonly Action[] {
  return [
    approveAll('owner', 'amt', 'router'),
    call('owner', 'router.swapExactTokensForTokens', {
      amountA: sale,
      limit: 0n,
      path: ['amt', 'btcb'],
      to: 'owner',
      deadline,
    }),
  ]
}

function endow(agents: readonly Agent[]): readonly Action[] {
  const people = agents.flatMap((agent) => agent.people)
  const totalBtcb = people.reduce((sum, person) => sum + (person.btcb ?? 0n), 0n)
  return [
    call('owner', 'master.mintMaster', { account: 'owner', amount: JULY_2023.supply - LAUNCH.supply }),
    call('binance', 'btcb.mint', { amount: totalBtcb }),
    ...people.flatMap(({ name, amt: owned = 0n, btcb: cash = 0n }) => [
      ...(owned === 0n ? [] : [call('owner', 'amt.transfer', { to: name, amount: owned })]),
      ...(cash === 0n ? [] : [sendBtcb(name, cash)]),
    ]),
  ]
}

const sendBtcb = (to: Account, amount: bigint): Action => call('binance', 'btcb.transfer', { to, amount })
