/** Stories of findings keep people apart, unless that makes them much longer. */
import { expect, it } from 'vitest'
import { told } from '../../../src/audit/census/shrink.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Shows } from '../../../src/lockstep/shrink/reductions.ts'
import { isWait, type Action } from '../../../src/model/interface/action.ts'

const burn = (by: string): Action => call(by, 'amt.burn', { amount: 0n })
const mint = (account: string): Action => call('owner', 'master.mintMaster', { account, amount: 0n })

/** Burns of so many actions in all; each actor has to be minted for. */
const burnsOf =
  (many: number): Shows =>
  (list) => {
    const burns = list.flatMap((action) => (isWait(action) || action.call !== 'amt.burn' ? [] : [action.by]))
    const minted = new Set(
      list.flatMap((action) =>
        !isWait(action) && action.call === 'master.mintMaster' ? [action.args.account] : [],
      ),
    )
    return burns.length >= many && burns.every((by) => minted.has(by)) ? list : undefined
  }

const storyOf = (people: readonly string[]): readonly Action[] => [...people.map(mint), ...people.map(burn)]

it('keeps two people apart, though one of them could do it all', () => {
  const { actions, apart } = told(storyOf(['alice', 'bruno']), burnsOf(2), 500)
  expect(actions).toEqual(storyOf(['alice', 'bruno']))
  expect(apart).toEqual({})
})

it('lets one person do what six did, and says how long the story is otherwise', () => {
  const people = ['alice', 'bruno', 'carmen', 'diego', 'elena', 'farid']
  const { actions, apart } = told(storyOf(people), burnsOf(6), 500)
  expect(new Set(actions.map((action) => !isWait(action) && action.by))).toEqual(new Set(['owner', 'alice']))
  expect(apart).toEqual({ apart: 12 })
})
