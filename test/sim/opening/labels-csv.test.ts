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
    const error = thrownBy(() => parseLabels(text))
    expect(error).toBeInstanceOf(LabelsCsvError)
    expect((error as LabelsCsvError).problems.map(({ line }) => line)).toEqual(expected)
  })
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
