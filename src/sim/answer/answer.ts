/**
 * Answer: the question of a scenario, answered in one or two sentences that the run computes.
 */
import type { Scenario } from '../definition/scenario.ts'
import type { RunResult } from '../result.ts'
import type { Fan } from '../study/fan.ts'
import { figuresOf, type Figures } from './figures.ts'

/**
 * The answer of a run, among further paths where there are any; undefined if the scenario declares none.
 *
 * @param scenario as it was run, price tables included
 * @throws {NoSuchFigure} when the scenario quotes a metric that the run lacks.
 */
export function answerOf(scenario: Scenario, result: RunResult, fan?: Fan): string | undefined {
  const { answer } = scenario.at(result.parameters).bound
  if (answer === undefined) return undefined
  const text = answer(figuresIn(result, fan))
  return fan === undefined || fan.paths === 1 ? text : `${text} ${rangesOf(fan.paths)}`
}

const figuresIn = ({ days, metrics }: RunResult, fan: Fan | undefined): Figures =>
  figuresOf({
    days,
    metrics,
    paths: fan?.paths ?? 1,
    spreads: fan?.metrics ?? {},
    values: fan?.values ?? {},
    best: Object.fromEntries((fan?.best ?? []).map((each) => [each.name, each.standing])),
  })

/**
 * Names of the metrics that the answer quotes, in its order; empty if the scenario declares none.
 *
 * @throws as {@link answerOf}
 */
export function quotedBy(scenario: Scenario, result: RunResult, fan?: Fan): readonly string[] {
  const quoted = new Set<string>()
  scenario
    .at(result.parameters)
    .bound.answer?.(watched(figuresIn(result, fan), (metric) => void quoted.add(metric)))
  return [...quoted]
}

/** Figures that report which metrics are quoted. */
const watched = (figures: Figures, onSay: (metric: string) => void): Figures => ({
  ...figures,
  say: (metric, style) => {
    onSay(metric)
    return figures.say(metric, style)
  },
})

/** How to read the numbers of an answer among further paths. */
export const rangesOf = (paths: number): string =>
  `Ranges in brackets are from 5 to 95% of ${paths} paths, the number before them is the median.`
