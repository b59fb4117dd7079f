/** Chain snapshots: amounts as written, and their consistency with each other and with the holders. */
import { describe, expect, it, test } from 'vitest'
import { amt, btcb, lp } from '../../../src/model/kernel/units.ts'
import { timestampOf } from '../../../src/sim/calendar.ts'
import { chainSnapshot, MOST_HOLDERS, type ChainSnapshot } from '../../../src/sim/opening/chain-snapshot.ts'
import { parseHolders } from '../../../src/sim/opening/holders-csv.ts'
import { parseLabels } from '../../../src/sim/opening/labels-csv.ts'
import { parseSnapshot, SnapshotCsvError } from '../../../src/sim/opening/snapshot-csv.ts'

const address = (digit: string): string => `0x${digit.repeat(40)}`

const ROWS: Readonly<Record<string, string>> = {
  date: '2024-02-12',
  block: '36000000',
  supply: '"1,000"',
  backing: '10',
  poolAmt: '100',
  poolBtcb: '4',
  lpSupply: '19.5',
  lpLocked: '5',
  lpWrapped: '12',
  holders: 'holders.csv',
}

const HOLDERS = ['pair,100.5', 'b,200', 'c,30', 'd,0']
const addressOf = (name: string): string => address(name === 'pair' ? 'f' : name)

function textOf(change: Readonly<Record<string, string>>): string {
  const rows = Object.entries({ ...ROWS, ...change }).filter(([, value]) => value !== 'none')
  return ['quantity,value', ...rows.map((row) => row.join(','))].join('\n')
}

/** Line of a quantity in {@link textOf}. */
const lineOf = (name: string): number => Object.keys(ROWS).indexOf(name) + 2

function snapshotOf(change: Readonly<Record<string, string>> = {}, holders = HOLDERS): ChainSnapshot {
  const rows = holders.map((row) => row.split(',')).map(([name, held]) => `${addressOf(name!)},${held},No`)
  return chainSnapshot(
    parseSnapshot(textOf(change)),
    parseHolders(['HolderAddress,Balance,PendingBalanceUpdate', ...rows].join('\n')),
    parseLabels(`address,label\n${addressOf('pair')},pair`),
  )
}

function problemsOf(act: () => unknown): SnapshotCsvError['problems'] {
  try {
    act()
  } catch (error) {
    if (error instanceof SnapshotCsvError) return error.problems
    throw error
  }
  return []
}

const linesOf = (act: () => unknown): readonly number[] => problemsOf(act).map(({ line }) => line)

describe('a snapshot', () => {
  it('is read exactly, without holders of nothing', () => {
    expect(snapshotOf()).toMatchObject({
      timestamp: timestampOf('2024-02-12'),
      block: 36_000_000n,
      supply: amt('1000'),
      backing: btcb('10'),
      reserves: { amt: amt('100'), btcb: btcb('4') },
      lp: { supply: lp('19.5'), locked: lp('5'), wrapped: lp('12') },
      unlisted: amt('669.5'),
      pending: 0,
    })
    expect(snapshotOf().holders.map(({ amt: held }) => held)).toEqual([amt('100.5'), amt('200'), amt('30')])
  })

  it('has holders of one wei, and a pool with less AMT than BTCB', () => {
    expect(snapshotOf({}, ['b,0.000000000000000001']).holders).toHaveLength(1)
    const reserves = { amt: amt('4'), btcb: btcb('100') }
    expect(snapshotOf({ poolAmt: '4', poolBtcb: '100' }).reserves).toEqual(reserves)
  })

  it('has the pool’s AMT, too, where the pair is not listed', () => {
    expect(snapshotOf({}, ['b,200']).unlisted).toBe(amt('700'))
  })

  it('can have a supply of one wei above nothing', () => {
    // Only then is the smallest valid supply judged: the pool's and the holders' AMT is the other error.
    const problems = problemsOf(() => snapshotOf({ supply: '0.000000000000000001' }))
    expect(problems.map(({ expected }) => expected.includes('above 0'))).toEqual([false])
  })

  it('needs no backing, no block number above zero and no locked liquidity', () => {
    expect(snapshotOf({ lpLocked: '0' }).lp).toEqual({ supply: lp('19.5'), locked: 0n, wrapped: lp('12') })
    expect(linesOf(() => snapshotOf({ backing: '0', block: '0', lpLocked: '0' }))).toEqual([])
  })
})

test('the names of further files are as written, without their quotes', () => {
  const { holders, labels } = parseSnapshot(`${textOf({ holders: '"a, ""b"".csv"' })}\nlabels, of.csv `)
  expect([holders, labels]).toEqual(['a, "b".csv', 'of.csv'])
  expect(parseSnapshot(textOf({})).labels).toBeUndefined()
})

describe('wrong text is reported at its line:', () => {
  it.each([
    ['another header', 'name,value\n', [1]],
    ['an unknown quantity', textOf({ hashRate: '1' }), [12]],
    ['a quantity twice', `${textOf({})}\nsupply,2`, [12]],
    ['a date that is none', textOf({ date: '2024-02-30' }), [lineOf('date')]],
    ['a date with a time', textOf({ date: '2024-02-12 10:00' }), [lineOf('date')]],
    ['a block that is no number', textOf({ block: '0x10' }), [lineOf('block')]],
    ['a negative amount', textOf({ backing: '-1' }), [lineOf('backing')]],
    ['too many decimals', textOf({ supply: `1.${'0'.repeat(18)}1` }), [lineOf('supply')]],
    ['no name of a file', textOf({ holders: '' }), [lineOf('holders')]],
    ['a row of three fields', `${textOf({})}\nlabels,a,b`, [12]],
    ['missing quantities', textOf({ supply: 'none', holders: 'none' }), [10, 10]],
    ['every wrong line', textOf({ date: 'x', lpSupply: 'y' }), [lineOf('date'), lineOf('lpSupply')]],
  ])('%s', (_what, text, expected) => {
    expect(linesOf(() => parseSnapshot(text))).toEqual(expected)
  })
})

describe('a wrong line is reported with what it should be and what it is:', () => {
  const semicolons = `${textOf({}).split('\n').slice(0, -1).join('\n')}\nholders;holders.csv`
  it.each([
    ['another header', 'name,value\ndate,2024-02-12', [['the header quantity,value', 'name,value']]],
    ['a header with an open quote', '"quantity,value\n', [['the header', '"quantity,value']]],
    ['an unknown quantity', textOf({ hashRate: '1' }), [['one of the quantities date', 'hashRate']]],
    ['a quantity twice', `${textOf({})}\nsupply,2`, [['supply once; it is on line 4', 'it again']]],
    [
      'a quantity three times, each with its first line',
      `${textOf({})}\nsupply,2\nsupply,x`,
      [
        ['supply once; it is on line 4', 'it again'],
        ['supply once; it is on line 4', 'it again'],
      ],
    ],
    ['no name of a file', textOf({ holders: '' }), [['file of holders', '']]],
    ['a date that is none', textOf({ date: '2024-02-30' }), [['a date YYYY-MM-DD', '2024-02-30']]],
    ['an open quote', `${textOf({})}\nlabels,"a`, [['a closing quote', 'labels,"a']]],
    ['a field too many', `${textOf({})}\nlabels,a,b`, [['2 fields as in the header', '3']]],
    [
      'semicolons, and the quantity that is missing therefore',
      semicolons,
      [
        ['separated by commas and not by semicolons', 'holders;holders.csv'],
        ['a line with holders', 'the end of the file'],
      ],
    ],
    [
      'thousands separators outside of quotes',
      textOf({ supply: '1,000.5' }),
      [
        ['a number with thousands separators needs quotes', '3'],
        ['a line with supply', 'the end of the file'],
      ],
    ],
    [
      'missing quantities, in their order',
      textOf({ supply: 'none', backing: 'none', date: 'x' }),
      [
        ['a date YYYY-MM-DD', 'x'],
        ['a line with supply', 'the end of the file'],
        ['a line with backing', 'the end of the file'],
      ],
    ],
  ])('%s', (_what, text, expected) => {
    const problems = problemsOf(() => parseSnapshot(text))
    expect(problems.map(({ got }) => got)).toEqual(expected.map(([, got]) => got))
    for (const [index, [part]] of expected.entries()) expect(problems[index]!.expected).toContain(part)
  })
})

describe('a contradiction is reported at the line of its quantity:', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['no supply', { supply: '0' }, ['supply', 'supply']],
    ['a supply above the cap', { supply: '100000000.000000000000000001' }, ['supply']],
    ['no AMT in the pool', { poolAmt: '0' }, ['poolAmt', 'lpSupply']],
    ['no BTCB in the pool', { poolBtcb: '0' }, ['poolBtcb', 'lpSupply']],
    ['more LP than the root', { lpSupply: '20.000000000000000001' }, ['lpSupply']],
    ['no LP', { lpSupply: '0', lpLocked: '0', lpWrapped: '0' }, ['lpSupply', 'lpWrapped']],
    ['one wei of liqAMT', { lpLocked: '0', lpWrapped: '0.000000000000000001' }, ['lpWrapped']],
    ['the zero address’s LP only', { lpSupply: '0.000000000000001' }, ['lpSupply', 'lpWrapped']],
    ['no liqAMT', { lpLocked: '0', lpWrapped: '0' }, ['lpWrapped']],
    ['the zero address’s LP wrapped', { lpWrapped: '19.499999999999999001' }, ['lpWrapped']],
    ['next to nothing locked', { lpLocked: '0.000000000004' }, ['lpLocked']],
    ['more locked than wrapped', { lpLocked: '12.1' }, ['lpLocked']],
    ['holders with more than the supply', { supply: '330.499999999999999999' }, ['supply']],
    ['a pair below its reserve', { poolAmt: '100.6' }, ['poolAmt']],
    [
      'more locked than wrapped, and both too much',
      { lpLocked: '20', lpWrapped: '19.5' },
      ['lpLocked', 'lpWrapped'],
    ],
    ['two of them, in the order of the file', { supply: '330', lpSupply: '21' }, ['supply', 'lpSupply']],
  ])('%s', (_what, change, quantities) => {
    const problems = problemsOf(() => snapshotOf(change))
    expect(problems.map(({ line }) => line)).toEqual(quantities.map(lineOf))
    // What came is the quantity's own value.
    expect(problems.map(({ got }) => got)).toEqual(quantities.map((name) => change[name] ?? ROWS[name]))
  })

  it('is no reserve of one wei in itself', () => {
    for (const quantity of ['poolAmt', 'poolBtcb'])
      expect(linesOf(() => snapshotOf({ [quantity]: '0.000000000000000001' }))).toEqual([lineOf('lpSupply')])
  })

  it('of one quantity twice, in the order of the checks', () => {
    const [first, second] = problemsOf(() => snapshotOf({ supply: '0' }))
    expect(first!.expected).toContain('above 0')
    expect(second!.expected).toContain('of holders and pool')
  })

  it('is the first deposit below a million wei of the scarcer reserve, whichever it is', () => {
    // Pools of 100 and 4 tokens: of 5,000,000 wei of 20 LP tokens, a million are the scarcer token.
    for (const pool of [{}, { poolAmt: '4', poolBtcb: '100' }]) {
      expect(linesOf(() => snapshotOf({ ...pool, lpLocked: '0.000000000005' }))).toEqual([])
      for (const lpLocked of ['0.000000000004999999', '0.000000000000000001'])
        expect(linesOf(() => snapshotOf({ ...pool, lpLocked }))).toEqual([lineOf('lpLocked')])
    }
  })

  it('is measured in liqAMT where nothing is locked', () => {
    const change = { lpLocked: '0', lpWrapped: '0.000000000004' }
    expect(linesOf(() => snapshotOf(change))).toEqual([lineOf('lpWrapped')])
    expect(linesOf(() => snapshotOf({ lpLocked: '0.00000000001', lpWrapped: '0.00000000001' }))).toEqual([])
  })

  it('at its boundary is none', () => {
    expect(snapshotOf({ supply: '330.5' }).unlisted).toBe(0n)
    expect(linesOf(() => snapshotOf({ supply: '100000000' }))).toEqual([])
    expect(linesOf(() => snapshotOf({ lpSupply: '20' }))).toEqual([])
    expect(linesOf(() => snapshotOf({ lpWrapped: '19.499999999999999' }))).toEqual([])
    expect(linesOf(() => snapshotOf({ lpLocked: '12' }))).toEqual([])
    expect(linesOf(() => snapshotOf({ poolAmt: '100.5' }))).toEqual([])
  })

  it('more holders with AMT than a run can have', () => {
    // As docs/how-to/open-from-the-chain.md says.
    expect(MOST_HOLDERS).toBe(100_000)
    const reading = parseSnapshot(textOf({}))
    const holders = Array.from({ length: MOST_HOLDERS + 1 }, (_, i) => ({
      address: `0x${String(i).padStart(40, '0')}`,
      amt: i === 0 ? amt('0') : amt('0.0001'),
    }))
    expect(linesOf(() => chainSnapshot(reading, { holders, pending: 0 }))).toEqual([])
    holders[0] = { ...holders[0]!, amt: amt('0.0001') }
    const [problem, ...others] = problemsOf(() => chainSnapshot(reading, { holders, pending: 0 }))
    expect(others).toEqual([])
    expect(problem).toMatchObject({ line: lineOf('holders'), got: '100001' })
    expect(problem!.expected).toContain('at most 100000 holders')
  })
})
