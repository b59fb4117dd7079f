/**
 * Command `verify`: runs scenarios at full length with all variants, and replays them on the compiled
 * contracts and on EthereumJS. It writes no report and prints one line per scenario.
 */
import type { Scenario } from '../../sim/definition/scenario.ts'
import { count } from '../../report/number.ts'
import { optionLines } from '../help.ts'
import { EXIT, type Command } from '../io.ts'
import type { Lab } from '../lab.ts'
import { DAYS, PATHS, readWhole, SEEDS } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { progress } from '../progress.ts'
import { chosen } from '../request.ts'

export const OPTIONS = {
  seed: { value: 'N', means: 'Seed of all random numbers, from 0 to 2^64 - 1. Default 1.' },
  path: { value: 'I', means: 'Path of the seed, from 0 to 2^32 - 1. Default 0.' },
  days: { value: 'N', means: 'Days to simulate, from 1 to 36500. Default: set by each scenario.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

/** Result of verifying one scenario. */
interface Verified {
  readonly scenario: string
  readonly days: number
  /** Number of runs: the run and its variants. */
  readonly runs: number
  readonly actions: number
  readonly messages: number
  readonly divergences: number
  /** Names of the invariants that were broken. */
  readonly broken: readonly string[]
  /** The first divergence as a story (counterexample). */
  readonly first: string | undefined
  readonly seconds: number
}

/** The command on a lab. `now` is a clock in milliseconds. */
export function verifyAll(lab: Lab, now: () => number = () => performance.now()): Command {
  return async (argv, io) => {
    const { flags, values, positionals } = readOptions(argv, OPTIONS)
    if (flags.has('help')) {
      io.out(help())
      return EXIT.holds
    }
    const value = (name: keyof typeof OPTIONS): string | undefined => values.get(name)?.[0]
    const seed = readWhole('--seed', value('seed') ?? '1', SEEDS)
    const path = Number(readWhole('--path', value('path') ?? '0', PATHS))
    const given = value('days')
    const days = given === undefined ? undefined : Number(readWhole('--days', given, DAYS))
    const scenarios =
      positionals.length === 0
        ? lab.scenarios
        : positionals.map((name) => chosen([name], lab.scenarios, 'verify'))
    const line = progress(io, 'replay on the EVM', 'actions')
    const one = async (scenario: Scenario): Promise<Verified> => {
      const start = now()
      const result = lab.run(scenario, { seed, path, days: days ?? scenario.days })
      const verification = await lab.verify(result, (done, of) => line.at(done, of, ` of ${scenario.name}`))
      const { actions, messages, divergences, first } = verification
      const broken = Object.entries(result.invariants).flatMap(([name, { holds }]) => (holds ? [] : [name]))
      const runs = 1 + result.variants.length
      const seconds = (now() - start) / 1000
      return {
        scenario: scenario.name,
        days: result.days,
        runs,
        actions,
        messages,
        divergences,
        broken,
        first,
        seconds,
      }
    }
    const width = Math.max(...[...scenarios.map(({ name }) => name), 'scenario'].map((name) => name.length))
    io.out(`Seed ${seed}, path ${path}\n${row(width, HEAD)}`)
    const all: Verified[] = []
    for (const scenario of scenarios) {
      const verified = await one(scenario)
      line.end()
      io.out(row(width, cells(verified)))
      if (verified.broken.length > 0) io.out(`  broken: ${verified.broken.join(', ')}\n`)
      if (verified.first !== undefined) io.out(`${verified.first}\n`)
      all.push(verified)
    }
    if (all.length > 1) io.out(row(width, totals(all)))
    return all.every(({ divergences, broken }) => divergences === 0 && broken.length === 0)
      ? EXIT.holds
      : EXIT.broken
  }
}

const HEAD = ['scenario', 'days', 'runs', 'actions', 'messages', 'divergences', 'seconds']

function cells({ scenario, ...of }: Omit<Verified, 'broken' | 'first'>): readonly string[] {
  const numbers = [of.days, of.runs, of.actions, of.messages, of.divergences, Math.round(of.seconds)]
  return [scenario, ...numbers.map(count)]
}

function totals(all: readonly Verified[]): readonly string[] {
  const sum = (of: (each: Verified) => number): number => all.reduce((total, each) => total + of(each), 0)
  return cells({
    scenario: 'all',
    days: sum(({ days }) => days),
    runs: sum(({ runs }) => runs),
    actions: sum(({ actions }) => actions),
    messages: sum(({ messages }) => messages),
    divergences: sum(({ divergences }) => divergences),
    seconds: sum(({ seconds }) => seconds),
  })
}

function row(width: number, [name, ...rest]: readonly string[]): string {
  const numbers = rest.map((cell, index) => cell.padStart(Math.max(HEAD[index + 1]!.length, 9)))
  return `${name!.padEnd(width)}  ${numbers.join('  ')}\n`
}

function help(): string {
  return `Runs scenarios at full length with all variants, and replays them on the compiled contracts and on EthereumJS.

Usage
  npm run verify [-- NAME …] [options]
  Without names: all scenarios (about 17 minutes on two cores).

Options
${optionLines(OPTIONS)}

Exit codes
  0  every invariant holds, and model, EVM and EthereumJS agree
  1  an invariant is broken, or they differ
  2  invalid input
  3  internal error
`
}
