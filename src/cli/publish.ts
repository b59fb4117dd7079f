/**
 * Publish: a result as the files of its report, in a directory.
 *
 * Brings together what a report needs besides the result: what the parameters mean, the versions that are installed, and the pictures'
 * library.
 */
import { join, resolve } from 'node:path'
import type { Bytes } from '../report/hash.ts'
import type { Verification } from '../report/manifest.ts'
import { report } from '../report/report.ts'
import type { Setting } from '../report/sections.ts'
import type { RunResult } from '../sim/result.ts'
import { standardTexts } from '../sim/definition/parameter.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { writeOutput } from './output.ts'
import { plotlyBundle, versions } from './versions.ts'

export interface Publication {
  /** The scenario that was run. */
  readonly scenario: Scenario
  readonly result: RunResult
  /** What to type to get this run again. */
  readonly command: string
  readonly verification?: Verification | undefined
}

/** The files of a report by name. @throws {UnfitName} as {@link report} does. */
export function reportFiles({
  scenario,
  result,
  command,
  verification,
}: Publication): ReadonlyMap<string, Bytes> {
  return report({
    result,
    command,
    versions: versions(),
    settings: settingsOf(scenario, result),
    plotly: plotlyBundle(),
    ...(verification === undefined ? {} : { verification }),
  })
}

/**
 * Writes a report into `directory`, in the place of what an earlier run left there, and returns the path of its page.
 *
 * @throws {WrongInput} if it cannot be written, or somebody else's file would be overwritten; nothing has changed then.
 */
export function publish(publication: Publication, directory: string): string {
  const target = resolve(directory)
  writeOutput(target, reportFiles(publication))
  return join(target, 'report.html')
}

/** Every parameter that the run names with its meaning, its value in this run and its default, all in canonical text. */
function settingsOf(scenario: Scenario, result: RunResult): Setting[] {
  const standard = standardTexts(scenario.parameters)
  return scenario.parameters
    .filter(({ name }) => name in result.parameters)
    .map(({ name, title, unit }) => ({
      name,
      title,
      unit,
      value: result.parameters[name]!,
      standard: standard[name]!,
    }))
}
