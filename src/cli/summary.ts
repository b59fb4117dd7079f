/**
 * Summary: a run as text for the terminal, and as the JSON object of `--json`.
 */
import { readableIn, shownUnit } from '../report/unit.ts'
import type { Remarks } from '../sim/answer/remarks.ts'
import type { RunResult, Verdict } from '../sim/result.ts'
import { percent, type Fan, type FanMetric } from '../sim/study/fan.ts'
import { NEVER } from '../sim/study/quantiles.ts'
import { riskNeeds, type FanRisks } from '../sim/study/fan-risk.ts'
import { WORST_PART } from '../sim/study/tail-risk.ts'
import { translatorFor, type Language } from '../report/language/language.ts'
import { pathHash, resultHash } from '../report/hash.ts'
import type { Verification } from '../report/manifest.ts'
import { count, isDecimal, times } from '../report/number.ts'
import { eventWords, sealDetails, sealWords, verdictSum } from '../report/sections.ts'
import { keyNames, rangeText } from '../report/metrics.ts'
import { edgeNote, LOSS_NOTE, lossText } from '../report/study/sections.ts'
import { aligned } from './columns.ts'

/** What a summary tells of. */
export interface Told {
  /** Names the sources, with their commit. */
  readonly version?: string
  readonly result: RunResult
  readonly verification?: Verification | undefined
  /** The run among further paths. */
  readonly paths?: Fan | undefined
  /** The answer to the scenario's question. */
  readonly answer?: string | undefined
  readonly remarks: Remarks
  /** Names of the metrics that answer the question, the most important first. */
  readonly key: readonly string[]
  /** Language of question and answer. @default English */
  readonly language?: Language
}

/** The terminal summary, in the order of the report. `page` is the path of the report. */
export function summary(told: Told, page: string): string {
  const { result, verification, paths, answer, remarks, key } = told
  const { translate } = translatorFor(told.language ?? 'en')
  const { scenario, question, seed, path, days, actions, invariants, metrics, findings, variants } = result
  const reverted = Object.values(result.reverts).reduce((sum, times) => sum + times, 0)
  const names = Object.keys(metrics)
  const chosen = keyNames(metrics, key)
  const sections = [
    [
      `${scenario}: ${translate(question)}`,
      ...(answer === undefined ? [] : ['', translate(answer), '']),
      `${times(days, 'day')}, seed ${seed}, path ${path}; ${times(actions.length, 'action')}, ` +
        `${count(reverted)} reverted`,
      ...(result.events ?? []).map(eventWords),
      ...(variants.length === 0 ? [] : [`Variants: ${variants.map(({ name }) => name).join(', ')}`]),
      ...remarks.notes,
      seal(verification),
    ],
    [
      paths === undefined
        ? 'Key metrics'
        : `Key metrics (this path; median and 5% to 95% of ${paths.paths} paths)`,
      ...metricLines(metrics, paths, chosen),
    ],
    [
      'Hypotheses',
      ...findings.flatMap(({ statement, found, asExpected }) => [
        `  ${asExpected ? 'as expected    ' : 'not as expected'}  ${statement}`,
        `                   ${found}`,
        ...heldOn(paths, statement),
      ]),
      ...remarks.unjudged.flatMap(({ statement, reason }) => [
        `  not judged       ${statement}`,
        `                   ${reason}`,
      ]),
    ],
    ['All metrics', ...(chosen.length === names.length ? [] : metricLines(metrics, paths, names))],
    ...(paths === undefined ? [] : [riskLines(paths, metrics)]),
    [
      `Invariants: ${verdictSum(result)}`,
      ...aligned(Object.entries(invariants).map(verdictRow)),
      ...Object.entries(paths?.broken ?? {}).map(
        ([name, number]) => `  BROKEN on ${number} of ${times(paths!.paths, 'path')}: ${name}`,
      ),
    ],
    [
      `Result hash ${resultHash(result)}`,
      ...(variants.length === 0 ? [] : [`Path hash   ${pathHash(result)} (without variants, as in a study)`]),
      ...(told.version === undefined ? [] : [`Version     ${told.version}`]),
      `Report      ${page}`,
    ],
  ]
  return `${sections
    .filter((lines) => lines.length > 1)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`
}

/** One line per metric: its title, its value on this path, and its median and range over all paths. */
function metricLines(
  metrics: RunResult['metrics'],
  paths: Fan | undefined,
  names: readonly string[],
): readonly string[] {
  return aligned(
    names.map((name) => {
      const { title, unit, value } = metrics[name]!
      return [
        title,
        isDecimal(value) ? `${readableIn(value, unit)} ${shownUnit(unit)}` : value,
        ...(paths === undefined ? [] : [rangeOf(paths.metrics[name], paths.paths, unit)]),
      ]
    }),
  )
}

/**
 * Median and range of a metric: `0.5 (0.1 to 0.9)`, `264 (39 to never; never on 2 of 21)`; empty if no path
 * has a number or `never` for it.
 */
function rangeOf(metric: FanMetric | undefined, paths: number, unit: string): string {
  if (metric === undefined) return ''
  const show = (text: string): string => readableIn(text, unit)
  const range = rangeText(metric, paths, show)
  return metric.low === NEVER ? range : `${show(metric.median)} (${range})`
}

/** Value at risk and expected shortfall of the returns; only the heading if there are none. */
function riskLines({ risks, paths }: Fan, metrics: RunResult['metrics']): readonly string[] {
  const rows = Object.entries(risks).map(([name, { valueAtRisk, expectedShortfall }]) => [
    metrics[name]!.title,
    lossText(valueAtRisk, metrics[name]!.worst),
    lossText(expectedShortfall, metrics[name]!.worst),
    metrics[name]!.unit,
  ])
  return [
    `Risk: the worst ${WORST_PART}% of ${paths} paths do worse than the value at risk; the expected ` +
      'shortfall is their mean',
    ...(rows.length === 0
      ? []
      : [
          ...aligned([['', 'value at risk', 'expected shortfall', ''], ...rows]),
          `  ${LOSS_NOTE}`,
          ...indented(edgeNote(paths, WORST_PART)),
          ...needsLines(risks),
        ]),
  ]
}

const indented = (line: string): readonly string[] => (line === '' ? [] : [`  ${line}`])

/** How many paths give both bounds. */
function needsLines(risks: FanRisks): readonly string[] {
  const needs = riskNeeds(risks)
  return needs === undefined
    ? []
    : [`  Both bounds of a value at risk need ${needs} paths (--paths ${needs - 1}).`]
}

/** How many paths a hypothesis holds on; empty without further paths. */
function heldOn(paths: Fan | undefined, statement: string): readonly string[] {
  const found = paths?.hypotheses.find((each) => each.statement === statement)
  if (found === undefined || paths === undefined) return []
  const { held, stated, interval } = found
  // One about variants, or whose case applies nowhere else.
  if (stated === 1 && paths.paths > 1) return ['                   stated on this path only']
  return [
    `                   on ${held} of ${times(stated, 'path')} (95% interval ` +
      `${percent(interval.low)}% to ${percent(interval.high)}%)`,
  ]
}

function verdictRow([name, { statement, holds, checks, violation }]: [string, Verdict]): string[] {
  const first =
    violation === undefined
      ? ''
      : ` First on day ${violation.day}, action ${violation.action}${violation.variant === undefined ? '' : ` of variant ${violation.variant}`}: ${violation.message}`
  return [holds ? 'holds' : 'BROKEN', name, `${statement} (${times(checks, 'check')})${first}`]
}

function seal(verification: Verification | undefined): string {
  if (verification === undefined) return 'Not verified on the EVM: run with --verify.'
  const { divergences, first = '' } = verification
  return `${sealWords(verification)}.\n${divergences === 0 ? sealDetails(verification) : first}`.trimEnd()
}
