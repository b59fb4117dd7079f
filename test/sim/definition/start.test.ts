/** What a run says of its start. */
import { describe, expect, test } from 'vitest'
import { choice, decimal, parametersOf, snapshot } from '../../../src/sim/definition/parameter.ts'
import { leftOutAt, startNotes, type Start } from '../../../src/sim/definition/start.ts'

const PARAMETERS = parametersOf({
  policy: choice({ title: '', default: 'a', choices: ['a', 'b'] }),
  opening: snapshot({ title: '' }),
  other: snapshot({ title: '' }),
  price: decimal({ title: '', unit: 'USD', default: '30400', dated: true }),
  height: decimal({ title: '', unit: '', default: '7', dated: true }),
  rate: decimal({ title: '', unit: '%', default: '5' }),
})

const START: Start = {
  name: '12 February 2024',
  isOther: true,
  notes: ['Machines are assumed.'],
  own: 'July 2023',
  brings: [],
}
const notes = (start: Start | undefined, given: Readonly<Record<string, string>>): readonly string[] =>
  startNotes(start, PARAMETERS, given)

describe('a run from another start', () => {
  test('names the snapshot with its block and day, then what else a reader must know', () => {
    const start = { ...START, snapshot: { block: 36_000_000n } }
    const given = { policy: 'b', opening: 'mine.csv', price: '1', height: '2' }
    expect(notes(start, given)).toEqual([
      'Opens from the chain snapshot mine.csv: block 36,000,000 of 12 February 2024.',
      'Machines are assumed.',
    ])
    expect(notes(start, { ...given, other: 'b.csv' })[0]).toContain('mine.csv')
    // Neither a snapshot without a setting nor a setting without a snapshot has a name and a block.
    expect(notes(start, { policy: 'b', price: '1', height: '2' })).toEqual(START.notes)
    expect(notes(START, given)).toEqual(START.notes)
  })

  test('warns of values that it keeps of the scenario’s own start, unless set or brought along', () => {
    expect(notes(START, {})).toEqual([
      'Machines are assumed.',
      'Warning: price 30400 USD, height 7 are of July 2023. Set the values of this start: ' +
        '--set price=… --set height=….',
    ])
    const one = 'Warning: height 7 is of July 2023. Set the value of this start: --set height=….'
    expect(notes(START, { price: '5' }).at(-1)).toBe(one)
    expect(notes({ ...START, brings: ['price'] }, {}).at(-1)).toBe(one)
    expect(notes({ ...START, notes: ['price'] }, { height: '1' })).toHaveLength(2)
    expect(notes({ ...START, brings: ['price', 'height'] }, {})).toEqual(START.notes)
  })

  test('leaves out what is about the own one, and says so', () => {
    expect(leftOutAt(START)).toBe('about July 2023; this run is from 12 February 2024 on')
  })
})

test('a run from the scenario’s own start has nothing to say of it', () => {
  expect(notes(undefined, {})).toEqual([])
  expect(notes({ ...START, isOther: false }, {})).toEqual([])
})
