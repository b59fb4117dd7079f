/**
 * Judges some mutants of one source in the bundle of a few test files, and prints the verdicts. A program of
 * its own, since the bundle changes vitest's matchers.
 */
import { join } from 'node:path'
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
const mutants = censusOf('model', { sources: (source) => source === SOURCE })
  .flatMap((each) => each.mutants)
  .filter(({ line }) => [28, 33, 49, 54].includes(line))
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
