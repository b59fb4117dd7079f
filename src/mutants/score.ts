/**
 * Score: the share of mutants that are killed, of those that are neither discarded nor known to be
 * equivalent.
 *
 * Mutants with the same code count once: the first one counts, the others are duplicates.
 */
import type { GeneratedMutant } from './generated-mutant.ts'
import { codeHashOf, type MutantResult } from './result.ts'
import type { Survivor } from './survivors.ts'

/** A mutant with what became of it. */
export interface JudgedMutant {
  readonly mutant: GeneratedMutant
  readonly result: MutantResult
  readonly status: 'killed' | 'survived' | 'equivalent' | 'invalid' | 'same-code' | 'duplicate'
}

export interface Score {
  readonly generated: number
  readonly killed: number
  readonly survived: number
  readonly equivalent: number
  /** Invalid, same code or duplicates. */
  readonly discarded: number
  /** Kills by stage. */
  readonly byStage: Readonly<Record<string, number>>
}

/** Joins mutants, results and the list of survivors. Mutants without a result are left out. */
export function judgedMutants(
  mutants: readonly GeneratedMutant[],
  results: ReadonlyMap<string, MutantResult>,
  survivors: readonly Survivor[],
): readonly JudgedMutant[] {
  const equivalent = new Set(survivors.flatMap(({ id, verdict }) => (verdict === 'equivalent' ? [id] : [])))
  const codes = new Set<string>()
  return mutants.flatMap((mutant) => {
    const result = results.get(mutant.id)
    if (result === undefined) return []
    const code = codeHashOf(result)
    const isDuplicate = code !== undefined && codes.has(code)
    if (code !== undefined) codes.add(code)
    const isEquivalent = result.outcome === 'survived' && equivalent.has(mutant.id)
    const status = isDuplicate ? 'duplicate' : isEquivalent ? 'equivalent' : result.outcome
    return [{ mutant, result, status }]
  })
}

export function scoreOf(judged: readonly JudgedMutant[]): Score {
  const count = (...statuses: readonly JudgedMutant['status'][]): number =>
    judged.filter(({ status }) => statuses.includes(status)).length
  const byStage: Record<string, number> = {}
  for (const { status, result } of judged)
    if (status === 'killed') byStage[result.stage!] = (byStage[result.stage!] ?? 0) + 1
  return {
    generated: judged.length,
    killed: count('killed'),
    survived: count('survived'),
    equivalent: count('equivalent'),
    discarded: count('invalid', 'same-code', 'duplicate'),
    byStage,
  }
}

/** Killed over killed and survived, from 0 to 1; undefined if there are none. */
export function shareKilled({ killed, survived }: Score): number | undefined {
  return killed + survived === 0 ? undefined : killed / (killed + survived)
}

/** Equivalent mutants over all that are not discarded, from 0 to 1. */
export function shareEquivalent({ killed, survived, equivalent }: Score): number {
  const all = killed + survived + equivalent
  return all === 0 ? 0 : equivalent / all
}

/** Scores by group, in the order in which the groups appear. */
export function scoresBy(
  judged: readonly JudgedMutant[],
  groupOf: (mutant: GeneratedMutant) => string,
): ReadonlyMap<string, Score> {
  const groups = new Map<string, JudgedMutant[]>()
  for (const each of judged) {
    const name = groupOf(each.mutant)
    groups.set(name, [...(groups.get(name) ?? []), each])
  }
  return new Map([...groups].map(([name, members]) => [name, scoreOf(members)]))
}

export interface KillTimes {
  readonly kills: number
  readonly median: number
  readonly p95: number
  readonly max: number
}

/** Kill times of a stage in one unit; undefined if it killed nothing that it measured. */
export function killTimes(
  judged: readonly JudgedMutant[],
  stage: string,
  unit: 'actions' | 'cpuSeconds',
): KillTimes | undefined {
  const times = judged
    .flatMap(({ status, result: { verdicts } }) => {
      const verdict = verdicts[stage]
      const time = verdict?.verdict === 'killed' ? verdict[unit] : undefined
      return status === 'killed' && time !== undefined ? [time] : []
    })
    .toSorted((a, b) => a - b)
  if (times.length === 0) return undefined
  // Nearest rank: the least value that a share of all values does not exceed.
  const rank = (share: number): number => times[Math.ceil(share * times.length) - 1]!
  return { kills: times.length, median: rank(0.5), p95: rank(0.95), max: times.at(-1)! }
}
