/**
 * The lockstep suite, at any size. LOCKSTEP_SEED sets the seed; LOCKSTEP_PATH repeats one sequence of a seed.
 *
 * Tables go to `out/lockstep-tests.txt`, so that a failure is the last thing on the screen.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/lockstep/corpus/corpus.ts'
import { DEFAULTS, runLockstep, type LockstepReport } from '../../src/lockstep/lockstep.ts'
import {
  coverageGapText,
  coverageGaps,
  rarest,
  rarityText,
  coverageTable,
} from '../../src/lockstep/report/coverage.ts'
import { rarestStates, stateGaps, type StateCounts } from '../../src/lockstep/report/states.ts'

const { LOCKSTEP_SEED, LOCKSTEP_PATH } = process.env
const seed = Number(LOCKSTEP_SEED ?? DEFAULTS.seed)

/** The weights of the commands give each outcome at least ten; half leaves a margin for other weights. */
const SEVERAL = 5

/** States with their counts, rarest first, of those that were reached fewer times than `limit`. */
function statesBelow(states: StateCounts, limit = Infinity): readonly string[] {
  return rarestStates(states)
    .filter(([, count]) => count < limit)
    .map(([name, count]) => `${name} ${count}`)
}

/** Coverage, and the rarest outcomes and states. */
function tablesOf({ coverage, states }: LockstepReport): string {
  const outcomes = rarest(coverage).slice(0, 10).map(rarityText).join(', ')
  const rareStates = statesBelow(states).slice(0, 12).join(', ')
  return `${coverageTable(coverage)}\n\nrarest: ${outcomes}\nrarest states: ${rareStates}\n`
}

function summaryOf({ corpus, sequences, actions, answers, crossChecked, canaries }: LockstepReport): string {
  return (
    `corpus: ${corpus.entries} entries, ${corpus.actions} actions; ${sequences} sequences, ${actions} actions; ` +
    `${answers} answers compared, seed ${seed}; ` +
    `${crossChecked.sequences} runs (${crossChecked.messages} messages) on EthereumJS too; ` +
    `canaries caught in run ${canaries.mutant} (mutant) and ${canaries.invariant} (invariant)`
  )
}

/** Registers the suite. */
export function lockstepTests(sequences: number): void {
  describe('model and contracts in lockstep', () => {
    let report: LockstepReport
    /** A part of the run cannot reach everything; only a whole one is held to it. */
    const isWhole = LOCKSTEP_PATH === undefined && sequences >= DEFAULTS.sequences

    beforeAll(async () => {
      const path = LOCKSTEP_PATH === undefined ? {} : { path: LOCKSTEP_PATH }
      report = await runLockstep({ seed, sequences, ...path })
      mkdirSync('out', { recursive: true })
      writeFileSync('out/lockstep-tests.txt', tablesOf(report))
      process.stdout.write(`${summaryOf(report)}\n`)
    }, 900_000)

    it('agrees on every outcome, event and answer, and breaks no invariant on either side', () => {
      expect(report.failure?.text).toBeUndefined()
      if (LOCKSTEP_PATH !== undefined) return
      expect(report.sequences).toBe(sequences)
      expect(report.corpus.entries).toBe(loadCorpus().length)
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
}
