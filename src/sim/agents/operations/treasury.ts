/**
 * Treasury: turns the day's production into BTCB and pays it to Master, a share of it to the RCL.
 *
 * Acts in the payment phase. Mined BTC is bridged one for one: Binance mints BTCB and sends it to the payer
 * wallet, which calls `payRent`. A payment is a whole number of satoshi, the smallest unit of BTC. The
 * whitepaper has two cost policies: under `deducted`, production costs are subtracted from the payment; under
 * `retained`, everything mined is paid and the project covers power with its own AMT.
 *
 * On a day when power costs more than it mines, the machines idle under `deducted`: nothing is mined and
 * nothing is paid. Under `retained` they run.
 *
 * With `bridge`, BTC crosses in batches, with a delay and a fee (`model/economics/bridge.ts`). What arrives
 * is minted into the payer wallet, which also holds the backing; what is due that day is paid in one
 * `payRent`. Overdue amounts go to the holders of the day of payment, not of the day on which they were due.
 * The fee is subtracted from the payments.
 *
 * Without `bridge`, BTC becomes BTCB at once and at no cost, whatever the state of the exogenous bridge.
 */
import { sumOf, type BridgeTerms } from '../../../model/economics/bridge.ts'
import { COST_POLICIES, work, type CostPolicy, type DaysWork } from '../../../model/economics/costs.ts'
import { PAYMENT_FLOOR } from '../../../model/contracts/master/payment.ts'
import { produce, subsidyAt, type Farm, type Production, type Wad } from '../../../model/economics/mining.ts'
import type { Btcb } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import type { Action } from '../../../model/interface/action.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { crossings, type Crossings } from '../../view/crossings.ts'
import { feesPerBlock, type Environment } from '../../environment.ts'
import { toBaseUnits } from '../../math/base-units.ts'
import { constantSplit, type Split } from './split.ts'
import type { AgentView } from '../../view/agent-view.ts'

export { COST_POLICIES, type CostPolicy }

/** Machines, costs and payments of the project. */
export interface Treasury {
  readonly costs: CostPolicy
  /** The machines except their number, which is the fleet of the environment. */
  readonly farm: Omit<Farm, 'ths'>
  /**
   * Price of the machines, in USD times 1e18 per TH/s, depreciated over the farm's `lifeDays`. @default 0n
   */
  readonly machinePrice?: Wad
  /** Share of every payment for the RCL, whole percent from 0 to 100. */
  readonly vaultShare: bigint
  /** Rule for the RCL's share, which then replaces `vaultShare`. @default `vaultShare`, whatever happens */
  readonly split?: Split
  /** Days from one payment to the next. Excludes `bridge`, with which payments are due daily. @default 1 */
  readonly every?: number
  /** Terms of the bridge from BTC to BTCB. @default undefined, for an immediate bridge */
  readonly bridge?: BridgeTerms
}

/** The rule for the RCL's share. */
export const splitOf = ({ split, vaultShare }: Treasury): Split => split ?? constantSplit(vaultShare)

/** A day's production, and what the treasury makes of it. */
interface Day {
  readonly environment: Environment
  readonly production: Production
  readonly work: DaysWork
}

/** The latest day of each treasury: agents, valuations and recorder ask for it several times. */
const latest = new WeakMap<Treasury, Day>()

function dayOf(treasury: Treasury, environment: Environment): Day {
  const known = latest.get(treasury)
  if (known?.environment === environment) return known
  const production = produced(treasury, environment)
  const day = { environment, production, work: work(production, treasury.costs) }
  latest.set(treasury, day)
  return day
}

function produced({ farm, machinePrice = 0n }: Treasury, environment: Environment): Production {
  const ths = BigInt(environment.fleet.ths)
  return produce(
    { ...farm, ths, capexUsd: farm.capexUsd + ths * machinePrice },
    {
      difficulty: BigInt(Math.floor(environment.network.difficulty)),
      perBlock: subsidyAt(BigInt(environment.network.height)) + feesPerBlock(environment),
      usdPerBtc: toBaseUnits(environment.btc.usd),
      usdPerKwh: toBaseUnits(environment.power.value),
    },
  )
}

/** Income statement of a day in this environment, if the machines run. */
export function productionOf(treasury: Treasury, environment: Environment): Production {
  return dayOf(treasury, environment).production
}

/** Production, costs and payment of a day in this environment. */
export function daysWork(treasury: Treasury, environment: Environment): DaysWork {
  return dayOf(treasury, environment).work
}

/**
 * The treasury's bridge, day by day.
 *
 * @throws {FeeEatsBatch} when the fee is negative or not below the minimum batch.
 * @throws {NoDelay} when the delay is not a whole number of at least 1 day.
 */
export function crossingsOf(spec: Treasury, terms: BridgeTerms): Crossings {
  return crossings(terms, (environment) => daysWork(spec, environment).payment)
}

/**
 * The treasury's agent.
 *
 * @throws {ConflictingSchedule} when both `every` and `bridge` are given.
 * @throws {FeeEatsBatch} or {NoDelay} as {@link crossingsOf}.
 */
export function treasury(spec: Treasury): Agent {
  const { bridge, every } = spec
  if (bridge !== undefined && every !== undefined) throw new ConflictingSchedule()
  const planOn = bridge === undefined ? atOnce(spec, every) : overBridge(spec, crossingsOf(spec, bridge))
  return {
    name: 'treasury',
    people: [],
    phase: 'payment',
    prepare: () => [
      call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
      ...bridgeIn(bridge?.backing ?? (0n as Btcb)),
    ],
    act: (view) => {
      const plan = planOn(view)
      return plan.length === 0 ? [] : [plan]
    },
  }
}

type PlanOn = (view: AgentView) => Plan

/** One day of the bridge as calls: mints what arrives, pays what is due. */
const overBridge =
  (spec: Treasury, crossingOn: Crossings): PlanOn =>
  (view) => {
    const { received, paid } = crossingOn(view).traffic
    return [...bridgeIn(received), ...payIn(spec, view, sumOf(paid))]
  }

/** Pays what was mined since the last payment, together with the balance of the payer wallet. */
const atOnce =
  (spec: Treasury, every = 1): PlanOn =>
  (view) => {
    if (!isBatchDay(view.day, every)) return []
    const bridged = minedSince(spec, view, every)
    return [...bridgeIn(bridged), ...payIn(spec, view, (view.balance('btcb', 'payer') + bridged) as Btcb)]
  }

/** Binance mints `amount` BTCB into the payer wallet; empty for zero. */
const bridgeIn = (amount: Btcb): readonly Action[] =>
  amount === 0n
    ? []
    : [call('binance', 'btcb.mint', { amount }), call('binance', 'btcb.transfer', { to: 'payer', amount })]

const payIn = (spec: Treasury, view: AgentView, amount: Btcb): readonly Action[] =>
  amount <= PAYMENT_FLOOR
    ? []
    : [call('payer', 'master.payRent', { amountBtcb: amount, vaultParticipation: splitOf(spec).now(view) })]

/** Whether `day` is the last of a cycle of `every` days, on which a payment is due. */
export const isBatchDay = (day: number, every: number): boolean => day % every === every - 1

/** Payments due for the last `every` days, today included. */
function minedSince(spec: Treasury, { environment, history, day }: AgentView, every: number): Btcb {
  let sum: bigint = daysWork(spec, environment).payment
  for (let before = day - 1; before > day - every && before >= 0; before--)
    sum += daysWork(spec, history.at(before)!.environment).payment
  return sum as Btcb
}

/** A treasury has either a payment interval or a bridge. */
export class ConflictingSchedule extends Error {
  override readonly name = 'ConflictingSchedule'
  constructor() {
    super('expected either every or bridge, got both: with a bridge, payments are due daily')
  }
}
