/** Holders in the export format of block explorers: every wrong line is reported. */
import { describe, expect, it, test } from 'vitest'
import { amt } from '../../../src/model/kernel/units.ts'
import { HoldersCsvError, parseHolders } from '../../../src/sim/opening/holders-csv.ts'

const HEAD = '"HolderAddress","Balance","PendingBalanceUpdate"'
const address = (digit: string): string => `0x${digit.repeat(40)}`

describe('holders', () => {
  it('are read with quotes, separators and pending updates', () => {
    const { holders, pending } = parseHolders(
      [
        HEAD,
        `"${address('A')}","7,877,440.123456789012345678","No"`,
        `"${address('b')}","0.000000000000000001","Yes"`,
        `${address('c')},12.50,No`,
      ].join('\r\n'),
    )
    expect(holders).toEqual([
      { address: address('a'), amt: amt('7877440.123456789012345678') },
      { address: address('b'), amt: 1n },
      { address: address('c'), amt: amt('12.5') },
    ])
    expect(pending).toBe(1)
  })

  it('are found by the names of their columns', () => {
    const text = `Rank,balance,HOLDERADDRESS\n1,5,${address('1')}\n`
    expect(parseHolders(text)).toEqual({ holders: [{ address: address('1'), amt: amt('5') }], pending: 0 })
  })
})

function problemsOf(text: string): HoldersCsvError['problems'] {
  try {
    parseHolders(text)
  } catch (error) {
    if (error instanceof HoldersCsvError) return error.problems
    throw error
  }
  return []
}

describe('wrong text', () => {
  const row = (first: string, balance: string): string => `"${first}","${balance}","No"`
  it.each([
    ['no header', row(address('a'), '5'), [1]],
    ['no row', HEAD, [2]],
    ['a short address', [HEAD, row('0xabc', '5')].join('\n'), [2]],
    ['a name instead of an address', [HEAD, row('PancakeSwap V2: AMT', '5')].join('\n'), [2]],
    ['a negative balance', [HEAD, row(address('a'), '-5')].join('\n'), [2]],
    ['separators in the wrong places', [HEAD, row(address('a'), '1,00')].join('\n'), [2]],
    ['too many decimals', [HEAD, row(address('a'), `0.${'0'.repeat(18)}1`)].join('\n'), [2]],
    ['an exponent', [HEAD, row(address('a'), '7.87744E+06')].join('\n'), [2]],
    ['an address twice', [HEAD, row(address('a'), '5'), row(address('A'), '6')].join('\n'), [3]],
    ['an open quote', [HEAD, `"${address('a')},5,No`].join('\n'), [2]],
    ['a field too few', [HEAD, `"${address('a')}","5"`].join('\n'), [2]],
    [
      'every wrong line',
      [HEAD, row('x', '5'), row(address('a'), '5'), row(address('b'), 'y')].join('\n'),
      [2, 4],
    ],
  ])('with %s is reported at its line', (_what, text, expected) => {
    expect(problemsOf(text).map(({ line }) => line)).toEqual(expected)
  })
})

describe('a wrong line is reported with what it should be and what it is:', () => {
  const [A, B] = [address('A'), address('b')]
  const rows = (...each: readonly string[]): string => [HEAD, ...each].join('\n')
  it.each([
    ['a header without balances', `HolderAddress,Rank\n${A},1`, ['one Balance', 'HolderAddress,Rank']],
    [
      'a header with an open quote',
      `"HolderAddress,Balance\n${A},1`,
      ['one Balance', '"HolderAddress,Balance'],
    ],
    ...['HolderAddress,Balance,balance', 'HolderAddress,holderaddress,Balance'].map(
      (head): [string, string, [string, string]] => [head, `${head}\n${A},1,2`, ['one Balance', head]],
    ),
    [
      'two columns of pending updates',
      `${HEAD},pendingbalanceupdate\n${A},1,No,Yes`,
      ['at most one PendingBalanceUpdate', `${HEAD},pendingbalanceupdate`],
    ],
    ['a short address', rows(`0xabc,5,No`), ['an address of 0x', '0xabc']],
    ['a negative balance', rows(`${A},-5,No`), ['a balance of at least 0', '-5']],
    [
      'an address twice',
      rows(`${B},1,No`, `${A},5,Yes`, `${A.toLowerCase()},6,No`),
      ['not on line 3', A.toLowerCase()],
    ],
    ['a field too few', rows(`${A},5`), ['3 fields as in the header', '2']],
    ['semicolons', rows(`${A};5;No`), ['separated by commas and not by semicolons', `${A};5;No`]],
    ['an open quote', rows(`"${A},5,No`), ['a closing quote', `"${A},5,No`]],
  ])('%s', (_what, text, [expected, got]) => {
    const [problem, ...others] = problemsOf(text)
    expect(others).toEqual([])
    expect(problem!.expected).toContain(expected)
    expect(problem!.got).toBe(got)
  })

  it('a record beside others, with its own text', () => {
    const problems = problemsOf(rows(`${A},5,No`, `${B};6;No`))
    expect(problems.map(({ line, got }) => ({ line, got }))).toEqual([{ line: 3, got: `${B};6;No` }])
  })
})

test('spaces around a field are no part of it, inside of quotes or outside', () => {
  const text = `HolderAddress , Balance , PendingBalanceUpdate \n " ${address('1')} " , " 5 " ,yes \n`
  expect(parseHolders(text)).toEqual({ holders: [{ address: address('1'), amt: amt('5') }], pending: 1 })
})
