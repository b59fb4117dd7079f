/** Labels of addresses: every wrong line is reported. */
import { describe, expect, it } from 'vitest'
import { LABELS, LabelsCsvError, parseLabels } from '../../../src/sim/opening/labels-csv.ts'

const address = (digit: string): string => `0x${digit.repeat(40)}`
const file = (...rows: readonly string[]): string => ['address,label,note', ...rows].join('\n')

describe('labels', () => {
  it('are read in any case and order of columns, other columns ignored', () => {
    const text = `note,Label,ADDRESS\r\n"a, b",Pair,${address('A')}\r\n,miner,${address('b')}\r\n`
    expect([...parseLabels(text)]).toEqual([
      [address('a'), 'pair'],
      [address('b'), 'miner'],
    ])
  })

  it('are those of contracts, then the classes of people in the order of the cap table', () => {
    expect(LABELS.join(' ')).toBe(
      'project pair rcl master market staking-vault buy-back-vault dead ' +
        'miner large medium small trader redeemer provider',
    )
  })

  it('are all accepted', () => {
    const rows = LABELS.map((label, index) => `0x${String(index).padStart(40, '0')},${label},`)
    expect([...parseLabels(file(...rows)).values()]).toEqual(LABELS)
  })
})

describe('wrong text', () => {
  it.each([
    ['no header', `${address('a')},pair`, [1]],
    ['a short address', file('0xabc,pair,'), [2]],
    ['an unknown label', file(`${address('a')},whale,`), [2]],
    ['an address twice', file(`${address('a')},miner,`, `${address('A')},trader,`), [3]],
    ['an address twice, wrong at first', file(`${address('a')},whale,`, `${address('a')},miner,`), [2, 3]],
    ['two pairs', file(`${address('a')},pair,`, `${address('b')},PAIR,`), [3]],
    ['a field too few', file(`${address('a')},miner`), [2]],
    ['every wrong line', file('x,miner,', `${address('a')},miner,`, `${address('b')},y,`), [2, 4]],
  ])('with %s is reported at its line', (_what, text, expected) => {
    expect(problemsOf(text).map(({ line }) => line)).toEqual(expected)
  })
})

describe('a wrong line is reported with what it should be and what it is:', () => {
  const [A, B] = [address('A'), address('b')]
  it.each([
    ['another header', `name,label\n${A},pair`, ['a header with one address and one label', 'name,label']],
    [
      'a header with two addresses',
      `address,ADDRESS,label\n${A},${B},pair`,
      ['one address', 'address,ADDRESS,label'],
    ],
    ['a header with two labels', `address,label,Label\n${A},pair,rcl`, ['one label', 'address,label,Label']],
    ['a header with an open quote', `"address,label\n${A},pair`, ['a header with', '"address,label']],
    ['a short address', file('0xABC,pair,'), ['an address of 0x', '0xABC']],
    ['an unknown label', file(`${A},Whale,`), ['one of the labels project, pair', 'Whale']],
    ['a field too few', file(`${A},miner`), ['3 fields as in the header', '2']],
    ['semicolons', file(`${A};miner;`), ['by commas and not by semicolons', `${A};miner;`]],
    ['an open quote', file(`${A},"miner,`), ['a closing quote', `${A},"miner,`]],
    ['text beside a quote', file(`${A},"miner"s,`), ['quotes around whole fields', `${A},"miner"s,`]],
    ['two pairs', file(`${B},miner,`, `${A},pair,`, `${address('c')},pair,`), ['on line 3', 'another']],
    ['an address twice', file(`${B},pair,`, `${A.toLowerCase()},trader,`, `${A},trader,`), ['on line 3', A]],
  ])('%s', (_what, text, [expected, got]) => {
    const [problem, ...others] = problemsOf(text)
    expect(others).toEqual([])
    expect(problem!.expected).toContain(expected)
    expect(problem!.got).toBe(got)
  })

  it('an address three times: both times with its first line', () => {
    const problems = problemsOf(file(`${A},whale,`, `${A},miner,`, `${A},miner,`))
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4])
    for (const { expected } of problems.slice(1)) expect(expected).toContain('on line 2')
  })

  it('a name instead of an address, which is not the first of its label', () => {
    // `pair` in the column of addresses is no address and so no pair.
    expect(problemsOf(file('pair,pair,', `${A},pair,`)).map(({ line }) => line)).toEqual([2])
  })
})

function problemsOf(text: string): LabelsCsvError['problems'] {
  try {
    parseLabels(text)
  } catch (error) {
    if (error instanceof LabelsCsvError) return error.problems
    throw error
  }
  return []
}
