/**
 * Shrinking benchmark: how many shrunk failures are 1-minimal, and the CPU seconds that shrinking takes.
 *
 * The failures are those of generated mutants of the contracts in generated sequences, each the first that
 * shows. Every reduction of a shrunk failure is then tried by a whole run on both sides; a failure is
 * 1-minimal if none shows the finding.
 *
 * Run: `npm run bench:shrink -- [MUTANTS]`, 250 by default
 */
import { readWhole, type Range } from '../src/cli/number.ts'
import { aboutWhat } from '../src/lockstep/compare/comparison.ts'
import { runActions, type TestSetup } from '../src/lockstep/compare/run-sequence.ts'
import { DEFAULTS } from '../src/lockstep/lockstep.ts'
import { firstReduction, type Shows } from '../src/lockstep/shrink/reductions.ts'
import { search, type Counterexample } from '../src/lockstep/shrink/search.ts'
import { shrinkFinding, type FailedRun } from '../src/lockstep/shrink/shrink-finding.ts'
import { generateMutants, loaderOf } from '../src/mutants/registry.ts'
import { HELD_OUT, select } from '../src/mutants/selection.ts'
import { deploymentError } from '../src/mutants/stages/lockstep.ts'
import { asked } from './arguments.ts'

const { seed, maxActions } = DEFAULTS
/** Sequences in which a mutant must show a failure to count. */
const SEQUENCES = 60

const SIZES: Range = { min: 1n, max: 100_000n, example: 120n }

interface Shrunk {
  readonly id: string
  readonly before: number
  readonly after: number
  readonly cpuSeconds: number
  /** A reduction that still shows the finding. */
  readonly reduction: string | undefined
}

const { size } = await asked({
  name: 'bench:shrink',
  does: 'Measures how many shrunk failures are 1-minimal, and the CPU seconds that shrinking takes.',
  usage: [
    ['[MUTANTS]', `Failures of so many generated mutants of the contracts; ${HELD_OUT.size} by default.`],
  ],
  most: 1,
  read: ([word]) => ({
    size: word === undefined ? HELD_OUT.size : Number(readWhole('MUTANTS', word, SIZES)),
  }),
})
const mutants = select(await generateMutants(['contracts']), { sample: { ...HELD_OUT, size } })
const loader = loaderOf('contracts')!
const shrunk: Shrunk[] = []
for (const mutant of mutants) {
  const loaded = await loader.load(mutant)
  if (typeof loaded === 'string' || deploymentError(loaded.system) !== undefined) continue
  const setup = { ...loaded.system, invariants: [] }
  const found = search(setup, { sequences: SEQUENCES, maxActions, seed, shrinkAttempts: 0 })
  if (found === undefined) continue
  const result = measured(mutant.id, setup, found)
  shrunk.push(result)
  if (result.reduction !== undefined || result.cpuSeconds > 2) console.log(JSON.stringify(result))
}

const minimal = shrunk.filter(({ reduction }) => reduction === undefined).length
const seconds = shrunk.map(({ cpuSeconds }) => cpuSeconds).toSorted((a, b) => a - b)
const at = (share: number): string => seconds[Math.ceil(share * seconds.length) - 1]!.toFixed(2)
const mean = (of: (each: Shrunk) => number): string =>
  (shrunk.reduce((sum, each) => sum + of(each), 0) / shrunk.length).toFixed(1)
console.log(`${shrunk.length} failures of ${mutants.length} mutants; ${minimal} are 1-minimal`)
console.log(
  `actions: ${mean(({ before }) => before)} before, ${mean(({ after }) => after)} after, on average`,
)
console.log(`CPU seconds: median ${at(0.5)}, 95% within ${at(0.95)}, 99% within ${at(0.99)}, most ${at(1)}`)

function measured(id: string, setup: TestSetup, { finding, outcomes, amtSorts }: Counterexample): Shrunk {
  const failed: FailedRun = { actions: finding.actions, outcomes, economies: [], compared: 0, finding }
  const start = process.cpuUsage()
  const run = shrinkFinding(setup, amtSorts, failed)
  const { user, system } = process.cpuUsage(start)
  const about = aboutWhat(finding)
  const shows: Shows = (actions) => {
    const again = runActions(setup, amtSorts, actions)
    return again.finding !== undefined && aboutWhat(again.finding) === about ? again.actions : undefined
  }
  return {
    id,
    before: finding.actions.length,
    after: run.actions.length,
    cpuSeconds: (user + system) / 1e6,
    reduction: firstReduction(run.actions, shows)?.what,
  }
}
