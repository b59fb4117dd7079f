/**
 * Answer: the question of a scenario, answered in one or two sentences that the run computes.
 */
import type { Scenario } from '../definition/scenario.ts'
import type { RunResult } from '../result.ts'
import type { Fan } from '../study/fan.ts'
import { figuresOf } from './figures.ts'

/**
 * The answer of a run, among further paths where there are any; undefined if the scenario declares none.
 *
 * @param scenario as it was run, price tables included
 * @throws {NoSuchFigure} when the scenario quotes a metric that the run lacks.
 */
export function answerOf(scenario: Scenario, result: RunResult, fan?: Fan): string | undefined {
  const { answer } = scenario.at(result.parameters).bound
  if (answer === undefined) return undefined
  const text = answer(
    figuresOf({
      days: result.days,
      metrics: result.metrics,
      paths: fan?.paths ?? 1,
      spreads: fan?.metrics ?? {},
      values: fan?.values ?? {},
      best: Object.fromEntries((fan?.best ?? []).map((each) => [each.name, each.standing])),
    }),
  )
  return fan === undefined || fan.paths === 1 ? text : `${text} ${rangesOf(fan.paths)}`
}

/** How to read the numbers of an answer among further paths. */
export const rangesOf = (paths: number): string =>
  `Ranges in brackets are from 5 to 95% of ${paths} paths, the number before them is the median.`
