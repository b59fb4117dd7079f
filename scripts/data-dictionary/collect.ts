/**
 * Collects the tables that the commands write, by running each of them briefly, and the results of the
 * scenarios.
 */
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backtest } from '../../src/cli/commands/backtest.ts'
import { calibrate } from '../../src/cli/commands/calibrate.ts'
import { dashboard } from '../../src/cli/commands/dashboard.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { stress } from '../../src/cli/commands/stress.ts'
import { study } from '../../src/cli/commands/study.ts'
import type { Command } from '../../src/cli/io.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { columnsText, dataTable } from '../../src/report/dictionary/columns-file.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { RunResult } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'

/** A table of a `columns.json`, and the command or scenario that wrote it. */
export interface Written {
  readonly of: string
  readonly name: string
  readonly title: string
  readonly files: readonly string[]
  readonly columns: readonly WrittenColumn[]
}

export interface WrittenColumn {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly type: string
  readonly precision?: number
  readonly scale?: number
  readonly meaning: string
  readonly source: string
}

export interface Collected {
  readonly tables: readonly Written[]
  readonly runs: readonly RunResult[]
}

/** Most days of a run. Tables and columns are the same whatever the days. */
const DAYS = 20

/** Module of the lab, which worker threads load. */
const LAB = new URL('../../src/cli/lab.ts', import.meta.url).href

/** Seed of the runs. */
const SEED = 1n

const BRIEF = '--days 3 --workers 1'

const COMMANDS: readonly (readonly [of: string, command: Command, argv: string])[] = [
  ['simulate', simulate(lab), 'baseline --days 3 --paths 3 --set machinePrice=20 --out simulate'],
  [
    'simulate',
    simulate(lab),
    'baseline --days 3 --paths 0 --set opening=docs/examples/opening.csv --out opening',
  ],
  ['study', study(lab, LAB), `baseline --runs 2 ${BRIEF} --sweep vaultShare=20,40 --out study`],
  ['dashboard', dashboard, 'simulate --out dashboard'],
  ['stress', stress(lab, LAB), `split-policy --runs 1 ${BRIEF} --shock may-2022 --out stress`],
  ['calibrate', calibrate(lab), 'docs/examples/history.csv --report calibrate'],
  [
    'backtest',
    backtest(lab),
    'docs/examples/history.csv --from 2023-07-12 --to 2023-08-11 --horizons 10 --paths 20 --report backtest',
  ],
]

/**
 * Runs everything in `cwd`, an empty directory.
 *
 * @throws {Error} when a command fails.
 */
export async function collect(cwd: string): Promise<Collected> {
  cpSync(join(projectRoot, 'docs/examples'), join(cwd, 'docs/examples'), { recursive: true })
  const runs = scenarios.map((scenario) =>
    runScenario(scenario, { seed: SEED, days: Math.min(DAYS, scenario.days) }),
  )
  const tables = runs.flatMap(({ scenario, tables: own }) => {
    const files = ({ name }: { name: string }): string[] => [`${name}.csv`, `${name}.parquet`]
    return written(scenario, columnsText(own.map((table) => dataTable(table, files(table), scenario))))
  })
  for (const [of, command, argv] of COMMANDS) {
    await run(command, argv.split(' '), cwd)
    const place = join(cwd, argv.split(' ').at(-1)!)
    if (!readdirSync(place).includes('columns.json')) throw new Error(`expected columns.json in ${place}`)
    tables.push(...written(of, readFileSync(join(place, 'columns.json'), 'utf8')))
  }
  return { tables, runs }
}

const written = (of: string, text: string): Written[] =>
  (JSON.parse(text) as { readonly tables: Omit<Written, 'of'>[] }).tables.map((table) => ({ ...table, of }))

async function run(command: Command, argv: readonly string[], cwd: string): Promise<void> {
  let said = ''
  const nothing = (): (() => void) => () => {}
  const hear = (text: string): void => void (said += text)
  const io = { cwd, terminal: false, onInterrupt: nothing, onStop: nothing, out: hear, err: hear }
  const code = await command(argv, io)
  if (code !== 0) throw new Error(`expected exit code 0 of ${argv.join(' ')}; got ${code}: ${said}`)
}
