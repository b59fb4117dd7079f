/** Round trips that are made up: they find what no listed one does, and nothing in sound contracts. */
import { describe, expect, it } from 'vitest'
import { noFreeProfit } from '../../../src/audit/properties/free-profit.ts'
import { roundTrips, searchedTrips, STARTS } from '../../../src/audit/properties/round-trips.ts'
import { Trial } from '../../../src/audit/properties/trial.ts'
import { chainContextOf } from '../../../src/audit/properties/chain-context.ts'
import { changedBuild, projectBuild, type Build } from '../../../src/evm/build.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { PRIVILEGED_ACCOUNTS } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { given, minted, ONE, paid, provided, trusts } from '../builds/wrong-build.ts'

/** Everything that there is: a pool, deposits of others, an inventory of the Market, payments. */
const RICH: readonly Action[] = [
  ...provided('alice', 1000n * ONE, 1000n * ONE),
  minted('bruno', 5000n * ONE),
  trusts('bruno', 'amt', 'stakingVault'),
  trusts('bruno', 'amt', 'buyBackVault'),
  call('bruno', 'stakingVault.deposit', { amount: 2000n * ONE }),
  call('bruno', 'buyBackVault.deposit', { amount: 2000n * ONE }),
  minted('market', 5000n * ONE),
  ...given('usdt', 'market', 5000n * ONE),
  ...paid(3n * ONE, 50n),
]

function trialOf(build: Build, more: readonly Action[] = []): Trial {
  const { chain, start } = deployedChainOf(build, 'below')
  chain.rewind(start)
  for (const action of [...RICH, ...more]) expect(chain.apply(action)).toMatchObject({ ok: true })
  const people = [...PRIVILEGED_ACCOUNTS, 'alice', 'bruno']
  return new Trial(chain, new Set(), () => chainContextOf(chain, people, []))
}

describe('made-up round trips', () => {
  it('are the same in the same state, and most of their moves are done', () => {
    const trial = trialOf(projectBuild())
    const told = (): string =>
      trial.undone(() => {
        for (const [who, amount] of Object.entries(STARTS))
          expect(trial.endowed(who, { amt: amount, btcb: amount, usdt: amount })).toBe(true)
        const actions = searchedTrips(trial).flatMap((moves) =>
          trial.undone(() =>
            moves.flatMap((move) =>
              move(trial).map((action) => ({
                action: JSON.stringify(action, bigints),
                ok: trial.act(action).ok,
              })),
            ),
          ),
        )
        expect(actions.filter(({ ok }) => ok).length).toBeGreaterThan(actions.length / 2)
        return actions.map(({ action }) => action).join('\n')
      })
    expect(told()).toBe(told())
  })

  it('gain nothing in sound contracts', () => {
    const trial = trialOf(projectBuild())
    expect(trial.undone(() => noFreeProfit.check(trial))).toBeUndefined()
  })

  it('find a gain that no listed trip has, and tell its actions', () => {
    // What is left after a withdrawal in part has grown by a tenth.
    const build = changedBuild('a withdrawal in part leaves too much', {
      edits: [
        {
          purpose: 'a withdrawal in part leaves too much',
          source: 'contracts/DepositVault.sol',
          find: 'account.deposit -= amount;',
          replace:
            'account.deposit -= amount;\n        if (amount > 0 && account.deposit > 0) ' +
            'account.deposit += account.deposit / 10;',
        },
      ],
    })
    // In each state others are made up: a few are enough.
    const told = Array.from({ length: 6 }, (_, index) => {
      const trial = trialOf(build, [minted('bruno', BigInt(index))])
      return trial.undone(() => noFreeProfit.check(trial))
    })
    const violation = told.find((each) => each !== undefined)
    expect(violation).toMatch(
      /withdraws .*from the (staking|buy-back) vault.*: the group gains \d+ base units of amt/,
    )
    for (const [what] of roundTrips()) expect(violation).not.toContain(`${what} gains`)
  })
})

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
