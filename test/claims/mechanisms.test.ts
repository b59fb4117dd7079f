/**
 * Breaks each mechanism in a mutant of the model: exactly the readings that declare it get another verdict.
 */
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../src/claims/claims.ts'
import { evaluate, verdictText } from '../../src/claims/evaluate.ts'
import { MECHANISMS, type Mechanism } from '../../src/claims/mechanisms.ts'
import { RULES, type Rules } from '../../src/lockstep/compare/rules.ts'
import { mutatedRules } from '../../src/lockstep/mutation/mutated-model.ts'

/** One edit of the model for each mechanism. */
const BROKEN: Readonly<Record<Mechanism, { source: string; find: string; replace: string }>> = {
  'redemption-rounds-down': {
    source: 'src/model/contracts/burn-vault.ts',
    find: 'return proRataDown(backing, amount, supply)',
    replace: 'return ((backing * amount + supply - 1n) / supply) as Btcb',
  },
  'redemption-burns': {
    source: 'src/model/contracts/burn-vault.ts',
    find: "burnFrom(step, 'amt', 'burnVault', by, amount)",
    replace: "if (balanceOf(state, 'amt', by) < amount) throw new NoSupply()",
  },
  cap: {
    source: 'src/model/contracts/amt.ts',
    find: "if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()",
    replace: "if (amount > CAP && totalSupply(step.state, 'amt') > CAP) throw new CapExceeded()",
  },
  'claimed-once': {
    source: 'src/model/contracts/master/claims.ts',
    find: 'if (isMade(open.made, snapId)) throw new AlreadyCharged()',
    replace: '',
  },
  'claim-rounds-down': {
    source: 'src/model/contracts/master/claims.ts',
    find: 'const amount = proRataDown(pot, units, claimable)',
    replace: 'const amount = (pot * units / claimable + 2n) as Btcb',
  },
  'open-burn': {
    source: 'src/model/contracts/amt.ts',
    find: "destroy(step, 'amt', by, amount)",
    replace: "onlyTokenOwner(step, 'amt', by)\n  destroy(step, 'amt', by, amount)",
  },
}

const SEED = 1n

/** Verdicts by claim and reading. Studies run on scenarios and not on given rules. */
function verdicts(rules: Rules): ReadonlyMap<string, string> {
  const claims = CLAIMS.map((claim) => ({
    ...claim,
    readings: claim.readings.filter(({ by }) => by !== 'study'),
  }))
  return new Map(
    claims.flatMap((claim) =>
      evaluate(claim, { seed: SEED, rules, shrinks: false }).readings.map(
        ({ reading, verdict }) => [`${claim.number} ${reading.name}`, verdictText(verdict)] as const,
      ),
    ),
  )
}

describe('each mechanism', () => {
  const sound = verdicts(RULES)

  test.each(Object.keys(MECHANISMS) as Mechanism[])(
    '%s turns exactly the readings that rest on it',
    async (name) => {
      const broken = verdicts(await mutatedRules({ ...BROKEN[name], purpose: name }))
      const turned = [...sound].flatMap(([key, verdict]) => (broken.get(key) === verdict ? [] : [key]))
      const declared = CLAIMS.flatMap(({ number, readings }) =>
        readings.filter(({ restsOn }) => restsOn.includes(name)).map((each) => `${number} ${each.name}`),
      )
      expect(declared.length).toBeGreaterThan(0)
      expect(turned).toEqual(declared)
    },
  )
})
