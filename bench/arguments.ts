/**
 * Arguments of a benchmark: help, checks and messages as those of the commands, in a few lines each.
 */
import { optionLines } from '../src/cli/help.ts'
import { EXIT } from '../src/cli/io.ts'
import { readOptions, type Options } from '../src/cli/options.ts'
import { runCommand } from '../src/cli/process.ts'
import { WrongInput } from '../src/cli/wrong-input.ts'

export interface Bench<Asked> {
  /** Name of its npm script. */
  readonly name: string
  /** What it measures: one sentence. */
  readonly does: string
  /** Lines of what may follow the script's name, each with what it means. */
  readonly usage: readonly (readonly [words: string, means: string])[]
  /** Most words besides options. */
  readonly most: number
  /** Whether the benchmark has a table in `docs/explanation/performance.md`. */
  readonly writes?: boolean
  /** Reads the words. @throws {WrongInput} when one is wrong. */
  readonly read: (words: readonly string[]) => Asked
}

const HELP = { help: { short: 'h', means: 'Show this help and exit.' } } satisfies Options
const WRITES = {
  write: { means: 'Put the table into docs/explanation/performance.md, with machine, load and commit.' },
} satisfies Options

/**
 * What this process is asked. It ends here after `--help`, or after wrong arguments with exit code 2.
 */
export async function asked<Asked>(bench: Bench<Asked>): Promise<Asked & { readonly write: boolean }> {
  const options: Options = bench.writes === true ? { ...WRITES, ...HELP } : HELP
  let found: (Asked & { readonly write: boolean }) | undefined
  await runCommand(
    bench.name,
    (argv, io) => {
      const { flags, positionals } = readOptions(argv, options)
      if (flags.has('help')) io.out(helpOf(bench, options))
      else if (positionals.length > bench.most)
        throw new WrongInput({
          expected: bench.most === 0 ? 'options only' : `at most ${bench.most} words besides options`,
          got: positionals.map((word) => `"${word}"`).join(', '),
          advice: 'See --help.',
        })
      else found = { ...bench.read(positionals), write: flags.has('write') }
      return Promise.resolve(EXIT.holds)
    },
    options,
  )
  // Exit code by runCommand.
  return found ?? process.exit()
}

function helpOf({ name, does, usage }: Bench<unknown>, options: Options): string {
  const width = Math.max(...usage.map(([words]) => words.length))
  const lines = usage.map(
    ([words, means]) =>
      `  npm run ${name}${words === '' ? '' : ` -- ${words}`.padEnd(width + 4)}  ${means}\n`,
  )
  return `${does}\n\nUsage\n${lines.join('')}\nOptions\n${optionLines(options)}\n`
}
