/**
 * The treasury: turns the day's production into BTCB and pays it to Master, a part of it for the RCL.
 *
 * The mined BTC are bridged one for one: Binance mints as much BTCB and sends it to the payer wallet, which calls `payRent`. A payment is
 * whole satoshi, since BTC has no smaller unit. The whitepaper has two policies for the costs, and both are here: `deducted`, production costs
 * come off before the payment; `retained`, all that was mined is paid and the project covers its power from the AMT it keeps.
 *
 * On a day when power costs more than it mines, the machines idle under `deducted` (nothing mined, nothing burnt, nothing paid);
 * under `retained` they run, since others pay.
 *
 * With the terms of a bridge, BTC crosses in batches, with a delay and a fee, and each day is one of the bridge's (`model/bridge.ts`): what arrives is
 * minted into the payer wallet, which holds the backing wallets too, and what the bridge says is paid today is paid in one `payRent`. What was
 * overdue thus goes to those who hold AMT on the day on which it is paid, not on the one on which it was due. The fee comes off the payments.
 *
 * Without terms BTC is BTCB at once and at no cost, whatever the bridge does.
 */
import { sumOf, type BridgeTerms } from '../../../model/economics/bridge.ts'
import { COST_POLICIES, work, type CostPolicy, type DaysWork } from '../../../model/economics/costs.ts'
import { PAYMENT_FLOOR } from '../../../model/contracts/master/payment.ts'
import { produce, subsidyAt, type Farm, type Wad } from '../../../model/economics/mining.ts'
import type { Btcb } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import type { Action } from '../../../model/interface/action.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { crossings, type Crossings } from '../../view/crossings.ts'
import { feesPerBlock, type Environment } from '../../environment.ts'
import { toBaseUnits } from '../../math/base-units.ts'
import type { AgentView } from '../../view/agent-view.ts'

export { COST_POLICIES, type CostPolicy }

export interface Treasury {
  readonly costs: CostPolicy
  /** The machines, but for how many: that is the market's fleet. */
  readonly farm: Omit<Farm, 'ths'>
  /** USD times 1e18 that the machines cost for each TH/s, written off over the farm's `lifeDays`; nothing unless told otherwise. */
  readonly machinePrice?: Wad
  /** The RCL's part of every payment, whole percent from 0 to 100. */
  readonly vaultShare: bigint
  /** Days from one payment to the next; 1 unless told otherwise. Not with a bridge, over which payments are due daily. */
  readonly every?: number
  /** How BTC becomes BTCB; at once unless told otherwise. */
  readonly bridge?: BridgeTerms
}

/** What the project's machines do on a day with this market. */
export function daysWork({ costs, farm, machinePrice = 0n }: Treasury, environment: Environment): DaysWork {
  const ths = BigInt(environment.fleet.ths)
  const production = produce(
    { ...farm, ths, capexUsd: farm.capexUsd + ths * machinePrice },
    {
      difficulty: BigInt(Math.floor(environment.network.difficulty)),
      perBlock: subsidyAt(BigInt(environment.network.height)) + feesPerBlock(environment),
      usdPerBtc: toBaseUnits(environment.btc.usd),
      usdPerKwh: toBaseUnits(environment.power.value),
    },
  )
  return work(production, costs)
}

/** The days of the treasury's bridge. Throws {@link FeeEatsBatch} and {@link NoDelay} if there can be no such bridge. */
export function crossingsOf(spec: Treasury, terms: BridgeTerms): Crossings {
  return crossings(terms, (environment) => daysWork(spec, environment).payment)
}

/** Throws as {@link crossingsOf} does, and {@link ConflictingSchedule}. */
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

/** One day of the model's bridge, as calls. */
const overBridge =
  (spec: Treasury, crossingOn: Crossings): PlanOn =>
  (view) => {
    const { received, paid } = crossingOn(view).traffic
    return [...bridgeIn(received), ...payIn(spec, sumOf(paid))]
  }

/** Pays what was mined since the last payment, with anything else that the payer wallet has. */
const atOnce =
  (spec: Treasury, every = 1): PlanOn =>
  (view) => {
    if (!isBatchDay(view.day, every)) return []
    const bridged = minedSince(spec, view, every)
    return [...bridgeIn(bridged), ...payIn(spec, (view.balance('btcb', 'payer') + bridged) as Btcb)]
  }

/** Binance mints as much BTCB as it was sent BTC, into the payer wallet. */
const bridgeIn = (amount: Btcb): readonly Action[] =>
  amount === 0n
    ? []
    : [call('binance', 'btcb.mint', { amount }), call('binance', 'btcb.transfer', { to: 'payer', amount })]

const payIn = ({ vaultShare }: Treasury, amount: Btcb): readonly Action[] =>
  amount <= PAYMENT_FLOOR
    ? []
    : [call('payer', 'master.payRent', { amountBtcb: amount, vaultParticipation: vaultShare })]

/** Whether a payment is due on that day, the last of each turn of `every` days. */
export const isBatchDay = (day: number, every: number): boolean => day % every === every - 1

/** What was mined in the `every` days until today, today included. */
function minedSince(spec: Treasury, { environment, history, day }: AgentView, every: number): Btcb {
  let sum: bigint = daysWork(spec, environment).payment
  for (let before = day - 1; before > day - every && before >= 0; before--)
    sum += daysWork(spec, history.at(before)!.environment).payment
  return sum as Btcb
}

/** A treasury pays by the calendar or as its bridge allows. */
export class ConflictingSchedule extends Error {
  override readonly name = 'ConflictingSchedule'
  constructor() {
    super('expected a treasury with every or with bridge, got both; over a bridge payments are due daily')
  }
}
