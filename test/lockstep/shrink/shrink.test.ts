import { describe, expect, it } from 'vitest'
import { call } from '../../../src/lockstep/generate/context.ts'
import { shrinkActions, type Shows } from '../../../src/lockstep/shrink/shrink.ts'
import { isWait, type Action } from '../../../src/model/interface/action.ts'

const noise = (count: number): Action[] =>
  Array.from({ length: count }, (_, index) =>
    call('farid', 'usdt.approve', { spender: 'greta', amount: BigInt(index) }),
  )

const burn = (by: string, amount: bigint): Action => call(by, 'amt.burn', { amount })
const isBurn = (action: Action, least: bigint): boolean =>
  !isWait(action) && action.call === 'amt.burn' && action.args.amount >= least

describe('shrinking', () => {
  it('removes everything that the finding does not need', () => {
    const actions = [...noise(20), burn('alice', 5n), ...noise(20), { wait: 9n }, ...noise(5)]
    const shows: Shows = (list) => (list.some((action) => isBurn(action, 5n)) ? list : undefined)
    expect(shrinkActions(actions, shows)).toEqual([burn('alice', 5n)])
  })

  it('keeps actions that are only needed together, in their order', () => {
    const actions = [...noise(10), { wait: 100n }, ...noise(10), burn('alice', 5n), ...noise(10)]
    const shows: Shows = (list) => {
      const waited = list.findIndex((action) => isWait(action) && action.wait >= 100n)
      return list.some((action, index) => index > waited && waited >= 0 && isBurn(action, 5n))
        ? list
        : undefined
    }
    expect(shrinkActions(actions, shows)).toEqual([{ wait: 100n }, burn('alice', 5n)])
  })

  it('replaces amounts by plainer ones', () => {
    const shows: Shows = (list) => (list.some((action) => isBurn(action, 1000n)) ? list : undefined)
    expect(shrinkActions([burn('alice', 987_654_321n)], shows)).toEqual([burn('alice', 1000n)])
  })

  it('lets one person play all parts that need not be different', () => {
    const shows: Shows = (list) =>
      list.filter((action) => isBurn(action, 1n)).length === 2 ? list : undefined
    expect(shrinkActions([burn('alice', 1n), burn('bruno', 1n)], shows)).toEqual([
      burn('alice', 1n),
      burn('alice', 1n),
    ])
  })

  it('stops after the attempts that it was given, with a list that still shows the finding', () => {
    let tries = 0
    const shows: Shows = (list) => {
      tries++
      return list.some((action) => isBurn(action, 5n)) ? list : undefined
    }
    const shrunk = shrinkActions([...noise(100), burn('alice', 5n)], shows, { attempts: 4 })
    expect(tries).toBe(4)
    expect(shrunk.some((action) => isBurn(action, 5n))).toBe(true)
  })
})
