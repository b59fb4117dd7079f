/**
 * Recomputes the recorded paths of the shocks from a daily history: `npx tsx scripts/shocks.ts FILE.csv`.
 *
 * Prints the paths of each shock that the file covers, and whether `src/sim/stress/shocks.ts` has the same.
 * Points after the last day of a shock are assumed and not compared. The file has `date,btc_usd,difficulty`,
 * one row a day; sources are named in `shocks.ts`.
 */
import { readFileSync } from 'node:fs'
import { dayOf, parseHistory } from '../src/sim/process/history-csv.ts'
import { recordedPaths } from '../src/sim/stress/recorded.ts'
import type { Shock } from '../src/sim/stress/shock.ts'
import { SHOCKS } from '../src/sim/stress/shocks.ts'

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('expected a CSV file; got none. npx tsx scripts/shocks.ts FILE.csv')

const { history } = parseHistory(readFileSync(file, 'utf8'))
let differs = false
for (const shock of SHOCKS as readonly Shock[]) {
  const recorded = recordedPaths(history, shock)
  for (const name of ['btc', 'difficulty'] as const) {
    const within = shock[name]?.filter(([day]) => day <= dayOf(shock.to)! - dayOf(shock.from)!)
    const [found, kept] = [recorded[name], within].map((path) => JSON.stringify(path) ?? 'none')
    differs ||= found !== kept
    process.stdout.write(
      `${shock.name} ${name}: ${found} ${found === kept ? 'as in' : 'NOT AS IN'} the library\n`,
    )
  }
}
if (differs) process.exitCode = 1
