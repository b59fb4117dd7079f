import { expect, test } from 'vitest'

import {
  constantProcess,
  environmentProcessesOf,
  feesPerBlock,
  gasPriceOf,
  initialEnvironment,
  nextEnvironment,
  type Processes,
} from '../../src/sim/environment.ts'
import { save, source, stream } from '../../src/sim/random/stream.ts'
import { streamId, streamIds } from '../../src/sim/random/stream-id.ts'

const processes: Processes = {
  btc: constantProcess('btc', { usd: 30_400 }),
  network: constantProcess('network', {
    height: 798_200,
    blocks: 144,
    difficulty: 53.91e12,
    hashRate: 3.86e20,
    epochSeconds: 0,
  }),
  fleet: constantProcess('fleet', { ths: 1, bought: 0 }),
  power: constantProcess('power', { value: 0.055 }),
}

test('peg, bridge, block fees and gas price are at par, up, and as in July 2023 by default', () => {
  const environment = initialEnvironment(processes)
  expect(environment).toMatchObject({ peg: { peg: 1 }, bridge: { up: true } })
  // 0.1 BTC a block in satoshi, 3 gwei in wei.
  expect([feesPerBlock(environment), gasPriceOf(environment)]).toEqual([10_000_000n, 3_000_000_000n])
  // What a scenario gives replaces them.
  const given = initialEnvironment({
    ...processes,
    peg: constantProcess('btcb-peg', { peg: 0.9 }),
    fees: constantProcess('block-fees', { value: 0.25 }),
  })
  expect(given.peg).toEqual({ peg: 0.9 })
  expect(feesPerBlock(given)).toBe(25_000_000n)
})

test('constant processes leave their streams where they are', () => {
  const ids = streamIds()
  const all = environmentProcessesOf(processes, (name) => stream(source(1n, 0), streamId(ids, name)))
  const places = () => Object.values(all.streams).map(save)
  const before = places()
  const environment = initialEnvironment(processes)
  expect(nextEnvironment(all, environment, 5)).toEqual(environment)
  expect(places()).toEqual(before)
})
