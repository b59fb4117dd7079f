/**
 * Registry: the generators, loaders and suites of all sides.
 */
import { join } from 'node:path'
import { projectRoot } from '../evm/compile/root.ts'
import type { GeneratedMutant, Generator, MutantSide, OnSource } from './generated-mutant.ts'
import { bundleOf } from './bundle/build.ts'
import { remembering, type Loader } from './loader.ts'
import { solidityGenerator } from './solidity/generator.ts'
import { solidityLoader } from './solidity/loader.ts'
import { soliditySuites } from './solidity/suites.ts'
import { bundleStage, type BundledSide } from './stages/bundle.ts'
import { invariantsStage } from './stages/invariants.ts'
import { lockstepStage, type Meter, type SequenceBudget } from './stages/lockstep.ts'
import { suitesStage, type SuiteList } from './stages/suites.ts'
import type { Stage } from './stage.ts'
import { FOLDERS } from './typescript/generator.ts'
import { modelLoader } from './typescript/loader.ts'
import { cachedGenerator } from './typescript/mutant-list.ts'
import { typeScriptSuites } from './typescript/suites.ts'

export const GENERATORS: readonly Generator[] = [
  solidityGenerator,
  cachedGenerator('model'),
  cachedGenerator('sim'),
]

const LOADERS: readonly (() => Loader)[] = [solidityLoader, modelLoader]

export const SUITES: readonly SuiteList[] = [
  soliditySuites(),
  typeScriptSuites('model'),
  typeScriptSuites('sim'),
]

/** The sides whose directed suites run in one process before they run on real files. */
const BUNDLED: readonly BundledSide[] = (['model', 'sim'] as const).map((side) => {
  const suites = SUITES.find((each) => each.side === side)!
  const directory = join(projectRoot, '.cache', 'mutants', 'bundles', side)
  return {
    side,
    suites,
    directory,
    mutants: () => cachedGenerator(side).generate(),
    bundle: (mutants) => bundleOf({ mutants, tests: suites.all, folders: FOLDERS[side].loads, directory }),
  }
})

export const STAGE_NAMES = ['lockstep', 'invariants', 'bundle', 'suites'] as const
export type StageName = (typeof STAGE_NAMES)[number]

/** Whether stages run the directed suites in any way, so that their results depend on the tests. */
export const runsTests = (stages: readonly StageName[]): boolean =>
  stages.includes('bundle') || stages.includes('suites')

export interface StageOptions {
  /** Which stages run, in the order of {@link STAGE_NAMES}. */
  readonly stages: readonly StageName[]
  readonly budget: SequenceBudget
  /** Ids of mutants that the suites need not judge. @default none */
  readonly withoutSuites?: readonly string[]
  /** Directory of the scratch copy; must not exist. */
  readonly scratch: string
}

/** The stages of one process. */
export function stagesOf(
  { stages, budget, scratch, withoutSuites }: StageOptions,
  meter: Meter,
): readonly Stage[] {
  const loaders = LOADERS.map((loader) => remembering(loader()))
  const all: Readonly<Record<StageName, () => Stage>> = {
    lockstep: () => lockstepStage(loaders, budget, meter),
    invariants: () => invariantsStage(loaders, budget, meter),
    bundle: () => bundleStage(BUNDLED, meter, withoutSuites),
    suites: () => suitesStage(SUITES, scratch, meter, withoutSuites),
  }
  return STAGE_NAMES.filter((name) => stages.includes(name)).map((name) => all[name]())
}

/** Told of the sources of a side; see {@link OnSource}. */
export type OnSourceOf = (side: MutantSide, ...progress: Parameters<OnSource>) => void

/** All mutants of the sides, in order. @default all sides */
export async function generateMutants(
  sides?: readonly MutantSide[],
  onSource: OnSourceOf = () => {},
): Promise<readonly GeneratedMutant[]> {
  const lists: (readonly GeneratedMutant[])[] = []
  for (const generator of generatorsOf(sides))
    lists.push(await generator.generate((done, of) => onSource(generator.side, done, of)))
  return lists.flat()
}

/**
 * The mutants whose ids begin with a text. A whole id belongs to one mutant at most: the sides after its own
 * are not generated.
 *
 * @param sides @default all
 */
export async function mutantsById(
  start: string,
  sides?: readonly MutantSide[],
  onSource: OnSourceOf = () => {},
): Promise<readonly GeneratedMutant[]> {
  const found: GeneratedMutant[] = []
  for (const { side } of generatorsOf(sides)) {
    const mutants = await generateMutants([side], onSource)
    const whole = mutants.find(({ id }) => id === start)
    if (whole !== undefined) return [whole]
    found.push(...mutants.filter(({ id }) => id.startsWith(start)))
  }
  return found
}

const generatorsOf = (sides: readonly MutantSide[] | undefined): readonly Generator[] =>
  GENERATORS.filter(({ side }) => sides?.includes(side) ?? true)

/** A loader of a side; undefined if lockstep does not run it. */
export function loaderOf(wanted: MutantSide): Loader | undefined {
  return LOADERS.map((loader) => loader()).find(({ side }) => side === wanted)
}

/** The source that a mutant was generated from. */
export function originalOf({ side, source }: GeneratedMutant): string {
  return SUITES.find((each) => each.side === side)!.original(source)
}
