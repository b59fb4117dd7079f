/**
 * Sample reports: one of each kind, and the gallery that shows them.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/evm/compile/root.ts'

/** Commands, with the directory of their results as last word. All take about half a minute of CPU time together. */
export const SAMPLES: readonly string[] = [
  'simulate baseline --days 90 --paths 5 --out baseline',
  'simulate great-reset --days 30 --paths 0 --out great-reset',
  'simulate bank-run --days 30 --paths 0 --lang es --out bank-run-es',
  'study baseline --runs 12 --days 20 --sweep vaultShare=20,60 --out study',
  'stress split-policy catch-up --runs 2 --days 60 --out stress',
  'calibrate docs/examples/history.csv --report calibrate',
  'backtest docs/examples/history.csv --from 2023-07-12 --to 2023-09-11 --horizons 10,30 --paths 40 --report backtest',
  'dashboard baseline --out dashboard',
]

/** Writes the reports and the gallery to `out`. */
export async function buildSamples(out: string): Promise<void> {
  mkdirSync(out, { recursive: true })
  cpSync(join(projectRoot, 'docs/examples'), join(out, 'docs/examples'), { recursive: true })
  for (const command of [...SAMPLES, 'gallery .']) {
    // No result: the gallery would list it as another directory.
    if (command.startsWith('gallery')) rmSync(join(out, 'docs'), { recursive: true })
    const [name, ...argv] = command.split(' ')
    const entry = join(projectRoot, 'scripts/start.mjs')
    const { status, stderr } = spawnSync(process.execPath, [entry, name!, ...argv], {
      cwd: out,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`expected exit code 0 of "${command}"; got ${status}: ${stderr}`)
  }
}
