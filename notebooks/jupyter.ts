/**
 * Jupyter: executes a notebook by `jupyter nbconvert`, with the kernel that it names, to compare its outputs
 * with the stored ones.
 */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { codeCells, parseNotebook, type Outputs } from './notebook.ts'

/** The command, and the Python that runs it: Debian's. */
const JUPYTER = process.env['JUPYTER'] ?? 'jupyter'
export const JUPYTER_PYTHON = process.env['JUPYTER_PYTHON'] ?? '/usr/bin/python3'

/** Whether Jupyter can execute notebooks with this kernel, whose program may have been removed. */
export function hasKernel(kernel: string): boolean {
  const script =
    'import shutil, sys, nbconvert; from jupyter_client.kernelspec import get_kernel_spec as of; ' +
    'sys.exit(shutil.which(of(sys.argv[1]).argv[0]) is None)'
  return spawnSync(JUPYTER_PYTHON, ['-c', script, kernel]).status === 0
}

/**
 * Executes a notebook and returns its outputs.
 *
 * @throws {JupyterFailed} when a cell fails, or Jupyter does.
 */
export function executeInJupyter(file: string): Outputs {
  const run = spawnSync(JUPYTER, ['nbconvert', '--to', 'notebook', '--execute', '--stdout', file], {
    cwd: dirname(file),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (run.status !== 0) throw new JupyterFailed(file, run.stderr || String(run.error))
  return codeCells(parseNotebook(run.stdout)).map(({ outputs }) =>
    outputs.map(({ data }) =>
      Object.fromEntries(
        Object.entries(data).map(([mime, value]) => [mime, Array.isArray(value) ? value.join('') : value]),
      ),
    ),
  )
}

/** A cell failed in Jupyter, or Jupyter did. */
export class JupyterFailed extends Error {
  override readonly name = 'JupyterFailed'
  constructor(file: string, messages: string) {
    super(`expected Jupyter to execute ${file}; got an error:\n${messages}`)
  }
}
