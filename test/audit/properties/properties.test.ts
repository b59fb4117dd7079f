/**
 * Properties beyond equality: the project's own contracts keep them, but for what the whitepaper's design
 * breaks, and each is broken by a wrong build.
 */
import { describe, expect, it } from 'vitest'
import { propertyFinding } from '../../../src/audit/properties/property-finding.ts'
import { PROBES, PROPERTIES } from '../../../src/audit/properties/properties.ts'
import { play } from '../../../src/audit/properties/play.ts'
import { watch } from '../../../src/audit/properties/watch.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Token } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { WRONG_BUILDS } from '../builds/index.ts'
import { buildOf, given, minted, ONE, paid, provided, trusts } from '../builds/wrong-build.ts'

const BEYOND = PROPERTIES.filter((property) => !(INVARIANTS as readonly unknown[]).includes(property))

/** Statements of the whitepaper by whose design a property fails. */
const BY_DESIGN = {
  'payments-reach-somebody': 31,
  'pool-is-not-below-the-floor': 39,
  'market-is-not-below-the-pool': 32,
}

const FOREVER = 2n ** 60n
const straight = (by: string, a: Token, b: Token, amountA: bigint, amountB: bigint): readonly Action[] => [
  trusts(by, a, 'router'),
  trusts(by, b, 'router'),
  call(by, 'router.addLiquidity', {
    tokenA: a,
    tokenB: b,
    amountADesired: amountA,
    amountBDesired: amountB,
    amountAMin: 0n,
    amountBMin: 0n,
    to: by,
    deadline: FOREVER,
  }),
]

/** States of the project's own contracts that break a property. */
const DESIGNED: Readonly<Record<keyof typeof BY_DESIGN, readonly Action[]>> = {
  'payments-reach-somebody': [
    minted('alice', 2n * ONE),
    ...given('btcb', 'alice', ONE),
    ...straight('alice', 'amt', 'btcb', ONE, ONE),
    ...paid(ONE),
  ],
  // 0.01 BTCB for an AMT in the pool, about 0.1 at the RCL.
  'pool-is-not-below-the-floor': [
    ...provided('alice', 100n * ONE, ONE),
    ...given('btcb', 'burnVault', 10n * ONE),
    minted('bruno', ONE),
  ],
  // 1.50 USDT for an AMT at the Market, 10 in the pool.
  'market-is-not-below-the-pool': [
    ...provided('alice', 100n * ONE, 100n * ONE),
    ...given('btcb', 'bruno', 100n * ONE),
    ...given('usdt', 'bruno', 1000n * ONE),
    ...straight('bruno', 'btcb', 'usdt', 100n * ONE, 1000n * ONE),
    minted('market', 100n * ONE),
  ],
}

/** A build that breaks the property, and after how many actions of its trigger. */
const BROKEN_BY: Readonly<Record<string, readonly [build: string, actions?: number]>> = {
  'nobody-spends-for-others': ["a removal burns the owner's liqAMT"],
  'payments-are-credited': ['a pot has 64 bits'],
  'claims-are-paid': ['liquidity is added whether its BTCB came or not'],
  'everybody-can-exit': ['the minimums of a removal ignore the protocol fee', -1],
  'outsiders-cannot-block': ['a harvest that is done blocks a withdrawal', -2],
  'equal-stakes-earn-equally': ['a settlement leaves out its first payment', 0],
  'only-holders-of-the-time-earn': ['claims go by the balance of today', 0],
  'gifts-change-no-share': ["a deposit is credited by its part of the vault's balance", -3],
  'assets-cover-entitlements': ['liquidity is added whether its BTCB came or not'],
  'nothing-for-nothing': ['a deposit has 80 bits', 0],
  'no-free-profit': ['a sale pays the fee on top', -1],
}

describe("the project's own contracts", () => {
  const { broken, unwatched, actions } = watch({
    build: projectBuild(),
    properties: BEYOND,
    budget: 1500,
    seed: 1,
    maxActions: 60,
    corpus: [],
  })

  it('keep every property that the design does not break', () => {
    expect(actions).toBeGreaterThanOrEqual(1500)
    expect(
      broken.map(({ property }) => property.name).filter((name) => !Object.hasOwn(BY_DESIGN, name)),
    ).toEqual([])
    expect(unwatched).toEqual([])
  })

  it.each(Object.entries(DESIGNED))('break "%s" by design', (name, actions) => {
    const property = BEYOND.find((each) => each.name === name)!
    const played = play(projectBuild(), 'below', actions, [property])
    expect(played.broken.length).toBe(1)
    const example = { ...played, ...played.broken[0]!, foundAfter: 1 }
    const { claim, shown, isShrunk } = propertyFinding({ build: projectBuild() }, example)
    // It is accepted and not told, so it is not shrunk.
    expect(isShrunk).toBe(false)
    expect(claim).toBe(BY_DESIGN[name as keyof typeof BY_DESIGN])
    // Model and contracts do the same.
    expect(shown.worth.changes).toEqual([])
  })
})

it('are each broken by a wrong build, or by the design', () => {
  expect(Object.keys({ ...BROKEN_BY, ...BY_DESIGN }).toSorted()).toEqual(
    BEYOND.map(({ name }) => name).toSorted(),
  )
  expect(
    PROBES.filter(({ claim }) => claim !== undefined)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(BY_DESIGN).toSorted())
})

describe.each(Object.entries(BROKEN_BY))('"%s"', (name, [wrong, last = Infinity]) => {
  it(`is broken where ${wrong}, and not by the right contracts`, () => {
    const { trigger, ...rest } = WRONG_BUILDS.find((each) => each.name === wrong)!
    const property = BEYOND.find((each) => each.name === name)!
    const actions = trigger.slice(0, last)
    const [broken] = play(buildOf({ trigger, ...rest }), 'below', actions, [property]).broken
    expect(broken?.property.name).toBe(name)
    expect(play(projectBuild(), 'below', actions, [property]).broken).toEqual([])
  })
})
