import { expect, test } from 'vitest'

import type { Compared } from '../../../src/sim/definition/variant.ts'
import { NoWealth, oncePerRun, wealthCases } from '../../../src/scenarios/shared/wealth-cases.ts'

const worth = (spot: bigint, alone: bigint | undefined) => ({ spot, alone, joint: spot / 2n, outside: 0n })
const cases = wealthCases(
  'Wealth',
  [
    {
      name: 'Before',
      title: 'Before',
      parties: [
        { title: 'Miner', worth: worth(100n, 90n) },
        { title: 'All', worth: worth(900n, undefined) },
      ],
    },
    {
      name: 'After',
      title: 'After',
      parties: [
        { title: 'Miner', worth: worth(70n, 95n) },
        { title: 'All', worth: worth(940n, undefined) },
      ],
    },
  ] as const,
  'Before',
)

test('changes are against the base case', () => {
  expect(cases.titles).toEqual(['Miner', 'All'])
  expect(cases.change('Miner', 'spot', 'After')).toBe(-30n)
  expect(cases.change('Miner', 'alone', 'After')).toBe(5n)
  expect(cases.change('All', 'joint', 'After')).toBe(20n)
  expect(cases.change('All', 'joint', 'Before')).toBe(0n)
})

test('a measure that does not apply is found absent, and is an error where a number is needed', () => {
  expect(cases.find('All', 'alone', 'After')).toBeUndefined()
  expect(() => cases.of('All', 'alone', 'After')).toThrow(NoWealth)
  expect(() => cases.change('All', 'alone', 'After')).toThrow(/applies to All, got alone/)
})

test('what needs a run is computed once for it', () => {
  let times = 0
  const compute = oncePerRun(() => ({ times: ++times }))
  const [one, other] = [{}, {}] as Compared[]
  expect([compute(one!), compute(one!), compute(other!)]).toEqual([{ times: 1 }, { times: 1 }, { times: 2 }])
})
