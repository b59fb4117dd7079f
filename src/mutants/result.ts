/**
 * Result: what became of one mutant.
 */
import type { GeneratedMutant } from './generated-mutant.ts'
import type { Discarded, Stage, Verdict } from './stage.ts'

export interface MutantResult {
  readonly id: string
  readonly outcome: 'killed' | 'survived' | Discarded['reason']
  /** The stage that killed it. */
  readonly stage?: string
  /** Verdicts of the stages that ran, by name. */
  readonly verdicts: Readonly<Record<string, Verdict>>
}

/** Runs a mutant through the stages of its side: until one kills it, except for those that only inform. */
export async function judge(mutant: GeneratedMutant, stages: readonly Stage[]): Promise<MutantResult> {
  const verdicts: Record<string, Verdict> = {}
  let stage: string | undefined
  for (const each of stages.filter(({ sides }) => sides.includes(mutant.side))) {
    const informs = each.informs === true
    if (stage !== undefined && !informs) continue
    const verdict = await each.run(mutant)
    if (verdict.verdict === 'discarded') return { id: mutant.id, outcome: verdict.reason, verdicts: {} }
    verdicts[each.name] = verdict
    if (verdict.verdict === 'killed' && !informs) stage = each.name
  }
  return stage === undefined
    ? { id: mutant.id, outcome: 'survived', verdicts }
    : { id: mutant.id, outcome: 'killed', stage, verdicts }
}

/** Hash of the mutant's code; undefined if no stage loaded it. */
export function codeHashOf({ verdicts }: MutantResult): string | undefined {
  for (const verdict of Object.values(verdicts))
    if (verdict.verdict !== 'discarded' && verdict.codeHash !== undefined) return verdict.codeHash
  return undefined
}

/** The result without what is measured: equal bytes for equal sources, options and seed. */
export function reproducible(result: MutantResult): MutantResult {
  const verdicts = Object.entries(result.verdicts).map(([stage, verdict]) => [
    stage,
    verdict.verdict === 'discarded' ? verdict : { ...verdict, cpuSeconds: undefined },
  ])
  return { ...result, verdicts: Object.fromEntries(verdicts) as MutantResult['verdicts'] }
}
