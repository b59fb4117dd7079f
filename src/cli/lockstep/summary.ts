/** Summary of a campaign: one screen of text, and the JSON object with everything. */
import { count, times } from '../../report/number.ts'
import { GROUP_TITLES, type Share, type Shares } from '../../lockstep/campaign/source-totals.ts'
import { rarityText } from '../../lockstep/report/coverage.ts'
import { aligned } from '../columns.ts'
import type { CampaignOutcome } from './campaign.ts'
import type { Conclusion } from './conclusion.ts'
import { campaignCommand, type CampaignRequest } from './request.ts'

export interface Summary {
  readonly request: CampaignRequest
  readonly outcome: CampaignOutcome
  readonly conclusion: Conclusion
  /** CPU time of all threads. */
  readonly cpuSeconds: number
  /** Directory of the results, as shown. */
  readonly directory: string
}

/** The command that repeats what was run. */
export function repeatCommand({ request, outcome }: Pick<Summary, 'request' | 'outcome'>): string {
  const { only, runs, batchSize } = request
  if (only !== undefined) return campaignCommand(request, { batch: only })
  const done = outcome.totals.batches
  return campaignCommand(request, { runs: Math.min(runs, done * batchSize) })
}

const RAREST = 3

/** At most 24 lines. */
export function summaryText(summary: Summary): string {
  const { outcome, conclusion, cpuSeconds, directory } = summary
  const { totals, preparation, batches } = outcome
  const { crossChecked, actions } = totals
  const { canaries } = preparation
  const rows: (readonly [string, string])[] = [
    [
      'sequences',
      `${count(totals.sequences)} in ${count(totals.batches)} of ${count(batches)} batches, seed ${summary.request.seed}`,
    ],
    ['actions', `${count(actions)}; ${count(totals.answers)} answers compared`],
    [
      'rate',
      `${count(Math.round(actions / cpuSeconds))} actions per CPU-second (${count(Math.round(cpuSeconds))} CPU-seconds)`,
    ],
    [
      'EthereumJS',
      [
        times(crossChecked.sequences, 'sequence'),
        times(crossChecked.messages, 'message'),
        differences(crossChecked.differences.length),
      ].join(', '),
    ],
    ['outcomes', `${shareText(conclusion.outcomes)} of functions`],
    ...unexpectedRows(conclusion),
    ['states', shareText(conclusion.states)],
    ...sourceRows(summary),
    ['rarest', conclusion.rarest.slice(0, RAREST).map(rarityText).join(', ')],
    ['rarest states', statesText(conclusion)],
    ['canaries', `mutant ${canaryText(canaries.mutant)}, false invariant ${canaryText(canaries.invariant)}`],
  ]
  return `${verdictLine(summary)}\n${[...stopLine(summary), ...aligned(rows)].join('\n')}\n\nRepeat: ${repeatCommand(summary)}\nResults: ${directory}\n`
}

/** Outcomes that both sides agree on, and that the expectations do not know. */
function unexpectedRows({ gaps }: Conclusion): readonly (readonly [string, string])[] {
  const unexpected = gaps.filter(({ kind }) => kind !== 'never reached')
  if (unexpected.length === 0) return []
  const shown = unexpected.slice(0, MOST_PROBLEMS).map(({ fn, code }) => `${fn}: ${code}`)
  return [['unexpected', `${unexpected.length} outcomes, such as ${shown.join(', ')}`]]
}

function statesText({ rarestStates }: Conclusion): string {
  return rarestStates
    .filter(([, times]) => times > 0)
    .slice(0, RAREST)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ')
}

const MOST_PROBLEMS = 3

function verdictLine({ conclusion: { problems } }: Summary): string {
  if (problems.length === 0) return 'Model and contracts agree, and no invariant is broken.'
  const more = problems.length - MOST_PROBLEMS
  const shown = problems.slice(0, MOST_PROBLEMS).map((problem) => `  ${problem}`)
  return ['FAILED', ...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')
}

function stopLine({ request, outcome }: Summary): readonly string[] {
  const { stopped, totals, batches } = outcome
  if (stopped === undefined) return []
  const why = { time: 'time is up', interrupt: 'interrupted', failure: 'a sequence failed' }[stopped]
  const again = `repeat with --runs ${totals.batches * request.batchSize}`
  const on = stopped === 'failure' ? '' : ', or go on with --resume'
  return [`Stopped after batch ${totals.batches} of ${batches}: ${why}; ${again}${on}.`]
}

function sourceRows({ outcome, conclusion }: Summary): readonly (readonly [string, string])[] {
  const { covered } = outcome.totals
  if (covered === undefined) return []
  const open = conclusion.uncovered.filter(({ reason }) => reason === undefined).length
  return [
    ...conclusion.groups
      .filter(({ group }) => group === 'AMT' || group === 'PancakeSwap')
      .map(({ group, shares }) => [GROUP_TITLES[group], sharesText(shares)] as const),
    [
      'uncovered',
      `${count(conclusion.uncovered.length)} places, ${count(open)} without a known reason (${count(covered.sequences)} sequences measured)`,
    ],
  ]
}

function sharesText({ lines, branches }: Shares): string {
  return `lines ${shareText(lines)}, branches ${shareText(branches)}`
}

export function shareText({ reached, of }: Share): string {
  return `${count(reached)} of ${count(of)} (${percent({ reached, of })})`
}

/** Rounded down, so that 100% means all. */
export function percent({ reached, of }: Share): string {
  return `${of === 0 ? 100 : Math.floor((1000 * reached) / of) / 10}%`
}

function differences(number: number): string {
  return number === 0 ? 'no difference' : `${number} differences`
}

function canaryText(sequence: number | undefined): string {
  return sequence === undefined ? 'SURVIVES' : `caught in sequence ${sequence}`
}

/** Everything as plain data: the deterministic part, as in `campaign.json`, and the time. */
export function summaryData(summary: Summary): object {
  const { outcome, cpuSeconds } = summary
  return {
    ...campaignData(summary),
    cpuSeconds,
    actionsPerCpuSecond: Math.round(outcome.totals.actions / cpuSeconds),
  }
}

/** What does not depend on workers and time. */
export function campaignData({
  request,
  outcome,
  conclusion,
}: Omit<Summary, 'cpuSeconds' | 'directory'>): object {
  const { totals, preparation, batches, stopped } = outcome
  const { failure } = totals
  return {
    seed: request.seed,
    runs: request.only === undefined ? request.runs : request.batchSize,
    batchSize: request.batchSize,
    batches: { done: totals.batches, of: batches },
    stopped: stopped ?? null,
    sequences: totals.sequences,
    actions: totals.actions,
    answers: totals.answers,
    crossChecked: totals.crossChecked,
    canaries: {
      mutant: preparation.canaries.mutant ?? null,
      invariant: preparation.canaries.invariant ?? null,
    },
    outcomes: conclusion.outcomes,
    states: { ...conclusion.states, rarest: conclusion.rarestStates.slice(0, 20) },
    gaps: conclusion.gaps,
    rarest: conclusion.rarest.slice(0, 20),
    sources:
      totals.covered === undefined
        ? null
        : {
            sequences: totals.covered.sequences,
            groups: Object.fromEntries(conclusion.groups.map(({ group, shares }) => [group, shares])),
            uncovered: conclusion.uncovered,
          },
    failure:
      failure === undefined
        ? null
        : {
            batch: totals.failedBatch,
            sequence: failure.sequence,
            title: failure.title,
            files: failure.files.map(({ path }) => `failure/${path}`),
          },
    problems: conclusion.problems,
    command: repeatCommand({ request, outcome }),
  }
}
