/** The table of an opening: each quantity of the snapshot beside what the run starts with. */
import { expect, test } from 'vitest'
import { amt, btcb, lp } from '../../../src/model/kernel/units.ts'
import { timestampOf } from '../../../src/sim/calendar.ts'
import type { ChainSnapshot } from '../../../src/sim/opening/chain-snapshot.ts'
import { openingTable } from '../../../src/sim/opening/table.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'

const LABELS = {
  '0x1': 'project',
  '0x2': 'project',
  '0x3': 'pair',
  '0x4': 'staking-vault',
  '0x5': 'buy-back-vault',
  '0x6': 'market',
  '0x7': 'dead',
} as const
const HELD = ['10', '20', '105', '4', '5', '6', '7', '800'].map((held, index) => ({
  address: `0x${index + 1}`,
  amt: amt(held),
}))

const SNAPSHOT: ChainSnapshot = {
  timestamp: timestampOf('2024-02-12'),
  block: 36_000_000n,
  supply: amt('1000'),
  backing: btcb('10'),
  reserves: { amt: amt('100'), btcb: btcb('4') },
  lp: { supply: lp('19'), locked: lp('5'), wrapped: lp('12') },
  holders: HELD,
  labels: new Map(Object.entries(LABELS)) as ChainSnapshot['labels'],
  unlisted: amt('43'),
  pending: 3,
}

/** Tokens of accounts at the start, each another number of wei from the snapshot. */
const BALANCES: Readonly<Record<string, bigint>> = {
  'liqAmt locker': lp('5') + 6n,
  'amt owner': amt('78') + 8n,
  'amt stakingVault': amt('4') + 9n,
  'amt buyBackVault': amt('5') - 10n,
  'amt market': amt('6') + 11n,
  'amt dead': amt('7') - 12n,
}
const SUPPLIES: Readonly<Record<string, bigint>> = {
  amt: amt('1000') + 1n,
  pair: lp('19') + 5n,
  liqAmt: lp('12') - 7n,
}

const START = {
  pool: () => ({ amt: amt('100') + 3n, btcb: btcb('4') - 4n }),
  supply: (token: string) => SUPPLIES[token],
  backing: () => btcb('10') - 2n,
  balance: (token: string, account: string) => BALANCES[`${token} ${account}`],
} as unknown as AgentView

const columnsOf = (snapshot: ChainSnapshot): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(openingTable(snapshot, START).columns.map(({ name, cells }) => [name, cells]))

test('compares every quantity by the wei, sums of labels among them', () => {
  const { snapshot, run, difference } = columnsOf(SNAPSHOT)
  // Of the project: 10 and 20 labelled, 43 not listed, and 5 in the pair beyond its reserve.
  expect(snapshot).toEqual(['1000', '10', '100', '4', '19', '5', '12', '78', '4', '5', '6', '7'])
  expect(difference).toEqual(['1', '-2', '3', '-4', '5', '6', '-7', '8', '9', '-10', '11', '-12'])
  expect(run!.slice(0, 2)).toEqual(['1000.000000000000000001', '9.999999999999999998'])
  expect(run).toHaveLength(12)
})

test('says the block, how many holders are listed, and how many balances are out of date', () => {
  const { title, name, columns } = openingTable(SNAPSHOT, START)
  for (const part of ['block 36000000', '8 holders', '43 AMT not listed', '3 balances out of date'])
    expect(title).toContain(part)
  expect(name).toBe('opening')
  expect(columns.map(({ unit }) => unit)).toEqual(['', 'tokens', 'tokens', 'wei'])
  expect(columns[0]!.cells.slice(-4).map((cell) => cell.replace('AMT labelled ', ''))).toEqual([
    'staking-vault',
    'buy-back-vault',
    'market',
    'dead',
  ])
})

test('a pair that is not listed has nothing beyond its reserve', () => {
  const holders = HELD.filter(({ address }) => address !== '0x3')
  expect(columnsOf({ ...SNAPSHOT, holders })['snapshot']![7]).toBe('73')
})
