/**
 * Calibration: everything that is fitted to one history. Columns that it lacks are not fitted.
 */
import { HISTORY_NAMES, type History, type HistoryColumn } from '../sim/process/history-csv.ts'
import { fitLevel, type LevelFit } from './level-fit.ts'
import { FEES_SHARE, fitNetwork, type NetworkFit } from './network-fit.ts'
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
    notFitted.push('difficulty: expected at least 84 days with values')
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
