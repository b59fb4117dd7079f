/**
 * Repairs: the repaired readings hold in the same search, and the counterexample of the original is the same
 * on the repaired contracts and model. The full suite compares the two in lockstep.
 */
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../src/claims/claims.ts'
import type { Claim, Search } from '../../src/claims/claim.ts'
import { DEPLOYMENT } from '../../src/claims/deployment.ts'
import { counterexamplesOf, evaluate, verdictText, type Verdict } from '../../src/claims/evaluate.ts'
import { editsOf, readDiff, repairedBuild, repairedRules, REPAIRS } from '../../src/claims/repairs.ts'
import { replay } from '../../src/lockstep/compare/replay.ts'
import { RULES, type Rules } from '../../src/lockstep/compare/rules.ts'
import { call } from '../../src/model/interface/action.ts'
import type { FunctionName } from '../../src/model/interface/functions.ts'
import { Facts } from '../../src/claims/step.ts'

function verdictOf(rules: Rules, claim: number, name: string, shrinks = false): Verdict {
  const whole: Claim = CLAIMS.find(({ number }) => number === claim)!
  const readings = whole.readings.filter((reading): reading is Search => reading.name === name)
  return evaluate({ ...whole, readings }, { seed: 1n, rules, shrinks }).readings[0]!.verdict
}

/** Readings that compare with what happens without some calls, where the repair makes the difference. */
const COMPARED: Readonly<Record<string, readonly FunctionName[]>> = {
  '4 never-less': ['amt.burn', 'burnVault.backingWithdraw'],
}

describe.each(REPAIRS)('the repair $name', (repair) => {
  test.each(repair.readings)(
    'makes claim $claim $name hold without an assumption',
    async ({ claim, name }) => {
      const rules = (await repairedRules(repair))!
      expect(verdictText(verdictOf(RULES, claim, name))).toMatch(/^(fails|holds if)/)
      expect(verdictText(verdictOf(rules, claim, name))).toBe('holds')
    },
  )

  test.each(repair.readings)(
    'turns the story of claim $claim $name into one on both sides',
    async ({ claim, name }) => {
      const rules = (await repairedRules(repair))!
      const [counterexample] = counterexamplesOf(verdictOf(RULES, claim, name, true))
      const build = repairedBuild(repair)
      const { divergences } = await replay(DEPLOYMENT, counterexample!.actions, { build, rules })
      expect(divergences).toBe(0)
      // The original contracts take another course than the repaired model.
      const without = COMPARED[`${claim} ${name}`] ?? []
      const differing = counterexample!.actions.filter(
        (action) => !('call' in action && without.includes(action.call)),
      )
      expect((await replay(DEPLOYMENT, differing, { rules })).divergences).toBe(1)
    },
  )

  test('changes contracts and model', () => {
    const { contracts, model } = editsOf(repair)
    expect(contracts.length).toBeGreaterThan(0)
    expect(model.length).toBeGreaterThan(0)
  })
})

test.each([
  ['no-redemption-for-nothing', 35, 'never-reverts'],
  ['holders-only-airdrop', 18, 'list-of-people'],
  ['holders-only-airdrop', 19, 'list-of-people'],
])('the repair %s costs claim %i %s, as it says', async (name, claim, reading) => {
  const rules = (await repairedRules(REPAIRS.find((repair) => repair.name === name)!))!
  expect(verdictText(verdictOf(RULES, claim, reading))).not.toBe('fails')
  expect(verdictText(verdictOf(rules, claim, reading))).toBe('fails')
})

test('an emission with its deposit keeps the rate, and one without BTCB reverts', async () => {
  const rules = (await repairedRules(REPAIRS.find(({ name }) => name === 'matched-emission')!))!
  const mint = call('owner', 'master.mintMaster', { account: 'alice', amount: 10n })
  const funded = new Facts(rules, rules.deployEconomy(DEPLOYMENT)).after([
    mint,
    call('binance', 'btcb.mint', { amount: 17n }),
    call('binance', 'btcb.transfer', { to: 'burnVault', amount: 7n }),
  ])
  expect(funded.after([mint]).supply()).toBe(10n)
  const deposited = funded.after([
    call('binance', 'btcb.transfer', { to: 'owner', amount: 10n }),
    call('owner', 'btcb.approve', { spender: 'master', amount: 10n }),
    call('owner', 'master.mintMaster', { account: 'alice', amount: 3n }),
  ])
  // 3 of 10 base units need 2.1 of the RCL's 7, rounded up.
  expect([deposited.supply(), deposited.backing(), deposited.balance('btcb', 'owner')]).toEqual([
    13n,
    10n,
    7n,
  ])
})

test('a difference is read hunk by hunk', () => {
  const text =
    '--- a/one.sol\n+++ b/one.sol\n@@\n a\n-b\n+c\n@@\n d\n+e\n--- a/two.ts\n+++ b/two.ts\n@@\n-f\n+g\n'
  expect(readDiff(text, 'test')).toEqual([
    { purpose: 'test', source: 'one.sol', find: 'a\nb', replace: 'a\nc' },
    { purpose: 'test', source: 'one.sol', find: 'd', replace: 'd\ne' },
    { purpose: 'test', source: 'two.ts', find: 'f', replace: 'g' },
  ])
})
