/**
 * Lockstep benchmark: compared actions per CPU second, beside the same actions on one side alone.
 *
 * One list of generated sequences is run in three ways: on both sides with all invariants on both and every
 * tenth sequence compared in full, on the chain alone, and on the model alone. Compare the ratios: absolute
 * rates differ between machines.
 *
 * Run: `npm run bench:lockstep`
 */
import { projectBuild } from '../src/evm/build.ts'
import { deployedChainOf } from '../src/lockstep/compare/deployed-chain.ts'
import { RULES } from '../src/lockstep/compare/rules.ts'
import { runActionsOnModel, type AmtSorts } from '../src/lockstep/corpus/model-run.ts'
import { DEFAULTS } from '../src/lockstep/lockstep.ts'
import { search, type SearchOptions } from '../src/lockstep/shrink/search.ts'
import type { Action } from '../src/model/interface/action.ts'
import { INVARIANTS } from '../src/model/invariants/invariants.ts'
import { asked } from './arguments.ts'

const SEQUENCES = 600
/** Sequences before the measurement, so that all code is compiled. */
const WARM_UP = 200
/** The shortest of so many rounds counts: disturbances only lengthen them. */
const ROUNDS = 3

await asked({
  name: 'bench:lockstep',
  does: 'Measures compared actions per CPU second, beside the same actions on one side alone.',
  usage: [['', `${SEQUENCES} sequences in several ways, each ${ROUNDS} times.`]],
  most: 0,
  read: () => ({}),
})

const build = projectBuild()
const setup = { build, rules: RULES, invariants: INVARIANTS }
const { maxActions, seed } = DEFAULTS

const recorded: { readonly amtSorts: AmtSorts; readonly actions: readonly Action[] }[] = []
const run = (sequences: number, options: Partial<SearchOptions> = {}): void => {
  search(setup, { sequences, maxActions, seed, shrinkAttempts: 0, ...options })
}

run(WARM_UP, { seed: seed + 1 })
run(SEQUENCES, {
  onSequence: ({ actions }, _sequence, amtSorts) => recorded.push({ amtSorts, actions }),
})
const actions = recorded.reduce((sum, list) => sum + list.actions.length, 0)

const ways: readonly (readonly [string, () => void])[] = [
  ['both sides, all invariants on both', () => run(SEQUENCES)],
  ['both sides, compared in full after each', () => run(SEQUENCES, { fullEvery: 1 })],
  ['chain alone', onChain],
  ['model alone', () => recorded.forEach((list) => runActionsOnModel(list.amtSorts, list.actions))],
]

function onChain(): void {
  for (const list of recorded) {
    const { chain, start } = deployedChainOf(build, list.amtSorts)
    chain.rewind(start)
    for (const action of list.actions) chain.apply(action)
  }
}

function cpuSeconds(act: () => void): number {
  const start = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

const best = new Map<string, number>()
for (let round = 0; round < ROUNDS; round++)
  for (const [name, act] of ways) best.set(name, Math.min(best.get(name) ?? Infinity, cpuSeconds(act)))

const reference = best.get('chain alone')!
process.stdout.write(`${SEQUENCES} sequences, ${actions} actions, Node ${process.version}\n\n`)
for (const [name, seconds] of best) {
  const rate = Math.round(actions / seconds).toLocaleString('en')
  process.stdout.write(
    `${name.padEnd(42)}${rate.padStart(9)} actions/CPU-s${(reference / seconds).toFixed(2).padStart(7)} × the chain alone\n`,
  )
}
