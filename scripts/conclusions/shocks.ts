/**
 * Shocks: the results of `npm run stress` as a table and sentences, for the page on shocks of the past.
 *
 * The sentences choose what to say from the matrix; only their subjects are fixed: payouts, the floor, the
 * holdings of small holders, scenarios without a response, invariants.
 */
import type { MatrixRow } from '../../src/cli/stress/matrix.ts'
import { changeText } from '../../src/cli/stress/story.ts'
import { times } from '../../src/report/number.ts'
import { STOPPED_AFTER, type StressCell } from '../../src/sim/stress/matrix.ts'

export interface Matrix {
  readonly rows: readonly MatrixRow[]
  /** Paths of each cell. */
  readonly runs: number
  readonly seed: bigint
  /** Last day before the shock. */
  readonly day: number
}

/** Table and sentences in Markdown. */
export function shocksSection(matrix: Matrix): string {
  const { rows, runs, seed, day } = matrix
  return [
    `\`npm run stress\`: median change for the better over ${runs} paths of seed ${seed}, the shock from day ${day + 1} on, each scenario`,
    'over its own days. Below zero is worse; pp are percentage points. The report has the ranges.',
    '',
    ...tableOf(rows),
    '',
    ...sentencesOf(matrix).map((sentence) => `- ${sentence}`),
  ].join('\n')
}

export function tableOf(rows: readonly MatrixRow[]): readonly string[] {
  const shocks = rows[0]?.cells.slice(1).map(({ stress }) => stress) ?? []
  return [
    `| scenario | primary metric | ${shocks.map(code).join(' | ')} |`,
    `|---|---|${shocks.map(() => '---').join('|')}|`,
    ...rows.map(lineOf),
  ]
}

/** One row of the table. */
export const lineOf = (row: MatrixRow): string =>
  `| ${code(row.scenario)} | ${code(row.metric.name)} | ${shocked(row)
    .map((cell) => changeText(row, cell))
    .join(' | ')} |`

export function sentencesOf({ rows, runs }: Matrix): readonly string[] {
  return [
    ...payouts(rows),
    stopped(rows, runs),
    ...floors(rows),
    ...smallHolders(rows),
    ...withoutResponse(rows),
    invariants(rows, runs),
  ]
}

/** How much less a year pays, where that is the primary metric. */
function payouts(rows: readonly MatrixRow[]): readonly string[] {
  const row = rows.find(({ scenario }) => scenario === 'baseline')
  if (row?.metric.name !== 'payoutPerAmt') return []
  const changes = shocked(row).map((cell) => `${changeText(row, cell)} with ${code(cell.stress)}`)
  return [`**Payouts** of a year per AMT in \`baseline\` change by ${listed(changes)}.`]
}

/** Where payouts stop on more paths than without a shock. */
function stopped(rows: readonly MatrixRow[], runs: number): string {
  const shocks = rows[0] === undefined ? [] : shocked(rows[0]).map(({ stress }) => stress)
  const texts = shocks.flatMap((stress) => {
    const more = rows.flatMap((row) => {
      const [without = 0, paths = 0] = ['none', stress].map(
        (name) => row.cells.find((cell) => cell.stress === name)?.stopped,
      )
      return paths > without ? [`${code(row.scenario)} ${paths} instead of ${without}`] : []
    })
    return more.length === 0 ? [] : [`with ${code(stress)} ${more.join(', ')}`]
  })
  const period = `for ${STOPPED_AFTER} days, or for the whole of a shorter run,`
  return texts.length === 0
    ? `**Payouts stop** ${period} on no more of ${times(runs, 'path')} than without a shock.`
    : `**Payouts stop** ${period} on more of ${times(runs, 'path')} than without a shock: ` +
        `${texts.join('; ')}. Nowhere else.`
}

/** The worst change of the floor, by scenario. */
function floors(rows: readonly MatrixRow[]): readonly string[] {
  const found = rows
    .filter(({ metric }) => /floor/i.test(metric.name) && metric.unit === 'BTC/AMT')
    .flatMap((row) => {
      const worst = shocked(row)
        .filter(({ change }) => change !== undefined)
        .toSorted((a, b) => Number(a.change!.median) - Number(b.change!.median))[0]
      return worst === undefined ? [] : [{ row, worst }]
    })
    .toSorted((a, b) => Number(a.worst.change!.median) - Number(b.worst.change!.median))
  if (found.length === 0) return []
  const texts = found.map(
    ({ row, worst }) =>
      `${changeText(row, worst)} in ${code(row.scenario)} (${times(row.days, 'day')}, ${code(worst.stress)})`,
  )
  return [`**The floor** is paid from payouts, so it loses only growth: at worst ${listed(texts)}.`]
}

/** From which holding a claim pays, where that is the primary metric. */
function smallHolders(rows: readonly MatrixRow[]): readonly string[] {
  const row = rows.find(({ metric }) => metric.name === 'breakEvenOnce')
  if (row === undefined) return []
  const factors = shocked(row).flatMap(({ stress, change }) =>
    change === undefined
      ? []
      : [`${(1 - Number(change.median) / 100).toFixed(1)} times with ${code(stress)}`],
  )
  return [
    '**Small holders**: the holding from which a claim pays, over that without a shock, is in the ' +
      `median ${listed(factors)}. Payouts fall while gas does not.`,
  ]
}

/** Scenarios all of whose changes round to zero. */
function withoutResponse(rows: readonly MatrixRow[]): readonly string[] {
  const names = rows
    .filter((row) => shocked(row).every((cell) => Number.parseFloat(changeText(row, cell)) === 0))
    .map(({ scenario }) => code(scenario))
  return names.length === 0 ? [] : [`**No response** to any shock: ${listed(names)}.`]
}

function invariants(rows: readonly MatrixRow[], runs: number): string {
  const cells = rows.flatMap((row) => row.cells)
  const broken = cells.filter((cell) => Object.keys(cell.broken).length > 0).length
  return broken === 0
    ? `All invariants hold on all ${times(cells.length * runs, 'run')}.`
    : `Invariants are broken in ${broken} of ${times(cells.length, 'cell')}.`
}

const shocked = ({ cells }: MatrixRow): readonly StressCell[] => cells.slice(1)

const code = (name: string): string => `\`${name}\``

/** `a, b and c`. */
const listed = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`
