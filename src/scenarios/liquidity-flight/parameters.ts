/**
 * Parameters of the scenario `liquidity-flight`, with their units, ranges and sources.
 */
import { flag, percent, type Settings } from '../../sim/definition/parameter.ts'
import { INITIAL_STATE } from '../shared/july-2023.ts'
import { POOL_TERMS } from '../shared/pool-terms.ts'
import { MINING, PAYMENT } from '../shared/mining.ts'

/** Days from the launch to the run's first day. The lock of 730 days ends on day 11. */
export const DAYS_AFTER_LAUNCH = 719

export const PARAMETERS = {
  projectLeaves: flag({
    title: 'Whether the project withdraws its liquidity when the lock ends',
    default: 'true',
  }),
  flight: percent({
    title: 'Share of the other liquidity withdrawn five days after the lock ends (assumption)',
    default: '50',
    min: '0',
    max: '100',
  }),
  rawPart: percent({
    title: 'Share of the other liquidity provided directly on PancakeSwap (assumption)',
    default: '30',
    min: '0',
    max: '100',
  }),
  whale: percent({
    title: 'Share of the AMT supply that a whale exits with at the end (assumption)',
    default: '5',
    min: '0',
    max: '50',
  }),
  ...PAYMENT,
  ...INITIAL_STATE,
  ...POOL_TERMS,
  daysSinceLaunch: { ...POOL_TERMS.daysSinceLaunch, max: String(DAYS_AFTER_LAUNCH) },
  backing: {
    ...INITIAL_STATE.backing,
    title: 'BTCB in the RCL after two years (result of two years of the baseline, seed 1)',
    default: '41',
  },
  ...MINING,
  btcPrice: { ...MINING.btcPrice, title: 'BTC price on the first day (21 April 2025)', default: '88000' },
}

export type Flight = Settings<typeof PARAMETERS>
