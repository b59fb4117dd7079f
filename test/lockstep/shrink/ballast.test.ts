/** Ballast: what goes only together, and airdrops with more entries than the finding needs. */
import { describe, expect, it } from 'vitest'
import { call } from '../../../src/lockstep/generate/context.ts'
import { withoutBallast } from '../../../src/lockstep/shrink/ballast.ts'
import { shrinkActions, type Shows } from '../../../src/lockstep/shrink/shrink.ts'
import { isWait, type Action } from '../../../src/model/interface/action.ts'

const burn = (by: string, amount: bigint): Action => call(by, 'amt.burn', { amount })
const calls = (list: readonly Action[], fn: string): readonly Action[] =>
  list.filter((action) => !isWait(action) && action.call === fn)

describe('ballast', () => {
  it('is removed where two actions far from each other go only together', () => {
    const approve = call('alice', 'amt.approve', { spender: 'master', amount: 1n })
    const mint = call('owner', 'master.mintMaster', { account: 'alice', amount: 1n })
    // Shown with both or with neither.
    const shows: Shows = (list) =>
      calls(list, 'amt.burn').length > 0 &&
      calls(list, 'amt.approve').length === calls(list, 'master.mintMaster').length
        ? list
        : undefined
    const list = [approve, burn('alice', 1n), burn('bruno', 1n), mint]
    expect(withoutBallast(list, shows)).not.toContain(approve)
    expect(withoutBallast(list, shows)).not.toContain(mint)
  })

  it('is all that one person does, if only all of it can go', () => {
    const shows: Shows = (list) =>
      [0, 3].includes(list.filter((action) => !isWait(action) && action.by === 'farid').length) &&
      list.some((action) => !isWait(action) && action.by === 'alice')
        ? list
        : undefined
    const list = [burn('farid', 1n), burn('alice', 1n), burn('farid', 2n), burn('farid', 3n)]
    expect(withoutBallast(list, shows)).toEqual([burn('alice', 1n)])
  })

  it('is every entry of an airdrop that nobody needs, with the later claims moved', () => {
    const airdrop = call('owner', 'deploy.distributor', {
      reserve: 'owner',
      snapshotId: 1n,
      deadline: 9n,
      accounts: ['alice', 'bruno', 'carmen', 'diego'],
      amounts: [1n, 2n, 3n, 4n],
    })
    const claim = (index: bigint): Action =>
      call('carmen', 'distributor.claim', { index, account: 'carmen', amount: 3n, proof: index })
    const shows: Shows = (list) => {
      const [first, second] = list
      if (first === undefined || second === undefined || isWait(first) || isWait(second)) return undefined
      if (first.call !== 'deploy.distributor' || second.call !== 'distributor.claim') return undefined
      return first.args.accounts[Number(second.args.index)] === 'carmen' ? list : undefined
    }
    const [shrunk, claimed] = withoutBallast([airdrop, claim(2n)], shows)
    expect(shrunk).toMatchObject({ args: { accounts: ['carmen'], amounts: [3n] } })
    expect(claimed).toEqual(claim(0n))
  })
})

it('leaves everybody apart where people are not to be merged', () => {
  const shows: Shows = (list) => (calls(list, 'amt.burn').length === 2 ? list : undefined)
  const list = [burn('alice', 1n), burn('bruno', 1n)]
  expect(shrinkActions(list, shows, { merges: false }).map((action) => !isWait(action) && action.by)).toEqual(
    ['alice', 'bruno'],
  )
})
