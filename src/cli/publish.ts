/**
 * Publish: writes the report of a result to a directory.
 *
 * It collects what the report needs besides the result: parameter titles, installed versions and the Plotly
 * bundle.
 */
import { join, resolve } from 'node:path'
import type { Bytes } from '../report/hash.ts'
import type { Verification } from '../report/manifest.ts'
import type { Language } from '../report/language/language.ts'
import { report } from '../report/report.ts'
import type { PageInput } from '../report/page.ts'
import type { Remarks } from '../sim/answer/remarks.ts'
import type { RunResult } from '../sim/result.ts'
import type { Fan } from '../sim/study/fan.ts'
import { keyOf } from '../sim/answer/key.ts'
import { marksOf } from '../sim/answer/marks.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { settingsOf } from '../sim/definition/setting.ts'
import { writeOutput } from './output.ts'
import { plotlyBundle, versions } from './versions.ts'

/** A result and what its report says about it. */
export interface Publication {
  readonly scenario: Scenario
  readonly result: RunResult
  /** Command that reproduces this run. */
  readonly command: string
  readonly verification?: Verification | undefined
  /** The run among further paths. */
  readonly paths?: Fan | undefined
  /** The answer to the scenario's question, if it has one. */
  readonly answer?: string | undefined
  /** What a reader must know besides the result. @default nothing */
  readonly remarks?: Remarks | undefined
  /** Language of the page. @default English */
  readonly language?: Language
}

/**
 * The files of a report by name.
 *
 * @throws {UnfitName} when the name of a table or variant is not usable as a file name.
 */
export function reportFiles({
  scenario,
  result,
  command,
  verification,
  paths,
  answer,
  remarks,
  language,
}: Publication): ReadonlyMap<string, Bytes> {
  const input: PageInput = {
    result,
    command,
    versions: versions(),
    settings: settingsOf(scenario, result),
    plotly: plotlyBundle(),
    paths,
    answer,
    remarks,
    language,
    marks: marksOf(result),
    reading: scenario.reading,
    limits: scenario.limits,
    key: keyOf(scenario, result, paths),
    ...(verification === undefined ? {} : { verification }),
  }
  return report(input)
}

/**
 * Writes a report to `directory`, replacing the files of an earlier run. Returns the absolute path of its
 * page.
 *
 * @throws {WrongInput} when it is not writable, or a file of other origin would be overwritten; nothing has
 *   changed then.
 */
export function publish(publication: Publication, directory: string): string {
  const target = resolve(directory)
  writeOutput(target, reportFiles(publication))
  return join(target, 'report.html')
}
