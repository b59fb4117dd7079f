import { expect, test } from 'vitest'

import { arrival } from '../../../src/sim/process/arrival.ts'
import { lostPeg } from '../../../src/sim/process/lost-peg.ts'
import { ParameterOutOfRange, trajectory } from '../../../src/sim/process/process.ts'
import { readings, UnorderedReadings } from '../../../src/sim/process/readings.ts'
import { source } from '../../../src/sim/random/stream.ts'

test('readings are interpolated log-linearly, and the last one holds', () => {
  const points = [
    { day: 0, usd: 100 },
    { day: 2, usd: 400 },
    { day: 3, usd: 50 },
  ]
  const usd = trajectory(readings(points), source(1n, 0), 1, 5).map((state) => state.usd)
  expect([usd[0], usd[2], usd[3], usd[4], usd[5]]).toEqual([100, 400, 50, 50, 50])
  expect(usd[1]).toBeCloseTo(200, 10)
})

test.each([
  [[]],
  [[{ day: 1, usd: 5 }]],
  [
    [
      { day: 0, usd: 5 },
      { day: 0, usd: 6 },
    ],
  ],
])('readings %o do not start on day 0 in ascending order', (points) => {
  expect(() => readings(points)).toThrow(UnorderedReadings)
})

test('machines arrive on their day, whole ones, and stay', () => {
  const states = trajectory(arrival({ ths: 100, bought: 50.9, day: 2 }), source(1n, 0), 1, 3)
  expect(states).toEqual([
    { ths: 100, bought: 0 },
    { ths: 100, bought: 0 },
    { ths: 150, bought: 50 },
    { ths: 150, bought: 0 },
  ])
})

test('a lost peg is 1 until its day, and never again', () => {
  const pegs = trajectory(lostPeg({ day: 2, peg: 0.5 }), source(1n, 0), 1, 4).map(({ peg }) => peg)
  expect(pegs).toEqual([1, 1, 0.5, 0.5, 0.5])
})

test('invalid parameters are rejected', () => {
  expect(() => readings([{ day: 0, usd: 0 }])).toThrow(ParameterOutOfRange)
  expect(() => arrival({ ths: 1, bought: 1, day: 0 })).toThrow(ParameterOutOfRange)
  expect(() => arrival({ ths: -1, bought: 1, day: 1 })).toThrow(ParameterOutOfRange)
  expect(() => lostPeg({ day: 1, peg: 1.1 })).toThrow(ParameterOutOfRange)
})
