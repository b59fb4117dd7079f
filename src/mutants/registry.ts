/**
 * Registry: the generators, loaders and suites of all sides.
 */
import type { GeneratedMutant, Generator, MutantSide } from './generated-mutant.ts'
import { remembering, type Loader } from './loader.ts'
import { solidityGenerator } from './solidity/generator.ts'
import { solidityLoader } from './solidity/loader.ts'
import { soliditySuites } from './solidity/suites.ts'
import { invariantsStage } from './stages/invariants.ts'
import { lockstepStage, type Meter, type SequenceBudget } from './stages/lockstep.ts'
import { suitesStage, type SuiteList } from './stages/suites.ts'
import type { Stage } from './stage.ts'
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

export const STAGE_NAMES = ['lockstep', 'invariants', 'suites'] as const
export type StageName = (typeof STAGE_NAMES)[number]

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
    suites: () => suitesStage(SUITES, scratch, meter, withoutSuites),
  }
  return STAGE_NAMES.filter((name) => stages.includes(name)).map((name) => all[name]())
}

/** All mutants of the sides, in order. @default all sides */
export async function generateMutants(sides?: readonly MutantSide[]): Promise<readonly GeneratedMutant[]> {
  const wanted = GENERATORS.filter(({ side }) => sides?.includes(side) ?? true)
  const lists: (readonly GeneratedMutant[])[] = []
  for (const generator of wanted) lists.push(await generator.generate())
  return lists.flat()
}

/** A loader of a side; undefined if lockstep does not run it. */
export function loaderOf(wanted: MutantSide): Loader | undefined {
  return LOADERS.map((loader) => loader()).find(({ side }) => side === wanted)
}

/** The source that a mutant was generated from. */
export function originalOf({ side, source }: GeneratedMutant): string {
  return SUITES.find((each) => each.side === side)!.original(source)
}
