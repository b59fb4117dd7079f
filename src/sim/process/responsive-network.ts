/**
 * Bitcoin network whose hash rate responds to hashprice.
 *
 * Each day the miners see the day's BTC price and yesterday's difficulty and height; machines are switched,
 * orders are placed and arrive (`miners.ts`). Blocks and retargets are those of `network.ts`. Fees are
 * counted at a constant share of the subsidy, since miners act on their average.
 *
 * Not modelled: anticipation of a halving or of the next retarget.
 */
import { HASHES_PER_DIFFICULTY, SAT_PER_BTC, subsidyAt, TH_PER_PH } from '../../model/economics/mining.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import type { Price } from './gbm.ts'
import { minersAt, nextMiners, runningHashRate, type Miners, type ResponseParameters } from './miners.ts'
import { mine, network, type Network, type NetworkParameters } from './network.ts'
import { inRange, type DependentProcess } from './process.ts'

/** A network whose hash rate responds to mining rewards. */
export interface ResponsiveNetwork extends Network {
  readonly miners: Miners
}

/** Parameters of the responsive network. */
export interface ResponsiveNetworkParameters
  extends Pick<NetworkParameters, 'height' | 'difficulty'>, ResponseParameters {
  /** Fees of a block as a share of its subsidy. */
  readonly feesShare: number
}

const HASHES_PER_TH = 1e12

/**
 * Height, difficulty and hash rate, from a hash rate that meets ten minutes a block. Two words a day or more.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range; `start` throws {NoMargin} when a new
 *   machine does not earn its power on day 0, and {FleetIdle} when hardly any machine does.
 */
export function responsiveNetwork(
  parameters: ResponsiveNetworkParameters,
): DependentProcess<ResponsiveNetwork, { readonly btc: Price }> {
  const { height, difficulty, growth, feesShare } = parameters
  const { name, initial } = network({ height, difficulty, growth })
  inRange(name, 'feesShare', feesShare, 0, 100)
  return {
    name,
    start: ({ btc }) => ({
      ...initial,
      miners: minersAt(initial.hashRate, hashpriceAt(initial, btc.usd, feesShare), parameters),
    }),
    follow: (state, { btc }, stream, day) => {
      const { hashRate } = state
      const hashprice = hashpriceAt(state, btc.usd, feesShare)
      const miners = nextMiners(state.miners, { hashprice, hashRate, day }, parameters)
      const running = { ...state, blocks: 0, hashRate: runningHashRate(miners, parameters) }
      return { ...mine(running, stream, Number(SECONDS_PER_DAY)), miners }
    },
  }
}

/** Hashprice in USD per PH/s and day at 100% uptime, with fees as a share of the subsidy. */
export function hashpriceAt(
  { height, difficulty }: Pick<Network, 'height' | 'difficulty'>,
  usdPerBtc: number,
  feesShare: number,
): number {
  const perBlock = (Number(subsidyAt(BigInt(height))) / Number(SAT_PER_BTC)) * (1 + feesShare)
  const blocks =
    (Number(TH_PER_PH) * HASHES_PER_TH * Number(SECONDS_PER_DAY)) /
    (difficulty * Number(HASHES_PER_DIFFICULTY))
  return blocks * perBlock * usdPerBtc
}
