/** Consequences in words: who is not covered, what is frozen, and what comes to nothing. */
import { describe, expect, it } from 'vitest'
import { Census } from '../../../src/audit/census/census.ts'
import { findingsOf, type Finding } from '../../../src/audit/finding.ts'
import { findingText, seenText } from '../../../src/audit/report/finding-text.ts'
import { shortfallsIn } from '../../../src/audit/worth/shortfalls.ts'
import { askChain } from '../../../src/audit/worth/net-worth.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { WRONG_BUILDS } from '../builds/index.ts'
import { buildOf } from '../builds/wrong-build.ts'

function findingOf(name: string): Finding {
  const wrong = WRONG_BUILDS.find((each) => each.name === name)!
  const setup = { build: buildOf(wrong) }
  const census = new Census(setup)
  census.runActions('below', wrong.trigger)
  return findingsOf(setup, census).find(({ signature }) => signature.startsWith(wrong.fn))!
}

describe('a finding', () => {
  const unpaid = findingOf('liquidity is added whether its BTCB came or not')
  const frozen = findingOf('a harvest that is done blocks a withdrawal')

  it('names whose claims are no longer covered, and not only the contract', () => {
    const [{ debtor, coin, missing, claimants }] = unpaid.shown.shortfalls as [
      (typeof unpaid.shown.shortfalls)[0],
    ]
    expect([debtor, coin]).toEqual(['master', 'btcb'])
    expect(missing).toBeGreaterThan(0n)
    expect(claimants.length).toBeGreaterThan(0)
    expect(findingText(unpaid)).toMatch(/Claims of \w+ \(.* BTCB\).* at Master are not covered: .* missing\./)
  })

  it('lists the exits that it makes revert, and what is lost by them', () => {
    const text = findingText(frozen)
    expect(text).toMatch(/If everybody claims, withdraws and redeems then, at the end, against the model:/)
    expect(text).toMatch(/These exits revert in the audited contracts, a day later as well/)
    expect(text).toMatch(/Alice withdraws .* AMT from the staking vault: NothingToHarvest/)
  })

  it('says what its percentages are of', () => {
    expect(findingText(frozen)).toMatch(/\d% of all that people and contracts of this story own, in BTCB\./)
    const worst = { weight: 0.25, coin: 'btcb', effects: [] } as const
    expect(seenText({ ...frozen, count: 3, foundAfter: 7, worst })).toBe(
      'seen 3 times, first after 7 actions; in the worst of these cases, 25.0% of all BTCB moved',
    )
  })
})

it('counts as shortfall only what the model does not lack as well', () => {
  const { chain, start } = deployedChainOf(projectBuild(), 'below')
  chain.rewind(start)
  const lacking = (amount: bigint) => (view: { readonly on: string; readonly fn: string }) =>
    view.on === 'stakingVault' && view.fn === 'depositOf' ? amount : undefined
  const told = shortfallsIn(lacking(5n), lacking(3n), ['alice'])
  expect(told.map(({ debtor, missing }) => [debtor, missing])).toEqual([
    ['stakingVault', (told[0]!.claimants.reduce((sum, { amount }) => sum + amount, 0n) * 2n) / 5n],
  ])
  expect(shortfallsIn(lacking(5n), lacking(5n), ['alice'])).toEqual([])
  expect(shortfallsIn(askChain(chain), askChain(chain), ['alice'])).toEqual([])
})
