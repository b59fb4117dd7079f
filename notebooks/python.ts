/**
 * Python: runs notebooks with Python cells without Jupyter, where Python has the packages that they need.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Outputs } from './notebook.ts'

/** Packages of the notebooks: Debian's python3-pandas and python3-matplotlib. */
const PACKAGES = 'pandas, matplotlib'

let found: string | null | undefined

/** The first of `$PYTHON`, `python3` and Debian's own Python that has the packages; undefined if none does. */
export function pythonWithPackages(): string | undefined {
  const candidates = [process.env['PYTHON'], 'python3', '/usr/bin/python3'].flatMap((each) => each ?? [])
  found ??= candidates.find((each) => spawnSync(each, ['-c', `import ${PACKAGES}`]).status === 0) ?? null
  return found ?? undefined
}

/** Why a notebook cannot run. */
export const NO_PACKAGES =
  `expected Python with ${PACKAGES}; found none. Install python3-pandas and python3-matplotlib, ` +
  'or set PYTHON to an interpreter that has them.'

/**
 * Runs a notebook and returns its outputs.
 *
 * @throws {PythonFailed} when a cell raises an exception, or prints without `display`.
 */
export function executePython(python: string, file: string, here: string): Outputs {
  const run = spawnSync(python, ['-B', join(here, 'execute.py'), file], {
    cwd: here,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, MPLBACKEND: 'agg', PYTHONHASHSEED: '0' },
  })
  if (run.status !== 0) throw new PythonFailed(file, run.stderr || String(run.error))
  return JSON.parse(run.stdout) as Outputs
}

/** A cell raised an exception, or printed without `display`. */
export class PythonFailed extends Error {
  override readonly name = 'PythonFailed'
  constructor(file: string, messages: string) {
    super(`expected ${file} to run without errors; got one. Correct the cell:\n${messages}`)
  }
}
