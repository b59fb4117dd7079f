/** The audit of one wrong build within the quick budget; all of them: `audits.full.test.ts`. */
import { expect, it } from 'vitest'
import { runCampaign } from '../../../src/audit/census/campaign.ts'
import { findingsOf } from '../../../src/audit/finding.ts'
import { WRONG_BUILDS } from './index.ts'
import { buildOf } from './wrong-build.ts'

it('finds that a purchase is delivered without payment, and tells it in a few actions', () => {
  const wrong = WRONG_BUILDS.find(({ name }) => name === 'a purchase is delivered whether it is paid or not')!
  const setup = { build: buildOf(wrong) }
  const [first] = findingsOf(setup, runCampaign(setup, { budget: 800, seed: 1 }).census)
  expect(first).toMatchObject({ rank: 1, severity: 'value', needsPrivilege: false })
  expect(first!.signature).toMatch(
    /^market\.buy: the model reverts Insufficient(Allowance|Balance), the chain does it$/,
  )
  expect(
    first!.effects.some(({ account, coin, amount }) => account === 'market' && coin === 'amt' && amount < 0n),
  ).toBe(true)
})
