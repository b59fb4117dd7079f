/** Processes that replay a history. */
import { expect, test } from 'vitest'
import { dayOf, parseHistory } from '../../../src/sim/process/history-csv.ts'
import { heightOn } from '../../../src/sim/process/halvings.ts'
import { HistoryEnded, replayedProcesses } from '../../../src/sim/process/history-replay.ts'
import type { Network } from '../../../src/sim/process/network.ts'
import type { Process } from '../../../src/sim/process/process.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'

const FIRST = dayOf('2024-04-18')!
const ROWS = ['17,60000,80e12', '18,61000,81e12', '19,62000,82e12', '20,63000,83e12']
const { history } = parseHistory(
  ['date,btc_usd,difficulty', ...ROWS.map((row) => `2024-04-${row.replaceAll('e12', '000000000000')}`)].join(
    '\n',
  ),
)
const draw = stream(source(1n, 0), 1)

test('have the value of each day from the first of the run', () => {
  const { btc, fees, gas } = replayedProcesses(history, FIRST)
  expect(btc!.initial).toEqual({ usd: 61_000 })
  expect(btc!.step(btc!.initial, draw, 2)).toEqual({ usd: 63_000 })
  expect([fees, gas]).toEqual([undefined, undefined])
})

test('have the blocks of each day but day 0, at the hash rate that mines them', () => {
  const network = replayedProcesses(history, FIRST).network as Process<Network>
  const blocks = heightOn(FIRST + 1) - heightOn(FIRST)
  expect(blocks).toBeGreaterThan(100)
  expect(network.initial).toMatchObject({ blocks: 0, height: heightOn(FIRST), difficulty: 81e12 })
  expect(network.step(network.initial, draw, 1)).toEqual({
    height: heightOn(FIRST + 1),
    blocks,
    difficulty: 82e12,
    hashRate: (blocks * 82e12 * 2 ** 32) / 86_400,
    epochSeconds: 0,
  })
  // Day 0 has a hash rate, too, by the blocks of its date.
  expect(network.initial.hashRate).toBe(((heightOn(FIRST) - heightOn(FIRST - 1)) * 81e12 * 2 ** 32) / 86_400)
})

test('end with the history, by an error that names the column and the date', () => {
  const { btc } = replayedProcesses(history, FIRST)
  const after = (act: () => unknown): HistoryEnded => {
    try {
      act()
    } catch (error) {
      if (error instanceof HistoryEnded) return error
    }
    throw new Error('expected an error')
  }
  expect(after(() => btc!.step({ usd: 1 }, draw, 3))).toMatchObject({ column: 'btc_usd', date: '2024-04-21' })
  expect(after(() => replayedProcesses(history, FIRST + 9))).toMatchObject({ date: '2024-04-27' })
})
