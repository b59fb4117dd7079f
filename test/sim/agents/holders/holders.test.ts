import { expect, test } from 'vitest'

import type { Amt } from '../../../../src/model/kernel/units.ts'
import { holders } from '../../../../src/sim/agents/holders/holders.ts'

test('holders have AMT by Zipf’s law, each under the name of all with a number', () => {
  // 12 by 1, 1/2 and 1/3: 6.5, 3.3 and 2.2, rounded down, and the remainder of 1 for the first.
  expect(holders({ name: 'weekly', count: 3, amt: 12n as Amt, every: 7 })).toMatchObject({
    name: 'weekly',
    people: [
      { name: 'weekly-1', amt: 7n },
      { name: 'weekly-2', amt: 3n },
      { name: 'weekly-3', amt: 2n },
    ],
  })
})
