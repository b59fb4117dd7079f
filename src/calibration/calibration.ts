/**
 * Calibration: everything that is fitted to one history. Columns that it lacks are not fitted.
 */
import { HISTORY_NAMES, type History, type HistoryColumn } from '../sim/process/history-csv.ts'
import { fitLevel, type LevelFit } from './level-fit.ts'
import { FEES_SHARE, FEWEST_DAYS, fitNetwork, PERIOD, type NetworkFit } from './network-fit.ts'
import { fitPrice, type PriceCalibration } from './price.ts'
import { known, logReturns, TooFewReturns } from './returns.ts'

export interface Calibration {
  /** Days since 1970-01-01, both included. */
  readonly firstDay: number
  readonly lastDay: number
  readonly price: PriceCalibration | undefined
  readonly network: NetworkFit | undefined
  readonly levels: Readonly<Partial<Record<'fees_btc' | 'gas_gwei' | 'bnb_usd', LevelFit>>>
  /** Last known value of each column. */
  readonly last: Readonly<Partial<Record<HistoryColumn, { readonly value: number; readonly day: number }>>>
  /** Days without a return, between the first and the last price. */
  readonly missingReturns: number
  /** Columns that are too short to be fitted, as sentences. */
  readonly notFitted: readonly string[]
}

export interface CalibrationOptions {
  /** Fees as a share of the subsidy on days without fees. @default 0.018 */
  readonly feesShare?: number
  /** An earlier calibration to nearly the same data, from which searches start. */
  readonly near?: Calibration
}

/** Fits all models to the columns of a history. */
export function calibrate(
  history: History,
  { feesShare = FEES_SHARE, near }: CalibrationOptions = {},
): Calibration {
  const { firstDay, days, values } = history
  const returns = logReturns(values.btc_usd ?? [])
  const notFitted: string[] = []
  let price: PriceCalibration | undefined
  if (values.btc_usd !== undefined)
    try {
      price = fitPrice(returns, near?.price)
    } catch (error) {
      if (!(error instanceof TooFewReturns)) throw error
      notFitted.push(`btc_usd: ${error.message}`)
    }
  const network = values.difficulty === undefined ? undefined : fitNetwork(history, feesShare)
  if (values.difficulty !== undefined && network === undefined)
    notFitted.push(
      `difficulty: needs ${FEWEST_DAYS.growth} days, has ${spanOf(values.difficulty)}; a period of ` +
        `${PERIOD} days without a value at its ends does not count`,
    )
  return {
    firstDay,
    lastDay: firstDay + days - 1,
    price,
    network,
    levels: levelsOf(history),
    last: lastOf(history),
    missingReturns: returns.length - known(returns).length,
    notFitted,
  }
}

function levelsOf({ values }: History): Calibration['levels'] {
  const names = ['fees_btc', 'gas_gwei', 'bnb_usd'] as const
  const fits = names.map((name) => [name, fitLevel(values[name] ?? [])] as const)
  return Object.fromEntries(fits.filter(([, fit]) => fit !== undefined))
}

function lastOf({ firstDay, values }: History): Calibration['last'] {
  const ends = HISTORY_NAMES.flatMap((name) => {
    const column = values[name] ?? []
    const index = column.findLastIndex((value) => value !== undefined)
    return index < 0 ? [] : [[name, { value: column[index]!, day: firstDay + index }] as const]
  })
  return Object.fromEntries(ends)
}

/** Days from the first value to the last, both included. */
function spanOf(values: readonly (number | undefined)[]): number {
  const first = values.findIndex((each) => each !== undefined)
  return first < 0 ? 0 : values.findLastIndex((each) => each !== undefined) - first + 1
}

/**
 * Fewest days from which a median and a spread say more than chance, and from which rare jumps and regimes
 * do.
 */
const FEW = { level: 30, price: 365 } as const

/** What rests on few days, as sentences in days. */
export function fewDays({ price, network, levels, firstDay, lastDay }: Calibration): readonly string[] {
  const returns = price?.fits.gbm.observations
  return [
    ...(returns === undefined || returns >= FEW.price
      ? []
      : [
          `btc_usd: ${returns} days are few. Growth, jumps and regimes need ${FEW.price} to be more than ` +
            'chance.',
        ]),
    ...(network === undefined || network.response !== undefined
      ? []
      : [
          `difficulty: its response to the reward is not fitted. It needs ${FEWEST_DAYS.response} days with ` +
            `prices, the file has ${lastDay - firstDay + 1}.`,
        ]),
    ...Object.entries(levels)
      .filter(([, { observations }]) => observations < FEW.level)
      .map(
        ([name, { observations }]) =>
          `${name}: ${observations} day${observations === 1 ? ' is' : 's are'} few. Median and spread need ` +
          `${FEW.level} to be more than chance.`,
      ),
  ]
}
