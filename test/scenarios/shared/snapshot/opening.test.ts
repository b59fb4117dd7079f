/** Opening from a snapshot: consistency of the amounts, and the state that it gives. */
import { describe, expect, it } from 'vitest'
import { amt, btcb, fromBase, lp } from '../../../../src/model/kernel/units.ts'
import {
  InconsistentSnapshot,
  initialStateOf,
  openingFromSnapshot,
  snapshotHolders,
  type Snapshot,
} from '../../../../src/scenarios/shared/snapshot/opening.ts'
import { timestampOf } from '../../../../src/sim/calendar.ts'
import { runScenario } from '../../../../src/sim/run.ts'
import { scriptedAgent, simWorld } from '../../../support/sim-world.ts'

const address = (digit: string): string => `0x${digit.repeat(40)}`

const SNAPSHOT: Snapshot = {
  supply: amt('1000'),
  backing: btcb('10'),
  reserves: { amt: amt('100'), btcb: btcb('4') },
  lpSupply: lp('19.5'),
  holders: [
    { address: address('1'), amt: amt('30') },
    { address: address('2'), amt: amt('100.5') },
    { address: address('3'), amt: amt('200') },
    { address: address('4'), amt: amt('50') },
    { address: address('5'), amt: amt('7') },
  ],
  known: { [`0x${'2'.repeat(40)}`]: 'pair', [address('4')]: 'owner', [address('5')]: 'dead' },
}

describe('an opening', () => {
  const opening = openingFromSnapshot(SNAPSHOT)

  it('has the other holders by descending balance', () => {
    expect(opening.people.map(({ name, amt: held }) => [name, fromBase(held)])).toEqual([
      ['holder-1', '200'],
      ['holder-2', '30'],
    ])
  })

  it('has known accounts, and leaves the rest of the supply to the project', () => {
    expect(opening.accounts).toEqual({ owner: amt('50'), dead: amt('7') })
    // 1000 - 100 in the pool - 30 - 200 - 50 - 7; the half AMT beyond the reserve is nobody's.
    expect(fromBase(opening.unlisted)).toBe('613')
  })

  it('is rebuilt by actions, to the wei', () => {
    const agents = [
      snapshotHolders(opening),
      scriptedAgent('buyers', [], { people: [{ name: 'carla', amt: amt('3') }] }),
    ]
    const initialState = initialStateOf(opening, agents, timestampOf('2024-02-01'))
    const { tables, reverts, invariants } = runScenario(simWorld(agents, { initialState }), {
      seed: 1n,
      days: 1,
    })
    const cell = (name: string): string =>
      tables[0]!.columns.find((column) => column.name === name)!.cells[0]!
    expect(reverts).toEqual({})
    expect(Object.values(invariants).every(({ holds }) => holds)).toBe(true)
    expect(['supply', 'backing', 'poolAmt', 'poolBtcb'].map(cell)).toEqual(['1000', '10', '100', '4'])
    expect(cell('date')).toBe('2024-02-01')
  })

  it('gives agents no more AMT than the project has', () => {
    const greedy = scriptedAgent('buyers', [], { people: [{ name: 'carla', amt: amt('664') }] })
    expect(() => initialStateOf(opening, [greedy], timestampOf('2024-02-01'))).toThrow(InconsistentSnapshot)
  })
})

describe('a contradiction is an error', () => {
  it.each<[string, Partial<Snapshot>]>([
    ['no supply', { supply: amt('0') }],
    ['a supply above the cap', { supply: amt('100000000.000000000000000001') }],
    ['an empty pool', { reserves: { amt: amt('100'), btcb: btcb('0') } }],
    ['more LP than the reserves allow', { lpSupply: lp('20.000000000000000001') }],
    ['no LP', { lpSupply: lp('0') }],
    ['holders with more than the supply', { supply: amt('387.499999999999999999') }],
    ['a pair with less than its reserve', { reserves: { amt: amt('100.6'), btcb: btcb('4') } }],
  ])('%s', (_what, change) => {
    expect(() => openingFromSnapshot({ ...SNAPSHOT, ...change })).toThrow(InconsistentSnapshot)
  })

  it('at its boundary is none', () => {
    expect(openingFromSnapshot({ ...SNAPSHOT, supply: amt('387.5') }).unlisted).toBe(amt('0.5'))
    expect(() => openingFromSnapshot({ ...SNAPSHOT, lpSupply: lp('20') })).not.toThrow()
  })

  it('names every one', () => {
    try {
      openingFromSnapshot({ ...SNAPSHOT, supply: amt('0'), lpSupply: lp('0') })
      expect.unreachable()
    } catch (error) {
      expect((error as InconsistentSnapshot).problems).toHaveLength(3)
    }
  })
})
