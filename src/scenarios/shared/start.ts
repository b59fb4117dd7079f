/**
 * Start of a run: 12 July 2023, the date of a chain snapshot, that of a replayed history, or `startDate`.
 *
 * One rule decides what belongs to July 2023 alone: conclusions about the launch, its prices and the date of
 * a halving are left out of every run from another start ({@link onlyInJuly2023}), and the run says which
 * defaults of July 2023 it keeps. A first block of another height, by two weeks or more, is another start,
 * too: heights by date are off by some hundred blocks.
 */
import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { leftOutAt, type Start } from '../../sim/definition/start.ts'
import { dateOf } from '../../sim/calendar.ts'
import { MONTHS } from '../../sim/months.ts'
import type { ChainSnapshot } from '../../sim/opening/chain-snapshot.ts'
import { dateOfDay, type History, type HistoryColumn } from '../../sim/process/history-csv.ts'
import { BLOCKS_PER_RETARGET, NETWORK_2023_07_12 } from '../../sim/process/network.ts'

export const START_DATE = '2023-07-12'

/** The start in words, as questions name it. */
const OWN = 'July 2023'

/** Settings that decide where a run starts; a scenario without one of them has its default. */
export interface StartSettings {
  readonly opening?: ChainSnapshot | undefined
  /** Days since 1970-01-01. */
  readonly startDate?: number
  readonly startHeight?: number
  readonly history?: History | undefined
  readonly historyFrom?: number
}

/** First day of a run, YYYY-MM-DD. */
export function startDateOf({ opening, startDate, history, historyFrom }: StartSettings): string {
  if (opening !== undefined) return dateOf(opening.timestamp)
  if (history !== undefined && historyFrom !== undefined) return dateOfDay(historyFrom)
  return startDate === undefined ? START_DATE : dateOfDay(startDate)
}

/** What the columns of a replayed history take the place of. */
const BROUGHT: Partial<Record<HistoryColumn, readonly string[]>> = {
  btc_usd: ['btcPrice'],
  difficulty: ['startHeight', 'startDifficulty'],
  gas_gwei: ['gasPrice'],
}

export function startOf(settings: StartSettings): Start {
  const { opening, history, startHeight = NETWORK_2023_07_12.height } = settings
  const date = startDateOf(settings)
  const columns = Object.keys(history?.values ?? {}) as readonly HistoryColumn[]
  const brings = columns.flatMap((column) => BROUGHT[column] ?? [])
  const isAtHeight =
    Math.abs(startHeight - NETWORK_2023_07_12.height) >= BLOCKS_PER_RETARGET &&
    !brings.includes('startHeight')
  const isDated = opening !== undefined || date !== START_DATE
  const network =
    'startHeight' in settings || brings.includes('startHeight')
      ? []
      : [`Height and difficulty of Bitcoin are those of ${OWN}: this scenario has no parameters for them.`]
  return {
    own: OWN,
    name: isDated || !isAtHeight ? inWords(date) : `block ${grouped(startHeight)}`,
    isOther: isDated || isAtHeight,
    brings,
    ...(opening === undefined ? {} : { snapshot: { block: opening.block } }),
    notes: [
      ...(opening !== undefined
        ? []
        : isDated
          ? [`Starts on ${inWords(date)}, with the AMT of ${OWN}: supply, RCL, pool and owners.`]
          : [
              `Starts at block ${grouped(startHeight)}, with the AMT of ${OWN}; dates count from ${inWords(date)} ` +
                'unless startDate is set.',
            ]),
      ...network,
    ],
  }
}

/** These hypotheses, which are about July 2023: a run from another start leaves them out. */
export function onlyInJuly2023<Run>(
  settings: StartSettings,
  hypotheses: readonly Hypothesis<Run>[],
): readonly Hypothesis<Run>[] {
  const start = startOf(settings)
  return start.isOther ? hypotheses.map((each) => ({ ...each, leftOut: leftOutAt(start) })) : hypotheses
}

/** `12 February 2024` for `2024-02-12`. */
function inWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  return `${day} ${MONTHS[month - 1]} ${year}`
}

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
