/** Verdicts of a run and its variants, joined. */
import { expect, test } from 'vitest'
import type { AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import type { Outcome } from '../../../src/model/interface/outcome.ts'
import { SUBJECTS } from '../../../src/model/invariants/touched.ts'
import { applyAction, openJournal } from '../../../src/sim/engine/journal.ts'
import { call } from '../../../src/sim/agent.ts'
import {
  isMonitoring,
  joinedVerdicts,
  nextMonitor,
  startMonitor,
  verdictsOf,
} from '../../../src/sim/engine/monitor.ts'
import { deployedWorld } from '../../support/model-world.ts'
import type { Verdict } from '../../../src/sim/result.ts'

const holds = (checks: number): Verdict => ({ statement: 'It holds.', holds: true, checks })
const fails = (checks: number, message: string): Verdict => ({
  ...holds(checks),
  holds: false,
  violation: { action: checks - 1, day: 2, message },
})

test('an invariant holds if it holds in all, and every check counts', () => {
  const joined = joinedVerdicts([
    {
      verdicts: {
        kept: holds(5),
        late: holds(5),
        early: fails(2, 'in the run'),
        twice: fails(3, 'in the run'),
      },
    },
    { variant: 'a', verdicts: { kept: holds(4), late: holds(4), early: holds(4), twice: fails(1, 'in a') } },
    { variant: 'b', verdicts: { kept: holds(6), late: fails(6, 'in b'), early: holds(6), twice: holds(6) } },
  ])
  expect(joined).toEqual({
    kept: holds(15),
    late: {
      ...fails(6, 'in b'),
      checks: 15,
      violation: { action: 5, day: 2, message: 'in b', variant: 'b' },
    },
    early: { ...fails(2, 'in the run'), checks: 12 },
    // The first violation is reported: that of the run, which has no variant.
    twice: { ...fails(3, 'in the run'), checks: 10 },
  })
})

test('a violation in the first variant is reported before one in the second', () => {
  const { rate } = joinedVerdicts([
    { verdicts: { rate: holds(1) } },
    { variant: 'a', verdicts: { rate: fails(2, 'in a') } },
    { variant: 'b', verdicts: { rate: fails(3, 'in b') } },
  ])
  expect(rate).toMatchObject({ holds: false, checks: 6, violation: { message: 'in a', variant: 'a' } })
})

/** Broken by the first call of `fn`. */
const never = (fn: string): AnyInvariant => ({
  name: `never-${fn}`,
  statement: `Nobody calls ${fn}.`,
  source: 'this test',
  start: () => undefined,
  next: (_state, { action }) =>
    'call' in action && action.call === fn ? { violation: `${action.by} called` } : { state: undefined },
})

test('each violation is reported with its own action and day, whenever others are violated', () => {
  const always = [never('btcb.mint'), never('usdt.mint'), never('amt.transfer')]
  const journal = openJournal(deployedWorld().economy, always)
  const checked: boolean[] = []
  for (const [day, action] of [
    call('binance', 'usdt.mint', { amount: 1n }),
    call('binance', 'usdt.mint', { amount: 1n }),
    call('binance', 'btcb.mint', { amount: 1n }),
    call('alice', 'amt.transfer', { to: 'bruno', amount: 0n }),
    call('alice', 'amt.transfer', { to: 'bruno', amount: 0n }),
  ].entries()) {
    applyAction(journal, action, day)
    checked.push(isMonitoring(journal.monitor))
  }
  const failed = (action: number, by: string) => ({
    holds: false,
    checks: action + 1,
    violation: { action, day: action, message: `${by} called` },
  })
  expect(verdictsOf(always, journal.monitor, 5)).toMatchObject({
    'never-btcb.mint': failed(2, 'binance'),
    'never-usdt.mint': failed(0, 'binance'),
    'never-amt.transfer': failed(3, 'alice'),
  })
  expect(journal.monitor.breaches.map(({ action }) => action)).toEqual([0, 2, 3])
  // Checked until the last of them is violated.
  expect(checked).toEqual([true, true, true, false, false])
})

test('a violation in a variant that comes first has the variant', () => {
  const { rate } = joinedVerdicts([{ variant: 'a', verdicts: { rate: fails(2, 'in a') } }])
  expect(rate!.violation).toEqual({ action: 1, day: 2, message: 'in a', variant: 'a' })
})

test('an invariant is checked when what it is about has changed, even if no event says so', () => {
  const world = deployedWorld()
  const before = world.economy
  const action = call('owner', 'market.setRate', { usdPer100Amt: 7n })
  world.ok('owner', 'market.setRate', { usdPer100Amt: 7n })
  const about = (name: 'market' | 'vaults'): AnyInvariant => ({
    ...never('market.setRate'),
    name,
    about: 1 << SUBJECTS.indexOf(name),
  })
  const always = [about('market'), about('vaults')]
  const outcome = { ok: true, events: [], value: undefined } as unknown as Outcome
  const next = nextMonitor(
    startMonitor(always, before),
    { action, outcome, before, economy: world.economy },
    { action: 0, day: 0 },
  )
  expect(next.breaches.map(({ invariant }) => invariant.name)).toEqual(['market'])
  // So does a journal: setting the rate has no event.
  const journal = openJournal(before, always)
  applyAction(journal, action, 0)
  expect(journal.monitor.breaches.map(({ invariant }) => invariant.name)).toEqual(['market'])
})
