/** Causes: findings of one defect are linked, and of two defects they are not. */
import { describe, expect, it } from 'vitest'
import { groupsOf } from '../../../src/audit/causes/groups.ts'
import { linksOf, type Link } from '../../../src/audit/causes/links.ts'
import { Census } from '../../../src/audit/census/census.ts'
import { findingsOf, ranked, type Finding } from '../../../src/audit/finding.ts'
import { propertyFinding } from '../../../src/audit/properties/property-finding.ts'
import { claimsArePaid } from '../../../src/audit/properties/liveness.ts'
import { play } from '../../../src/audit/properties/play.ts'
import type { Build } from '../../../src/evm/build.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { WRONG_BUILDS } from '../builds/index.ts'
import { buildOfBoth, PAIRS } from '../builds/pairs.ts'
import { buildOf, minted, ONE, paid, trusts } from '../builds/wrong-build.ts'
import { defective } from '../defects.ts'

function findingsIn(build: Build, ...lists: readonly (readonly Action[])[]): readonly Finding[] {
  const census = new Census({ build })
  for (const actions of lists) census.runActions('below', actions)
  return findingsOf({ build }, census)
}

const counter = buildOf(WRONG_BUILDS.find(({ name }) => name.startsWith('the units that have claimed'))!)

/** What a counter of 80 bits makes revert: two kinds of claims, and what a vault does with them. */
const claims: readonly Action[] = [
  minted('alice', 1_000_000n * ONE),
  minted('bruno', 800_000n * ONE),
  trusts('bruno', 'amt', 'stakingVault'),
  call('bruno', 'stakingVault.deposit', { amount: 600_000n * ONE }),
  ...paid(ONE),
  call('alice', 'master.charge', { snapId: 1n }),
  call('carmen', 'stakingVault.harvest', { upTo: 1n }),
  call('bruno', 'stakingVault.withdraw', { amount: ONE }),
  minted('diego', 900_000n * ONE),
  minted('elena', 900_000n * ONE),
  ...paid(ONE),
  call('diego', 'master.charge', { snapId: 2n }),
  call('elena', 'master.charge', { snapId: 2n }),
  call('elena', 'master.chargeFromTo', { from: 2n, to: 2n }),
]

describe('one defect', () => {
  const findings = findingsIn(counter, claims)
  const links = linksOf({ build: counter }, findings)
  const [group, ...rest] = groupsOf(findings, links)

  it('has one group, told by its worst finding, with all others in one line each', () => {
    expect(findings.length).toBeGreaterThanOrEqual(4)
    expect(rest).toEqual([])
    expect(group!.representative).toBe(findings[0])
    expect(group!.others.map(({ finding }) => finding)).toEqual(findings.slice(1))
  })

  it('says which call within an action differs by itself', () => {
    const { because } = links.find(({ of }) => of.startsWith('stakingVault.'))!
    expect(because).toMatch(
      /^within it, stakingVault calls master\.chargeFromTo, which differs by itself \(master\.chargeFromTo: /,
    )
  })

  it('says which branch of which code reverts in both', () => {
    const told = links.map(({ because }) => because)
    expect(
      told.some((each) => /^the same branch of the code of master reverts \(before byte \d+\)/.test(each)),
    ).toBe(true)
  })

  it('takes a property with it that breaks by it', () => {
    const story = [minted('alice', 700_000n * ONE), minted('bruno', 800_000n * ONE), ...paid(ONE)]
    const played = play(counter, 'below', story, [claimsArePaid])
    const [broken] = played.broken
    const property = propertyFinding({ build: counter }, { ...played, ...broken!, foundAfter: 1 })
    const all = ranked([...findings, property])
    const groups = groupsOf(all, linksOf({ build: counter }, all))
    expect(groups).toHaveLength(1)
    const member = groups[0]!.others.find(({ finding }) => finding.kind === 'property')
    expect(member?.because).toContain("everybody's exits from where its story ends show master.chargeFromTo")
  })
})

describe('two defects', () => {
  const build = defective('anybody sets the fee', 'redemptions round up', 'a payment of 100 passes')
  const findings = findingsIn(build, [
    call('alice', 'market.setFee', { fee: 7n }),
    minted('alice', 3n * ONE),
    minted('bruno', 4n * ONE),
    ...paid(5n * ONE, 60n),
    call('payer', 'btcb.approve', { spender: 'master', amount: 100n }),
    call('binance', 'btcb.mint', { amount: 100n }),
    call('binance', 'btcb.transfer', { to: 'payer', amount: 100n }),
    call('payer', 'master.payRent', { amountBtcb: 100n, vaultParticipation: 0n }),
    trusts('alice', 'amt', 'burnVault'),
    call('alice', 'burnVault.backingWithdraw', { amount: ONE }),
  ])

  it('have a group each', () => {
    expect(findings).toHaveLength(3)
    expect(linksOf({ build }, findings)).toEqual([])
  })
})

describe.each(PAIRS)('two defects of one function, $name', (pair) => {
  const build = buildOfBoth(pair)
  const findings = findingsIn(build, ...pair.defects.map(({ trigger }) => trigger))

  it('have a group each', () => {
    expect(findings.map(({ signature }) => signature.split(':')[0])).toEqual(pair.defects.map(({ fn }) => fn))
    expect(linksOf({ build }, findings)).toEqual([])
  })
})

it('groups what remains of findings when some are accepted', () => {
  const finding = (signature: string, rank: number): Finding => ({ signature, rank }) as Finding
  const [a, b, c] = [finding('a', 1), finding('b', 2), finding('c', 3)]
  const links: readonly Link[] = [
    { of: 'b', to: 'gone', because: 'x' },
    { of: 'c', to: 'a', because: 'y' },
  ]
  expect(groupsOf([a!, b!, c!], links)).toEqual([
    { representative: a, others: [{ finding: c, to: a, because: 'y' }] },
    { representative: b, others: [] },
  ])
})
