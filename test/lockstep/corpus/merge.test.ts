/**
 * Merging of entries into longer lists: what they reach stays, and set-up that they share goes.
 */
import { describe, expect, it } from 'vitest'
import { cutDown } from '../../../src/lockstep/corpus/distil.ts'
import type { CorpusEntry } from '../../../src/lockstep/corpus/entry.ts'
import { featuresOf } from '../../../src/lockstep/corpus/features.ts'
import { merged } from '../../../src/lockstep/corpus/merge.ts'
import { runActionsOnModel } from '../../../src/lockstep/corpus/model-run.ts'
import type { Action } from '../../../src/model/interface/action.ts'

const mint = (account: string): Action =>
  ({ by: 'owner', call: 'master.mintMaster', args: { account, amount: 5n } }) as Action
const move = (by: string, to: string): Action =>
  ({ by, call: 'amt.transfer', args: { to, amount: 2n } }) as Action
const burn = (by: string): Action => ({ by, call: 'amt.burn', args: { amount: 1n } }) as Action

const entry = (covers: readonly string[], ...actions: readonly Action[]): CorpusEntry => ({
  name: covers.join(),
  amtSorts: 'below',
  covers,
  kills: [],
  actions,
})

const lengthOf = (entries: readonly CorpusEntry[]): number =>
  entries.reduce((sum, { actions }) => sum + actions.length, 0)

const MOVED = entry(['amt.transfer: ok'], mint('alice'), move('alice', 'bruno'))
const BURNT = entry(['amt.burn: ok'], mint('alice'), burn('alice'))

describe('merging', () => {
  it('makes the common set-up once', () => {
    const [both, ...more] = merged([MOVED, BURNT])
    expect(more).toEqual([])
    expect(both).toMatchObject({ covers: ['amt.transfer: ok', 'amt.burn: ok'], kills: [] })
    expect(both!.actions).toEqual([mint('alice'), move('alice', 'bruno'), burn('alice')])
  })

  it('gives the parts of other people to those of the list, if that is shorter', () => {
    const [both] = merged([MOVED, entry(['amt.burn: ok'], mint('carla'), burn('carla'))])
    expect(both!.actions).toEqual([mint('alice'), move('alice', 'bruno'), burn('alice')])
  })

  it('leaves entries alone that were kept for mutants, and drops what these reach', () => {
    const killer = { ...MOVED, name: 'killer', covers: [], kills: ['a mutant'] }
    expect(merged([MOVED, killer, BURNT])).toEqual([killer, BURNT])
  })

  it('keeps apart what excludes each other', () => {
    const before = entry(['amt.burn: BurnExceedsBalance'], burn('alice'))
    const lists = merged([MOVED, before])
    const reached = lists.flatMap(({ amtSorts, actions }) => [
      ...featuresOf(runActionsOnModel(amtSorts, actions)).keys(),
    ])
    expect(reached).toEqual(expect.arrayContaining(['amt.transfer: ok', 'amt.burn: BurnExceedsBalance']))
    expect(lengthOf(lists)).toBeLessThanOrEqual(lengthOf([MOVED, before]))
  })
})

describe('cutting down', () => {
  it('removes what an entry does not need, and nothing from one that kills', () => {
    const long = { ...MOVED, actions: [mint('bruno'), ...MOVED.actions] }
    expect(cutDown(long).actions).toEqual(MOVED.actions)
    const killer = { ...long, kills: ['a mutant'] }
    expect(cutDown(killer)).toBe(killer)
  })
})
