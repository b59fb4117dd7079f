/**
 * Summary: a study as text for the terminal, and as the JSON object of `--json`.
 */
import { count, isDecimal, readable, times } from '../../report/number.ts'
import { translatorFor, type Language } from '../../report/language/language.ts'
import { sealWords } from '../../report/sections.ts'
import type { EventProbability, FailedPath, WorstPaths } from '../../report/study/paths.ts'
import { proportionText, settingsText, verdictSum, withError } from '../../report/study/sections.ts'
import { readableIn, shownUnit } from '../../report/unit.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import type { Kind } from '../../sim/study/kind.ts'
import type { StudyResult, StudyVerdict } from '../../sim/study/result.ts'
import type { StudySpec } from '../../sim/study/spec.ts'
import { studyAnswer } from '../../report/study/answer.ts'
import { versionText } from '../../report/manifest.ts'
import { versions } from '../versions.ts'
import type { Start } from '../start.ts'
import { aligned } from '../columns.ts'
import { pathCommand } from './job.ts'
import { numberLines, probabilityLines, tailRiskLines } from './numbers.ts'
import { probabilitySensitivityLines, sensitivityLines } from './sensitivity-lines.ts'

/** Worst and failed paths shown on the terminal. The report shows more. */
const SHOWN = 5

export interface Outcome {
  /** Language of question and answer. @default English */
  readonly language?: Language
  readonly spec: StudySpec
  readonly scenario: Scenario
  readonly result: StudyResult
  /** Largest possible losses of returns, among others. */
  readonly kind: Kind | undefined
  readonly resultHash: string
  readonly probabilities: readonly EventProbability[]
  readonly worst: WorstPaths | undefined
  readonly start: Start
}

/** The answer of the study, by the primary metric of its scenario. */
export const answerTo = ({ result, scenario }: Pick<Outcome, 'result' | 'scenario'>): string | undefined =>
  studyAnswer(result, scenario.primary)

/** Version of the object of `--json`; it grows when a field changes its meaning or goes. */
export const STUDY_SCHEMA = 1

/** The object printed by `--json` and stored as `result.json`. */
export function outcomeData(outcome: Outcome): object {
  const { result, resultHash, probabilities, worst } = outcome
  const { failures, ...rest } = result
  const first = failedPaths(outcome)
  const answer = answerTo(outcome)
  return {
    schema: STUDY_SCHEMA,
    ...rest,
    ...(answer === undefined ? {} : { answer }),
    resultHash,
    failures: { ...failures.paths, first },
    ...(probabilities.length === 0 ? {} : { probabilities }),
    ...(worst === undefined ? {} : { worst }),
  }
}

/** The first failed paths with their commands. */
export function failedPaths({ spec, scenario, result, start }: Outcome): readonly FailedPath[] {
  return result.failures.first.map((failure) => ({
    ...failure,
    command: pathCommand(spec, scenario, failure.point, failure.path, start),
  }))
}

/** The terminal summary. `page` is the path of the report. */
export function outcomeText(outcome: Outcome, page: string): string {
  const { spec, scenario: of, result, resultHash, probabilities, worst } = outcome
  const { scenario, question, paths, size, days, seed, runs, failures } = result
  const answer = answerTo(outcome)
  const { translate } = translatorFor(outcome.language ?? 'en')
  const sections = [
    [
      `${scenario}: ${translate(question)}`,
      ...(answer === undefined ? [] : ['', translate(answer), '']),
      `${times(paths, 'path')} of ${times(days, 'day')}, seed ${seed}; ${size === 1 ? '1 point' : `${count(size)} points with ${times(runs, 'path')} each`}; ${times(result.actions, 'action')}, ${count(result.refused)} reverted`,
      ...of.at(spec.set).bound.notes,
    ],
    [`Invariants: ${verdictSum(result)}`, ...aligned(Object.entries(result.invariants).map(verdictRow))],
    numberLines(result),
    tailRiskLines(result, of.benchmarks, outcome.kind),
    ['Probabilities, with exact 95% confidence intervals', ...probabilityLines(probabilities, result)],
    [
      `Paired differences from the first point: ${worst?.metric ?? ''}, with 95% confidence intervals`,
      ...(worst === undefined ? [] : comparisonLines(result, worst.metric)),
    ],
    [
      `Sensitivity of ${worst?.metric ?? ''} (${result.sensitivity?.method ?? ''})`,
      ...(worst === undefined ? [] : sensitivityLines(result, worst.metric)),
    ],
    ['Sensitivity of probabilities', ...probabilitySensitivityLines(probabilities)],
    [
      worst === undefined ? '' : `Worst paths: ${worst.metric}, ${worst.end} first`,
      ...(worst?.paths.filter((path, index) => index < SHOWN || path.verified !== undefined) ?? []).flatMap(
        ({ value, command, verified }) => [
          `  ${readableIn(value, result.metrics[worst?.metric ?? '']?.unit ?? '')}  ${command}`,
          ...(verified === undefined
            ? []
            : [`    ${sealWords(verified)}`, ...(verified.first === undefined ? [] : [verified.first])]),
        ],
      ),
    ],
    failures.paths.count === 0
      ? []
      : [
          `Failed: ${proportionText(failures.paths)}`,
          ...failedPaths(outcome)
            .slice(0, SHOWN)
            .flatMap(({ error, command }) => [`  ${error}`, `    ${command}`]),
        ],
    [`Result hash ${resultHash}`, `Version     ${versionText(versions())}`, `Report      ${page}`],
  ]
  return `${sections
    .filter((lines) => lines.length > 1)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`
}

/** Paired differences of a metric from the first point. */
function comparisonLines({ comparisons, points, metrics }: StudyResult, metric: string): string[] {
  const unit = metrics[metric]?.unit ?? ''
  return comparisons.flatMap(({ point, metrics: differences }) => {
    const { mean, meanError, pairs, higher, lower, varianceReduction } = differences[metric] ?? {}
    if (mean === undefined) return []
    const saved =
      varianceReduction === undefined || !isDecimal(varianceReduction)
        ? ''
        : `; independent runs need ${readable(varianceReduction)} times as many paths`
    const shown = `${withError(mean, meanError, unit)} ${shownUnit(unit)}`
    return (
      `  ${settingsText(points[point]?.settings ?? {})}: ${shown}, higher on ${count(higher!)} ` +
      `and lower on ${count(lower!)} of ${count(pairs!)} paths${saved}`
    )
  })
}

function verdictRow([name, verdict]: [string, StudyVerdict]): string[] {
  const { statement, holds, checks, first, broken } = verdict
  const violation =
    first === undefined
      ? ''
      : ` On ${proportionText(broken)}; first on path ${first.path} of point ${first.point}, day ${first.day}, action ${first.action}: ${first.message}`
  return [holds ? 'holds' : 'BROKEN', name, `${statement} (${times(checks, 'check')})${violation}`]
}
