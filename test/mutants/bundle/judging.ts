/**
 * Judges some mutants of one source in the bundle of a few test files, and prints the verdicts. A program of
 * its own, since the bundle changes vitest's matchers.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { bundleOf } from '../../../src/mutants/bundle/build.ts'
import { bundleStage } from '../../../src/mutants/stages/bundle.ts'
import { censusOf } from '../../../src/mutants/typescript/generator.ts'

const SOURCE = 'src/model/planning/great-reset/sale.ts'
const TESTS = [
  'test/mutants/bundle/dishonest-tests.ts',
  'test/mutants/bundle/honest-tests.ts',
  'test/model/planning/great-reset/sale.test.ts',
]

const [directory] = process.argv.slice(2)
/** Of the check, of a loop, and of the functions that the search uses. */
const STARTS = ['if (n < d)', 'while (!isLowEnough', 'return (root -', 'return after.btcb']
const lines = readFileSync(join(projectRoot, SOURCE), 'utf8').split('\n')
const judgedLines = STARTS.map((start) => 1 + lines.findIndex((line) => line.trim().startsWith(start)))
const mutants = censusOf('model', { sources: (source) => source === SOURCE })
  .flatMap((each) => each.mutants)
  .filter(({ line }) => judgedLines.includes(line))
const judge = async (tests: readonly string[], name: string): Promise<object> => {
  const suites = {
    side: 'model',
    all: tests,
    first: () => tests,
    rounds: () => [tests],
    original: () => '',
  } as const
  const own = join(directory!, name)
  const stage = bundleStage(
    [
      {
        side: 'model',
        suites: { ...suites, titles: '^(?!.*left out)' },
        directory: own,
        mutants: async () => mutants,
        bundle: (all) => bundleOf({ mutants: all, tests, folders: ['src/model'], directory: own }),
      },
    ],
    { cpuSeconds: () => 0, onProgress: () => {} },
  )
  const verdicts: object[] = []
  for (const mutant of mutants) verdicts.push({ ...mutant, ...(await stage.run(mutant)) })
  return verdicts
}

const [dishonest, honest, directed] = TESTS as [string, string, string]
console.log(
  JSON.stringify({
    dishonest: await judge([dishonest], 'dishonest'),
    honest: await judge([honest], 'honest'),
    directed: await judge([directed], 'directed'),
  }),
)
