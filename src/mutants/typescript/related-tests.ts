/**
 * Related tests: the test files that import a source, directly or not, those nearest to it first.
 *
 * The test that mirrors the source's path comes before all others; then the fewest imports between test and
 * source. Tests of mutation are left out: they look for texts in the sources, and fail on any mutant there.
 */
import type { MutantSide } from '../generated-mutant.ts'
import type { ImportGraph } from './import-graph.ts'

/** Folders of the directed suites, by side. Suites elsewhere take minutes, or need the network. */
const SUITES: Readonly<Record<MutantSide, readonly string[]>> = {
  contracts: [],
  model: [
    'test/model',
    'test/lockstep/great-reset',
    'test/lockstep/generate',
    'test/lockstep/compare',
    'test/sim',
  ],
  sim: ['test/sim', 'test/scenarios', 'test/report'],
}

const MUTATION = 'src/lockstep/mutation/mutated-model.ts'

/** These import the mutation of the model, but only for tests whose titles `NOT_OF_MUTATION` leaves out. */
const PROPERTY_SUITE = 'test/model/economics/property-suite.ts'

/** Pattern of the titles to run: none that edits a source by itself. */
export const NOT_OF_MUTATION = '^(?!.*(kill the mutant|unmutated copy))'

export function relatedTests(graph: ImportGraph, source: string, side: MutantSide): readonly string[] {
  const distances = graph.distancesTo(source)
  const mirror = source.replace(/^src\//, 'test/').replace(/\.ts$/, '')
  const rank = (test: string): number =>
    test === `${mirror}.test.ts` ? -1 : mirror.startsWith(folderOf(test)) ? 0 : distances.get(test)!
  return [...distances.keys()]
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => SUITES[side].some((folder) => file.startsWith(`${folder}/`)))
    .filter((file) => {
      const imported = graph.importsOf(file)
      return !imported.has(MUTATION) || imported.has(PROPERTY_SUITE)
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1)
