/**
 * Ask: runs studies of the test lab in the test's process, and reads their files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { study } from '../../../src/cli/commands/study.ts'
import { readRows } from '../../../src/cli/study/row-file.ts'
import type { WorstPaths } from '../../../src/report/study/paths.ts'
import { byTask, type Row } from '../../../src/sim/study/row.ts'
import type { StudyResult } from '../../../src/sim/study/result.ts'
import { directory, run, type CommandOutput } from '../harness.ts'
import { lab } from './lab.ts'

export const LAB = new URL('./lab.ts', import.meta.url).href
export const command = study(lab, LAB)

export interface Printed extends Omit<StudyResult, 'failures'> {
  readonly resultHash: string
  readonly failures: { count: number; of: number; first: { path: number; error: string; command: string }[] }
  readonly worst: WorstPaths
  readonly probabilities: { event: string; all: object; points: object[]; sensitivity?: object }[]
}

/** Runs a study of the scenario `gamble` with `--json`. */
export async function ask(
  cwd: string,
  ...argv: string[]
): Promise<CommandOutput & { readonly json: Printed }> {
  const workers = argv.includes('--workers') ? [] : ['--workers', '1']
  const output = await run(command, ['gamble', '--json', ...workers, ...argv], { cwd })
  return { ...output, json: output.out === '' ? ({} as Printed) : (JSON.parse(output.out) as Printed) }
}

/** All rows of a study's directory. */
export async function allRows(path: string): Promise<readonly Row[]> {
  const names = readdirSync(join(path, 'shards')).filter((name) => name.endsWith('.parquet'))
  const files = await Promise.all(names.map((name) => readRows(readFileSync(join(path, 'shards', name)))))
  return files.flatMap(({ rows }) => rows).toSorted(byTask)
}

/** The worst path of a study of one point, as the log names it: it runs once more, for its line in the charts. */
export function worstRun(out: string): string {
  const { worst } = JSON.parse(out) as {
    readonly worst: { readonly paths: readonly { readonly path: number }[] }
  }
  return `default ${worst.paths[0]!.path}`
}

/** Logs every run to a file. The returned function reads the log. */
export function logRuns(): () => string[] {
  const file = join(directory(), 'runs')
  writeFileSync(file, '')
  process.env['AMT_LAB_RUNS'] = file
  onTestFinished(() => void delete process.env['AMT_LAB_RUNS'])
  return () => readFileSync(file, 'utf8').split('\n').filter(Boolean)
}

/** Makes the worker that reaches one of these paths exit, once per path. */
export const crashAt = (...paths: number[]): void => crash('crash', paths)

/** Makes every worker that reaches one of these paths exit. */
export const crashAlwaysAt = (...paths: number[]): void => crash('always', paths)

function crash(how: 'crash' | 'always', paths: readonly number[]): void {
  const flags = directory()
  for (const path of paths) writeFileSync(join(flags, `${how}-${path}`), '')
  process.env['AMT_LAB_CRASHES'] = flags
  onTestFinished(() => void delete process.env['AMT_LAB_CRASHES'])
}
