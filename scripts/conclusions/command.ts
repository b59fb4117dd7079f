/**
 * Command `conclusions`: computes what the docs conclude, and writes it: the answers of all scenarios, the
 * tornado of `baseline`'s return, and the results of the shocks.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { optionLines } from '../../src/cli/help.ts'
import { EXIT, type Command, type ExitCode, type Io } from '../../src/cli/io.ts'
import { lab } from '../../src/cli/lab.ts'
import { readOptions, type Options } from '../../src/cli/options.ts'
import { didYouMean } from '../../src/cli/suggest.ts'
import { writeWholeFile } from '../../src/cli/write-file.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'
import {
  answersPage,
  shocksMatrix,
  tornadoOfBaseline,
  withShocks,
  withTornado,
  type Written,
} from './conclusions.ts'

export const OPTIONS = {
  check: { means: 'Write nothing; exit with 1 if a page differs from what is computed.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

const TORNADO = 'tornado'
const SHOCKS = 'shocks'
const ROOT = join(import.meta.dirname, '../..')

export const conclusions: Command = async (argv, io) => {
  const { flags, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) {
    io.out(help())
    return EXIT.holds
  }
  const names = [...lab.scenarios.map(({ name }) => name), TORNADO, SHOCKS]
  const unknown = positionals.find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new WrongInput({
      expected: `names of scenarios, ${TORNADO} or ${SHOCKS}`,
      got: `"${unknown}"`,
      advice: `${didYouMean(unknown, names)}Choose from ${names.join(', ')}.`,
    })
  const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name)
  const pages: Written[] = []
  const scenarios = lab.scenarios.filter(({ name }) => wanted(name))
  if (scenarios.length > 0) pages.push(await answersPage(scenarios, stored('docs/explanation/answers.md')))
  if (wanted(TORNADO))
    pages.push(...withTornado(await tornadoOfBaseline(), stored('docs/explanation/assumptions.md')!))
  if (wanted(SHOCKS)) pages.push(withShocks(await shocksMatrix(), stored('docs/explanation/shocks.md')!))
  return settle(pages, flags.has('check'), io)
}

/** Writes the pages that differ, or says that they do. */
function settle(pages: readonly Written[], check: boolean, io: Io): ExitCode {
  const different = pages.filter(({ path, text }) => stored(path) !== text)
  for (const page of pages) {
    const differs = different.includes(page)
    if (differs && !check) writeWholeFile(join(ROOT, page.path), page.text)
    io.out(`${page.path}: ${differs ? (check ? 'differs' : 'updated') : 'as stored'}\n`)
  }
  return check && different.length > 0 ? EXIT.broken : EXIT.holds
}

function stored(path: string): string | undefined {
  const file = join(ROOT, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function help(): string {
  return `Computes what the docs conclude, and writes it: the answers of all scenarios (docs/explanation/answers.md),
the tornado of the return of baseline (docs/explanation/assumptions.md) and the results of the shocks
(docs/explanation/shocks.md). All of it takes some fifteen minutes of CPU time.

Usage: npm run conclusions -- [SCENARIO … | ${TORNADO} | ${SHOCKS}] [--check]

${optionLines(OPTIONS)}

Exit codes: 0 written, or as stored; 1 with --check, a page differs; 2 wrong input, nothing is written.
`
}
