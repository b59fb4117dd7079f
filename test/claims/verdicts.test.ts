/**
 * Verdicts: every kind is found, two seeds agree, and counterexamples are minimal and shown by the contracts.
 */
import { describe, expect, test } from 'vitest'
import { call } from '../../src/model/interface/action.ts'
import type { Claim, Search } from '../../src/claims/claim.ts'
import { CLAIMS, STATEMENTS } from '../../src/claims/claims.ts'
import { confirm } from '../../src/claims/confirm.ts'
import { counterexamplesOf, evaluate, verdictText, type Verdict } from '../../src/claims/evaluate.ts'
import { redemptionKeepsRate } from '../../src/claims/proof/lemmas/redemption.ts'
import { changedBuild } from '../../src/evm/build.ts'

const exact = CLAIMS.map((claim) => ({
  ...claim,
  readings: claim.readings.filter(({ by }) => by !== 'study'),
}))

/** Verdicts by claim and reading. */
const verdictsAt = (seed: bigint): ReadonlyMap<string, Verdict> =>
  new Map(
    exact.flatMap((claim) =>
      evaluate(claim, { seed, shrinks: false }).readings.map(
        ({ reading, verdict }) => [`${claim.number} ${reading.name}`, verdict] as const,
      ),
    ),
  )

const found = verdictsAt(2n)
const textsOf = (verdicts: ReadonlyMap<string, Verdict>): readonly string[] =>
  [...verdicts].map(([name, verdict]) => `${name}: ${verdictText(verdict)}`)

const claimOf = (search: Search): Claim => ({ ...CLAIMS[0]!, number: 99, readings: [search] })
const verdictOf = (search: Search): Verdict =>
  evaluate(claimOf(search), { seed: 7n, cases: 50 }).readings[0]!.verdict
const numbered = (number: number): Claim => CLAIMS.find((claim) => claim.number === number)!

describe('the list of claims', () => {
  test('has the numbers from 1 to 45, ascending, and distinct names of readings', () => {
    const numbers = CLAIMS.map(({ number }) => number)
    expect(numbers).toEqual(Array.from({ length: STATEMENTS }, (_, index) => index + 1))
    for (const { readings } of CLAIMS) {
      const names = readings.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  test('has a claim for each kind of verdict', () => {
    const kinds = new Set([...found.values()].map(({ is }) => is))
    expect([...kinds].toSorted()).toEqual(
      ['fails', 'figures', 'holds', 'holds if', 'partly testable', 'proved'].toSorted(),
    )
  })
})

describe('verdicts', () => {
  test('are equal for two seeds', () => expect(textsOf(found)).toEqual(textsOf(verdictsAt(20230712n))))

  const base = numbered(42).readings[0] as Search

  test('of a property that nothing violates is that it holds, with the number of cases', () => {
    expect(verdictOf({ ...base, violation: () => undefined })).toMatchObject({ is: 'holds', cases: 50 })
  })

  test('leave out an assumption that is not needed, and keep a counterexample for one that is', () => {
    const verdict = verdictOf({
      ...base,
      assumptions: [
        { name: 'nothing', text: 'nothing is assumed', permits: () => true },
        {
          name: 'no-burn',
          text: 'nobody burns',
          permits: (action) => !('call' in action) || action.call !== 'amt.burn',
        },
      ],
    })
    expect(verdictText(verdict)).toBe('holds if nobody burns')
    expect(counterexamplesOf(verdict)).toHaveLength(1)
  })

  test('are no proofs by a lemma that the solver was not asked about, or that has a counterexample', () => {
    const proved = redemptionKeepsRate
    expect(verdictOf({ ...base, violation: () => undefined, proof: proved }).is).toBe('proved')
    const changed = { ...proved, concludes: ['(V-p)*S > V*(S-a)'] }
    expect(verdictOf({ ...base, violation: () => undefined, proof: changed }).is).toBe('holds')
    expect(verdictOf({ ...base, proof: proved }).is).toBe('fails')
  })
})

describe('a counterexample', () => {
  const foundIn = (number: number, name: string): ReturnType<typeof counterexamplesOf>[number] => {
    const { readings } = evaluate(numbered(number), { seed: 1n })
    return counterexamplesOf(readings.find(({ reading }) => reading.name === name)!.verdict)[0]!
  }

  test('is the smallest: one base unit, issued and burnt by its holder', () => {
    const { actions } = foundIn(42, 'only-the-owner')
    const by = (actions[1] as { by: string }).by
    expect(actions).toEqual([
      call('owner', 'master.mintMaster', { account: by, amount: 1n }),
      call(by, 'amt.burn', { amount: 1n }),
    ])
  })

  test('ends with the further actions that show it, and they are replayed too', async () => {
    const { actions, outcomes } = foundIn(36, 'the-next-get-the-same')
    expect(actions.at(-1)).toMatchObject({ call: 'burnVault.backingWithdraw' })
    expect(outcomes).toHaveLength(actions.length)
    expect(outcomes.at(-1)!.ok).toBe(true)
  })

  test('is shown by the compiled contracts and EthereumJS, and not by contracts that differ', async () => {
    const counterexample = foundIn(5, 'nothing-lowers')
    expect(await confirm(counterexample)).toMatchObject({ isConfirmed: true, difference: undefined })
    expect((await confirm(counterexample)).messages).toBeGreaterThan(0)
    const other = changedBuild('mints half', {
      edits: [
        {
          purpose: 'mints half',
          source: 'contracts/AutoMiningToken.sol',
          find: '_mint(to, amount)',
          replace: '_mint(to, amount / 2)',
        },
      ],
    })
    expect((await confirm(counterexample, other)).isConfirmed).toBe(false)
  })
})
