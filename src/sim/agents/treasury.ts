/**
 * The treasury: turns the day's production into BTCB and pays it to Master, a part of it for the RCL.
 *
 * The mined BTC are bridged one for one: Binance mints as much BTCB and sends it to the payer wallet, which calls `payRent`. A payment is
 * whole satoshi, since BTC has no smaller unit. The whitepaper has two policies for the costs, and both are here: `deducted`, production costs
 * come off before the payment; `retained`, all that was mined is paid and the project covers its power from the AMT it keeps.
 *
 * On a day when power costs more than it mines, the machines idle under `deducted` (nothing mined, nothing burnt, nothing paid);
 * under `retained` they run, since others pay. Not modelled: batches and outages of the bridge.
 */
import { produce, subsidyAt, type Farm, type Production, type Sat } from '../../model/mining.ts'
import type { Btcb } from '../../model/units.ts'
import { UINT256_MAX } from '../../model/uint256.ts'
import { call, type Agent } from '../agent.ts'
import type { Market } from '../market.ts'
import { toBaseUnits } from '../math/base-units.ts'

export const COST_POLICIES = ['deducted', 'retained'] as const
export type CostPolicy = (typeof COST_POLICIES)[number]

export interface Treasury {
  readonly costs: CostPolicy
  /** The machines, but for how many: that is the market's fleet. */
  readonly farm: Omit<Farm, 'ths'>
  /** Average transaction fees of a block. */
  readonly feesPerBlock: Sat
  /** The RCL's part of every payment, whole percent from 0 to 100. */
  readonly vaultShare: bigint
}

/** One day's production and what becomes of it. */
export interface DaysWork extends Production {
  /** Power cost more than it mined, so the machines stood still. */
  readonly idle: boolean
  /** What `payRent` gets: whole satoshi, zero if there is nothing to pay. */
  readonly payment: Btcb
}

const BASE_UNITS_PER_SAT = 10n ** 10n

/** `payRent` refuses 100 wei or less. */
const TOO_SMALL = 100n

const NO_WORK: DaysWork = {
  mined: 0n as Btcb,
  poolFee: 0n as Btcb,
  power: 0n as Btcb,
  capex: 0n as Btcb,
  net: 0n,
  idle: true,
  payment: 0n as Btcb,
}

/** What the project's machines do on a day with this market. */
export function daysWork({ costs, farm, feesPerBlock }: Treasury, market: Market): DaysWork {
  const production = produce(
    { ...farm, ths: BigInt(market.fleet.ths) },
    {
      difficulty: BigInt(Math.floor(market.network.difficulty)),
      perBlock: subsidyAt(BigInt(market.network.height)) + feesPerBlock,
      usdPerBtc: toBaseUnits(market.btc.usd),
      usdPerKwh: toBaseUnits(market.power.value),
    },
  )
  const received = production.mined - production.poolFee
  if (costs === 'deducted' && received < production.power) return NO_WORK
  const due = costs === 'deducted' ? production.net : received
  const payment = due > 0n ? (due / BASE_UNITS_PER_SAT) * BASE_UNITS_PER_SAT : 0n
  return { ...production, idle: false, payment: payment as Btcb }
}

export function treasury(spec: Treasury): Agent {
  return {
    name: 'treasury',
    people: [],
    phase: 'payment',
    prepare: () => [call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })],
    act: (world) => {
      const { payment } = daysWork(spec, world.market)
      if (payment <= TOO_SMALL) return []
      return [
        [
          call('binance', 'btcb.mint', { amount: payment }),
          call('binance', 'btcb.transfer', { to: 'payer', amount: payment }),
          call('payer', 'master.payRent', {
            amountBtcb: payment,
            vaultParticipation: spec.vaultShare,
          }),
        ],
      ]
    },
  }
}
