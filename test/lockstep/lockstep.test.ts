/**
 * The lockstep suite. Its size and seed can be set: LOCKSTEP_SEQUENCES, LOCKSTEP_SEED, LOCKSTEP_PATH (one
 * sequence of a seed again).
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { DEFAULTS, runLockstep, type LockstepReport } from '../../src/lockstep/lockstep.ts'
import {
  coverageGapText,
  coverageGaps,
  rarest,
  rarityText,
  coverageTable,
} from '../../src/lockstep/report/coverage.ts'
import { rarestStates, stateGaps, type StateCounts } from '../../src/lockstep/report/states.ts'

const { LOCKSTEP_SEQUENCES, LOCKSTEP_SEED, LOCKSTEP_PATH } = process.env
const seed = Number(LOCKSTEP_SEED ?? DEFAULTS.seed)
const sequences = Number(LOCKSTEP_SEQUENCES ?? DEFAULTS.sequences)

/** A part of the run cannot reach everything; only a full one is held to it. */
const isWhole = LOCKSTEP_PATH === undefined && sequences >= DEFAULTS.sequences

/** The weights of the commands give each outcome at least ten; half leaves a margin for other weights. */
const SEVERAL = 5

/** States with their counts, rarest first, of those that were reached fewer times than `limit`. */
function statesBelow(states: StateCounts, limit = Infinity): readonly string[] {
  return rarestStates(states)
    .filter(([, count]) => count < limit)
    .map(([name, count]) => `${name} ${count}`)
}

describe('model and contracts in lockstep', () => {
  let report: LockstepReport

  beforeAll(async () => {
    const path = LOCKSTEP_PATH === undefined ? {} : { path: LOCKSTEP_PATH }
    report = await runLockstep({ seed, sequences, ...path })
    const { actions, answers, crossChecked, canaries } = report
    process.stdout.write(
      `\n${coverageTable(report.coverage)}\n\nrarest: ${rarest(report.coverage).slice(0, 10).map(rarityText).join(', ')}\n` +
        `rarest states: ${statesBelow(report.states).slice(0, 12).join(', ')}\n\n` +
        `${report.sequences} sequences, ${actions} actions, ${answers} answers compared, seed ${seed}; ` +
        `${crossChecked.sequences} sequences (${crossChecked.messages} messages) run on EthereumJS too; ` +
        `canaries caught in sequence ${canaries.mutant} (mutant) and ${canaries.invariant} (invariant)\n`,
    )
  }, 900_000)

  it('agrees on every outcome, event and answer, and breaks no invariant on either side', () => {
    expect(report.failure?.text).toBeUndefined()
    if (LOCKSTEP_PATH === undefined) expect(report.sequences).toBe(sequences)
  })

  it('catches its canaries: a mutant and a false invariant', () => {
    expect(report.canaries.mutant).toBeGreaterThan(0)
    expect(report.canaries.invariant).toBeGreaterThan(0)
  })

  it('gives the same receipts and storage on EthereumJS', () => {
    expect(report.crossChecked.differences).toEqual([])
    expect(report.crossChecked.sequences).toBeGreaterThan(0)
    expect(report.crossChecked.messages).toBeGreaterThan(0)
  })

  it.runIf(isWhole)('covers every function and every expected revert, and no other', () => {
    expect(coverageGaps(report.coverage).map(coverageGapText)).toEqual([])
  })

  it.runIf(isWhole)('reaches every abstract state, each several times', () => {
    expect(stateGaps(report.states)).toEqual([])
    expect(statesBelow(report.states, SEVERAL)).toEqual([])
  })

  it.runIf(isWhole)('reaches none of them by chance alone, but each several times', () => {
    expect(
      rarest(report.coverage)
        .filter(({ count }) => count < SEVERAL)
        .map(rarityText),
    ).toEqual([])
  })
})
