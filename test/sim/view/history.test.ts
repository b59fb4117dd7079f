import { expect, test } from 'vitest'

import { atStartOf, historyUpTo, type DayEnd } from '../../../src/sim/view/history.ts'

const end = (day: number): DayEnd => ({
  payments: BigInt(day + 1),
  payoutPerAmt: BigInt(10 * (day + 1)),
  price: BigInt(100 + day),
  issued: BigInt(1000 + day) as DayEnd['issued'],
  environment: {
    btc: { usd: 1 },
    network: { height: day, blocks: 0, difficulty: 1, hashRate: 1, epochSeconds: 0 },
    fleet: { ths: 1, bought: 0 },
    power: { value: 1 },
    peg: { peg: 1 },
    bridge: { up: true },
    gas: { gwei: 3 },
    fees: { value: 0.1 },
  },
})

test('a history excludes days that are appended later', () => {
  const days = [end(0), end(1), end(2)]
  const seen = historyUpTo(days)
  days.push(end(3))
  expect(seen.length).toBe(3)
  expect(seen.slice()).toEqual([end(0), end(1), end(2)])
  expect(seen.at(3)).toBeUndefined()
  expect(historyUpTo(days).length).toBe(4)
})

test('a history answers as an array of its days', () => {
  const days = [end(0), end(1), end(2)]
  const seen = historyUpTo(days)
  const array = [...days]
  days.push(end(3), end(4))
  for (const index of [-5, -4, -3, -1, 0, 2, 3, 7]) {
    expect(seen.at(index), `at ${index}`).toEqual(array.at(index))
    expect(seen.slice(index), `from ${index}`).toEqual(array.slice(index))
  }
  expect(historyUpTo([]).at(-1)).toBeUndefined()
  expect(historyUpTo([]).slice(-3)).toEqual([])
})

test('totals are zero before day 0 and constant after the last known day', () => {
  const seen = historyUpTo([end(0), end(1)])
  expect(atStartOf(seen, 0)).toEqual({ payments: 0n, payoutPerAmt: 0n })
  expect(atStartOf(seen, -3)).toEqual({ payments: 0n, payoutPerAmt: 0n })
  expect(atStartOf(seen, 1).payments).toBe(1n)
  expect(atStartOf(seen, 2).payments).toBe(2n)
  expect(atStartOf(seen, 9).payments).toBe(2n)
  expect(atStartOf([], 4).payments).toBe(0n)
})
