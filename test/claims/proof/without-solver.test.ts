/** Without the optional package: kept answers do, and `--solve` says how to install it. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../src/evm/compile/root.ts'

const HOOK = join(projectRoot, 'test', 'support', 'without-solver.mjs')

function claims(...options: readonly string[]): { readonly status: number | null; readonly text: string } {
  const start = join(projectRoot, 'scripts', 'start.mjs')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', HOOK, start, 'claims', ...options],
    { cwd: projectRoot, encoding: 'utf8' },
  )
  return { status, text: stdout + stderr }
}

test('a run uses kept answers, and says so', () => {
  const { status, text } = claims('--only', '45')
  expect([status, text]).toEqual([0, expect.stringMatching(/solvent\s+proved[\s\S]*1 answer of Z3 .* kept/)])
})

test('--solve needs the package, and names the command that installs it', () => {
  const { status, text } = claims('--only', '45', '--solve')
  expect([status, text]).toEqual([2, expect.stringContaining('npm install --save-dev z3-solver')])
})
