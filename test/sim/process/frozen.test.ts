import { expect, test } from 'vitest'

import { toHex } from '../../../src/sim/math/float64.ts'
import { gasPrice } from '../../../src/sim/process/gas-price.ts'
import { gbm } from '../../../src/sim/process/gbm.ts'
import { blockFees, powerPrice } from '../../../src/sim/process/mean-reverting.ts'
import { BTC_JUMPS, merton } from '../../../src/sim/process/merton.ts'
import { NETWORK_2023_07_12, network } from '../../../src/sim/process/network.ts'
import { BRIDGE_OUTAGES, bridge } from '../../../src/sim/process/outage.ts'
import { BTCB_PEG, peg } from '../../../src/sim/process/peg.ts'
import { trajectory, trajectoryAlong } from '../../../src/sim/process/process.ts'
import type { Process } from '../../../src/sim/process/process.ts'
import { purchases } from '../../../src/sim/process/purchases.ts'
import { RESPONSE } from '../../../src/sim/process/miners.ts'
import { responsiveNetwork } from '../../../src/sim/process/responsive-network.ts'
import { BTC_REGIMES, regimes } from '../../../src/sim/process/regimes.ts'
import { bootstrap } from '../../../src/sim/process/table.ts'
import { streamId, streamIds } from '../../../src/sim/random/stream-id.ts'
import { source } from '../../../src/sim/random/stream.ts'

const DAY = 365
const price = { usd: 30_400, drift: 0, volatility: 0.43 }
const PROCESSES = {
  gbm: gbm(price),
  merton: merton({ ...price, ...BTC_JUMPS }),
  regimes: regimes({ usd: 30_400, drift: 0, regime: 'calm', ...BTC_REGIMES }),
  bootstrap: bootstrap({ usd: 30_400, ratios: [1.01, 0.99, 1.05, 0.94], meanBlockDays: 5 }),
  network: network({ ...NETWORK_2023_07_12, growth: 0.5 }),
  fees: blockFees(),
  power: powerPrice(),
  gas: gasPrice({ floors: [{ day: 0, gwei: 3 }], logSd: 0.2 }),
  peg: peg({ ...BTCB_PEG, breakPerDay: 0.05 }),
  bridge: bridge({ ...BRIDGE_OUTAGES, meanUpDays: 30 }),
  purchases: purchases(),
}

/** The state of day 365 with every fraction as its bits. */
function lastState(name: string, process: Process<object>): string {
  const state = trajectory(process, source(1n, 0), streamId(streamIds(), name), DAY)[DAY] ?? {}
  const bits = (value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? toHex(value) : String(value)
  return Object.entries(state)
    .map(([key, value]) => `${key}=${bits(value)}`)
    .join(' ')
}

/**
 * A year of float64 arithmetic ends on the same bits everywhere; `-u` writes new ones after a deliberate
 * change.
 */
test('every process ends its first year on the frozen bits', () => {
  const states = Object.entries(PROCESSES).map(
    ([name, process]) => `${name}: ${lastState(name, process as Process<object>)}`,
  )
  expect(states).toMatchInlineSnapshot(`
    [
      "gbm: usd=40eaf4986c5b4384",
      "merton: usd=40dc713bdb167162",
      "regimes: usd=40d71dd702378574 regime=calm",
      "bootstrap: usd=40cecb0e664e4c3d row=0",
      "network: hashRate=578854217318400000000 height=851632 blocks=142 difficulty=42d245520d323e72 epochSeconds=4120bb45a5a5a5a6",
      "fees: value=3fb2eed61c8850d3",
      "power: value=3fae27570554e57b",
      "gas: gwei=40116acd1f81882b",
      "peg: peg=3feffffe1ce49fd1",
      "bridge: up=true",
      "purchases: ths=268081 bought=0",
    ]
  `)
})

test('a network that responds to hashprice ends on the frozen bits after 800 days of moving prices', () => {
  const responsive = responsiveNetwork({ ...RESPONSE, ...NETWORK_2023_07_12, growth: 0.5, feesShare: 0.018 })
  // Up and down by a third within weeks, so that machines are switched off and orders wait.
  const seen = Array.from({ length: 800 }, (_, day) => ({
    btc: { usd: 30_400 * (1 + Math.abs((day % 120) - 60) / 90) },
  }))
  const { hashRate, height, difficulty, miners } = trajectoryAlong(responsive, seen, source(1n, 0), 9).at(-1)!
  expect({
    hashRate: toHex(hashRate),
    height,
    difficulty: toHex(difficulty),
    hashprice: toHex(miners.hashprice),
    installed: miners.installed.map(toHex),
    ordered: miners.ordered.slice(0, 2).map(toHex),
  }).toMatchInlineSnapshot(`
    {
      "difficulty": "42c87d936e83082d",
      "hashRate": "44375dbed31aabef",
      "hashprice": "40442300343bb18b",
      "height": 912774,
      "installed": [
        "43db1b802d7210f6",
        "43fe7ef033205315",
        "440b1b802d7210f6",
        "44152d7c23811d40",
        "441969c82a9aefe7",
        "440e7ef033205315",
        "442035f47d6ecdec",
        "44122221994973b4",
        "43ecdd5134853fc9",
      ],
      "ordered": [
        "43dfd1eb0521c766",
        "43e0ea82b1c0965c",
      ],
    }
  `)
})
