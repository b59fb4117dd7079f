import { expect, test } from 'vitest'

import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { nextMonitor, startMonitor } from '../../../src/model/invariants/monitor.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { viewKey, viewsOf, type View } from '../../../src/model/surface/observation.ts'
import { action, liquidWorld, modelWorldOf, UINT256_MAX, vaultsWorld } from '../../support/model-world.ts'

const ACTIONS = [
  action('alice', 'amt.transfer', { to: 'bruno', amount: ONE }),
  action('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 20n }),
  action('alice', 'router.swapExactTokensForTokens', {
    amountA: ONE,
    limit: 0n,
    path: ['amt', 'btcb'],
    to: 'alice',
    deadline: UINT256_MAX,
  }),
  action('alice', 'master.charge', { snapId: 1n }),
  action('alice', 'burnVault.backingWithdraw', { amount: ONE }),
]

test('the invariants ask for views that have an answer only', () => {
  for (const start of [liquidWorld(), vaultsWorld()]) {
    const world = modelWorldOf(start.economy)
    const asked = new Set<string>()
    const asking = {
      read: (view: View) => {
        asked.add(viewKey(view))
        return world.read(view)
      },
    }
    let monitor = startMonitor(INVARIANTS, asking, world.domain)
    for (const taken of ACTIONS) {
      const outcome = world.act(taken)
      monitor = nextMonitor(monitor, { action: taken, outcome, observed: asking, domain: world.domain })
    }
    const known = new Set([...viewsOf(world.domain)].map(viewKey))
    expect([...asked].filter((key) => !known.has(key))).toEqual([])
    expect(asked.size).toBeGreaterThan(100)
  }
})
