/**
 * Directed suites of the model and of the simulation: for a mutant, the tests that import its source.
 *
 * The nearest come first: the test that mirrors the source's path, the tests of its folder, then by the
 * number of imports between. They run in rounds, each three times as many files as the one before, since a
 * kill is nearly always near.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../evm/compile/root.ts'
import type { GeneratedMutant } from '../generated-mutant.ts'
import type { SuiteList } from '../stages/suites.ts'
import { importGraph, type ImportGraph } from './import-graph.ts'

/** Folders and files with directed tests. Others hold tests that take minutes, or of texts only. */
const FOLDERS = {
  model: [
    'test/model',
    'test/lockstep/great-reset',
    'test/lockstep/generate',
    'test/lockstep/compare',
    'test/evm/abi',
    'test/evm/chain.test.ts',
    'test/contracts/interface.test.ts',
    'test/reference/roles.test.ts',
    'test/sim',
  ],
  sim: ['test/sim', 'test/scenarios'],
} as const

/** All seeds of every scenario: several minutes for each mutant that survives the rest. */
const TOO_LONG = 'test/scenarios/six-seeds.full.test.ts'

const MUTATION = 'src/lockstep/mutation/mutated-model.ts'

/** Its tests of mutants have titles of their own, which are left out; its properties are run. */
const PROPERTY_SUITE = 'test/model/economics/property-suite.ts'

/** Titles of the tests to run. Tests that edit a source look for its text, and fail on any mutant in it. */
const TITLES = '^(?!.*(kill the mutant|unmutated copy))'

/** Test files of the first round. */
const FIRST = 2

export function typeScriptSuites(side: 'model' | 'sim'): SuiteList {
  const graph = importGraph(projectRoot, ['src', 'test'])
  const directed = graph.files.filter((file) => isDirected(graph, side, file))
  return {
    side,
    all: directed,
    titles: TITLES,
    first: (mutant) => relatedTests(graph, directed, mutant).slice(0, FIRST),
    rounds: (mutant) => inRounds(relatedTests(graph, directed, mutant)),
    original: (source) => readFileSync(join(projectRoot, source), 'utf8'),
  }
}

function isDirected(graph: ImportGraph, side: 'model' | 'sim', file: string): boolean {
  if (
    !file.endsWith('.test.ts') ||
    file === TOO_LONG ||
    !FOLDERS[side].some((place) => file === place || file.startsWith(`${place}/`))
  )
    return false
  const imported = graph.importsOf(file)
  return !imported.has(MUTATION) || imported.has(PROPERTY_SUITE)
}

/** The tests that import a mutant's source, directly or not, the nearest first. */
export function relatedTests(
  graph: ImportGraph,
  tests: readonly string[],
  { source }: GeneratedMutant,
): readonly string[] {
  const distances = graph.distancesTo(source)
  const mirror = source.replace(/^src\//, 'test/').replace(/\.ts$/, '')
  const rank = (file: string): number =>
    file === `${mirror}.test.ts` ? -1 : mirror.startsWith(folderOf(file)) ? 0 : distances.get(file)!
  return tests.filter((file) => distances.has(file)).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1)

function inRounds(tests: readonly string[]): readonly (readonly string[])[] {
  const rounds: (readonly string[])[] = []
  for (let [from, size] = [0, FIRST]; from < tests.length; from += size, size *= 3)
    rounds.push(tests.slice(from, from + size))
  return rounds
}
