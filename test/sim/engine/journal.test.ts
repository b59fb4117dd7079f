import { describe, expect, test } from 'vitest'

import { deployEconomy, viewDomainOf } from '../../../src/model/economy.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { call } from '../../../src/sim/agent.ts'
import { applyAction, openJournal } from '../../../src/sim/engine/journal.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { dailyPayer, simWorld, START } from '../../support/sim-world.ts'

describe('the journal', () => {
  test('keeps the view domain up to date after every action', () => {
    const { actions, deployment } = runScenario(simWorld([dailyPayer]), { seed: 1n, days: 2 })
    const journal = openJournal(deployEconomy({ ...deployment, timestamp: START }), INVARIANTS)
    const more: readonly Action[] = [call('bruno', 'factory.createPair', { tokenA: 'usdt', tokenB: 'btcb' })]
    for (const action of [...actions, ...more]) {
      applyAction(journal, action, 0)
      expect(journal.monitor.domain).toEqual(viewDomainOf(journal.economy))
    }
    expect(journal.monitor.domain).toMatchObject({ snapshots: 2n, pairs: ['pair', 'pair:btcb/usdt'] })
    expect(journal.monitor.breaches).toEqual([])
  })
})
