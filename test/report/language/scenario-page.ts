/**
 * The English page of a scenario's run among two further paths.
 */
import { reportFiles } from '../../../src/cli/publish.ts'
import { answerOf } from '../../../src/sim/answer/answer.ts'
import { remarksOf } from '../../../src/sim/answer/remarks.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { fanOf, fanPathOf } from '../../../src/sim/study/fan.ts'

export function scenarioPage(scenario: Scenario, days: number): string {
  const run = (path: number, variants: boolean) => runScenario(scenario, { seed: 1n, path, days, variants })
  const result = run(0, true)
  const paths = fanOf([result, run(1, false), run(2, false)].map(fanPathOf), scenario.choices, result.metrics)
  const files = reportFiles({
    scenario,
    result,
    command: 'npm run simulate',
    paths,
    answer: answerOf(scenario, result, paths),
    remarks: remarksOf(scenario, {}, days),
  })
  return String(files.get('report.html'))
}
