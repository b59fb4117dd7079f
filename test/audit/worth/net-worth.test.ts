/** Net worth: what findings take from whom, what is owed included. */
import { describe, expect, it } from 'vitest'
import { Census } from '../../../src/audit/census/census.ts'
import { findingsOf, type Finding } from '../../../src/audit/finding.ts'
import { askChain, worthChange } from '../../../src/audit/worth/net-worth.ts'
import { openClaims, positionsIn } from '../../../src/audit/worth/positions.ts'
import { inBtcb, pricesIn, worthOf } from '../../../src/audit/worth/prices.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { WRONG_BUILDS } from '../builds/index.ts'
import { buildOf, given, minted, ONE, paid, provided, trusts } from '../builds/wrong-build.ts'

function chainAfter(actions: readonly Action[]): ReturnType<typeof deployedChainOf>['chain'] {
  const { chain, start } = deployedChainOf(projectBuild(), 'below')
  chain.rewind(start)
  for (const action of actions) expect(chain.apply(action)).toMatchObject({ ok: true })
  return chain
}

const PEOPLE = ['owner', 'payer', 'binance', 'alice', 'bruno', 'carmen']
const STAKED: readonly Action[] = [
  minted('bruno', 3n * ONE),
  ...provided('alice', ONE, ONE),
  trusts('bruno', 'amt', 'stakingVault'),
  call('bruno', 'stakingVault.deposit', { amount: ONE }),
  ...paid(8n * ONE),
]

describe('positions', () => {
  it('count what is owed with the creditor and against the debtor', () => {
    const positions = positionsIn(askChain(chainAfter(STAKED)), PEOPLE)
    // Four AMT in circulation: two in Bruno's wallet, one deposited, one in the pool; 8 BTCB are paid.
    expect(positions.get('bruno')).toEqual(
      new Map([
        ['amt', 3n * ONE],
        ['btcb', 4n * ONE],
      ]),
    )
    expect(positions.get('alice')?.get('btcb')).toBe(2n * ONE)
    expect(positions.get('stakingVault')).toEqual(new Map([['btcb', 2n * ONE]]))
    // All of Master's BTCB is owed.
    expect(positions.get('master')).toBeUndefined()
  })

  it('sum to zero for AMT and LP shares', () => {
    const sums = new Map<string, bigint>()
    for (const position of positionsIn(askChain(chainAfter(STAKED)), PEOPLE).values())
      for (const [coin, amount] of position) sums.set(coin, (sums.get(coin) ?? 0n) + amount)
    expect([sums.get('amt'), sums.get('pair'), sums.get('btcb')]).toEqual([0n, 0n, 9n * ONE])
  })

  it('do not change by a claim', () => {
    const ask = askChain(chainAfter(STAKED))
    const before = positionsIn(ask, PEOPLE)
    const open = openClaims(ask, PEOPLE).length
    const after = askChain(chainAfter([...STAKED, call('bruno', 'master.charge', { snapId: 1n })]))
    expect(openClaims(after, PEOPLE).length).toBe(open - 1)
    expect(worthChange(before, positionsIn(after, PEOPLE), pricesIn(ask, ['amt', 'btcb'])).changes).toEqual(
      [],
    )
  })
})

it("prices AMT at the RCL's rate, and at the pool's while the RCL is empty", () => {
  const priceAfter = (actions: readonly Action[]): bigint => {
    const chain = chainAfter(actions)
    return inBtcb(worthOf(new Map([['amt', ONE]]), pricesIn(askChain(chain), chain.tokenOrder)))
  }
  expect(priceAfter(STAKED)).toBe(ONE)
  expect(priceAfter([...STAKED, ...given('btcb', 'burnVault', 2n * ONE)])).toBe(ONE / 2n)
})

describe('a finding', () => {
  const findingOf = (name: string): Finding => {
    const wrong = WRONG_BUILDS.find((each) => each.name === name)!
    const setup = { build: buildOf(wrong) }
    const census = new Census(setup)
    census.runActions('below', wrong.trigger)
    return findingsOf(setup, census).find(({ signature }) => signature.startsWith(wrong.fn))!
  }

  it('says who loses what nobody has in a wallet yet', () => {
    const { severity, shown, effects } = findingOf('a pot has 64 bits')
    expect(effects).toEqual([])
    expect(severity).toBe('privileged-value')
    const signs = shown.worth.changes.map(({ account, btcb }) => [account, btcb > 0n])
    expect(signs).toContainEqual(['master', true])
    expect(shown.worth.changes[0]!.btcb).toBeLessThan(0n)
  })

  it('counts a loss of whoever does what the model does as well', () => {
    const { severity, shown, actor } = findingOf('a deposit has 80 bits')
    expect(severity).toBe('value')
    expect(shown.worth.changes[0]).toMatchObject({ account: actor })
  })

  it('tells dilution as a loss of the holders', () => {
    const { severity, shown } = findingOf('the cap holds for a mint and not for the supply')
    expect(severity).toBe('privileged-value')
    expect(shown.worth.changes[0]!.account).toBe('amt')
  })
})
