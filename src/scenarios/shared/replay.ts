/**
 * Replay of reality: `environment=replay` takes every quantity that a history file has from it.
 *
 * What the file does not have stays at its model. Day 0 is `historyFrom`, by default that of scenarios, and
 * dates of the run count from there, so that those of run and file agree.
 */
import { choice, ConflictingSettings, date, history, type Settings } from '../../sim/definition/parameter.ts'
import { dateOf } from '../../sim/calendar.ts'
import type { ChainSnapshot } from '../../sim/opening/chain-snapshot.ts'
import { dateOfDay } from '../../sim/process/history-csv.ts'
import { START_DATE } from './start.ts'
import { HistoryEnded, replayedProcesses, type ReplayedProcesses } from '../../sim/process/history-replay.ts'

const onlyWith = 'environment'

export const REPLAY = {
  environment: choice({
    title: 'Environment: of the models; or a replay of every column of history, the rest of the models',
    default: 'models',
    choices: ['models', 'replay'],
    onlyWith,
  }),
  history: history({ title: 'Daily history for environment replay', onlyWith }),
  historyFrom: date({
    title: 'Day of the history on which the run starts, as YYYY-MM-DD',
    default: START_DATE,
    onlyWith,
  }),
}

/**
 * The processes, with those of the history's columns in place of the models'.
 *
 * @throws {ConflictingSettings} when `history` is given without `environment=replay` or missing with it, when
 *   `btcPrices` is given, when the history has no values on the first day, or when the run opens from a chain
 *   snapshot of another day.
 */
export function replayed<P extends object>(
  settings: Settings<typeof REPLAY> & {
    readonly opening?: ChainSnapshot | undefined
    readonly startDate?: number
  },
  processes: P,
): P & ReplayedProcesses {
  const { environment, history: file, historyFrom: first, opening, startDate } = settings
  if ((environment === 'replay') !== (file !== undefined))
    throw new ConflictingSettings(
      file === undefined
        ? 'a history to replay: add history=FILE.csv'
        : 'environment=replay where a history is given: add it, or leave out history',
      `environment ${environment} ${file === undefined ? 'without' : 'with'} history`,
    )
  if (file === undefined) return processes
  const last = file.firstDay + file.days - 1
  if (first < file.firstDay || first > last)
    throw new ConflictingSettings(
      `historyFrom within the history from ${dateOfDay(file.firstDay)} to ${dateOfDay(last)}`,
      dateOfDay(first),
    )
  const opened = opening === undefined ? dateOfDay(first) : dateOf(opening.timestamp)
  if (opened !== dateOfDay(first))
    throw new ConflictingSettings(
      `historyFrom on ${opened}, the date of the opening's block`,
      dateOfDay(first),
      `Add historyFrom=${opened}.`,
    )
  const started = startDate === undefined ? START_DATE : dateOfDay(startDate)
  if (started !== START_DATE && started !== dateOfDay(first))
    throw new ConflictingSettings(
      `historyFrom on ${started}, the startDate`,
      dateOfDay(first),
      `Add historyFrom=${started}, or leave out startDate.`,
    )
  try {
    return { ...processes, ...replayedProcesses(file, first) }
  } catch (error) {
    if (!(error instanceof HistoryEnded)) throw error
    throw new ConflictingSettings(`a value of ${error.column} on ${error.date} in the history`, 'none')
  }
}
