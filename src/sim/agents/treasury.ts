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
 * BTC may be bridged in batches, every so many days, and not while the bridge is down; what waits is counted from the markets of the days since
 * it last worked. A reserve of BTCB in the payer wallet (the whitepaper's backing wallets) pays meanwhile as long as it lasts, and is
 * filled up again from what waited.
 */
import { COST_POLICIES, work, type CostPolicy, type DaysWork } from '../../model/costs.ts'
import { produce, subsidyAt, type Farm } from '../../model/mining.ts'
import type { Btcb } from '../../model/units.ts'
import { UINT256_MAX } from '../../model/uint256.ts'
import type { Action } from '../../model/action.ts'
import { call, type Agent } from '../agent.ts'
import { feesPerBlock, type Market } from '../market.ts'
import { toBaseUnits } from '../math/base-units.ts'
import type { World } from '../world.ts'

export { COST_POLICIES, type CostPolicy }

export interface Treasury {
  readonly costs: CostPolicy
  /** The machines, but for how many: that is the market's fleet. */
  readonly farm: Omit<Farm, 'ths'>
  /** The RCL's part of every payment, whole percent from 0 to 100. */
  readonly vaultShare: bigint
  /** Days from one batch to the next; 1 unless told otherwise. */
  readonly every?: number
  /** BTCB in the payer wallet for days on which nothing is bridged; none unless told otherwise. */
  readonly reserve?: Btcb
}

/** `payRent` refuses 100 wei or less. */
const TOO_SMALL = 100n

/** What the project's machines do on a day with this market. */
export function daysWork({ costs, farm }: Treasury, market: Market): DaysWork {
  const production = produce(
    { ...farm, ths: BigInt(market.fleet.ths) },
    {
      difficulty: BigInt(Math.floor(market.network.difficulty)),
      perBlock: subsidyAt(BigInt(market.network.height)) + feesPerBlock(market),
      usdPerBtc: toBaseUnits(market.btc.usd),
      usdPerKwh: toBaseUnits(market.power.value),
    },
  )
  return work(production, costs)
}

export function treasury(spec: Treasury): Agent {
  return {
    name: 'treasury',
    people: [],
    phase: 'payment',
    prepare: () => [
      call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
      ...(spec.reserve === undefined ? [] : bridgeIn(spec.reserve)),
    ],
    act: (world) => {
      const bridged = isBridging(spec, world.market, world.day) ? waiting(spec, world) : (0n as Btcb)
      const payment = paymentOn(spec, world, bridged)
      const plan = [
        ...(bridged === 0n ? [] : bridgeIn(bridged)),
        ...(payment <= TOO_SMALL
          ? []
          : [call('payer', 'master.payRent', { amountBtcb: payment, vaultParticipation: spec.vaultShare })]),
      ]
      return plan.length === 0 ? [] : [plan]
    },
  }
}

/** Binance mints as much BTCB as it was sent BTC, into the payer wallet. */
const bridgeIn = (amount: Btcb): readonly Action[] => [
  call('binance', 'btcb.mint', { amount }),
  call('binance', 'btcb.transfer', { to: 'payer', amount }),
]

/** On a day of a batch everything but the reserve is paid; on others today's work, as far as the reserve goes. */
function paymentOn(spec: Treasury, world: World, bridged: Btcb): Btcb {
  const held = world.balance('btcb', 'payer')
  if (isBridging(spec, world.market, world.day)) {
    const beyond = held + bridged - (spec.reserve ?? 0n)
    return (beyond > 0n ? beyond : 0n) as Btcb
  }
  const due = daysWork(spec, world.market).payment
  return (due < held ? due : held) as Btcb
}

/** Whether a batch is due on that day, the last of each turn of `every` days. */
export const isBatchDay = (day: number, every: number): boolean => day % every === every - 1

function isBridging({ every = 1 }: Treasury, { bridge }: Market, day: number): boolean {
  return bridge.up && isBatchDay(day, every)
}

/** What has been mined since the last batch, today included. */
function waiting(spec: Treasury, { market, history, day }: World): Btcb {
  const marketOf = (before: number): Market => history.at(before)!.market
  let sum: bigint = daysWork(spec, market).payment
  for (let before = day - 1; before >= 0 && !isBridging(spec, marketOf(before), before); before--)
    sum += daysWork(spec, marketOf(before)).payment
  return sum as Btcb
}
