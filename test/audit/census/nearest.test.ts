/** The closest case on which model and contracts agree. */
import { describe, expect, it } from 'vitest'
import { Census } from '../../../src/audit/census/census.ts'
import { nearestAgreeing, type Ending } from '../../../src/audit/census/nearest.ts'
import { findingsOf, type Finding } from '../../../src/audit/finding.ts'
import { findingText } from '../../../src/audit/report/finding-text.ts'
import { exportFinding } from '../../../src/audit/export.ts'
import { STANDARD_CONFIG } from '../../../src/audit/config.ts'
import { replayFinding } from '../../../src/audit/replay-finding.ts'
import type { Build } from '../../../src/evm/build.ts'
import { readCaseFile } from '../../../src/lockstep/export/case-file.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { WRONG_BUILDS } from '../builds/index.ts'
import { buildOf } from '../builds/wrong-build.ts'
import { defective } from '../defects.ts'

function findingIn(build: Build, actions: readonly Action[], fn: string): Finding {
  const census = new Census({ build })
  census.runActions('below', actions)
  return findingsOf({ build }, census).find(({ signature }) => signature.startsWith(fn))!
}

const wrong = WRONG_BUILDS.find(({ name }) => name === 'a deposit has 80 bits')!

describe('the nearest agreeing case', () => {
  it('is the last amount before the sides differ, to the base unit', () => {
    const build = buildOf(wrong)
    const finding = findingIn(build, wrong.trigger, wrong.fn)
    const { changed, done } = finding.nearest!
    expect(done).toBe(true)
    expect(changed).toMatchObject({
      what: 'number',
      exact: true,
      action: { args: { amount: 2n ** 80n - 1n } },
    })
    const told = findingText(finding)
    expect(told).toContain('Closest case without it: with "Alice deposits 1208925.819614629174706175 AMT')
    expect(told).toContain('both do it; one unit closer, it shows.')
    // It can be played by itself.
    const files = exportFinding(finding, build, STANDARD_CONFIG, 'npm run audit')
    const saved = readCaseFile(files.find(({ path }) => path === 'nearest.json')!.text)
    expect(replayFinding({ build }, saved)).toMatchObject({ shows: false, differences: [] })
  })

  it('is the account that may do it, where the model reverts for lack of authority', () => {
    const finding = findingIn(
      defective('anybody sets the fee'),
      [call('alice', 'market.setFee', { fee: 7n })],
      'market.setFee',
    )
    expect(finding.nearest).toMatchObject({ done: true, changed: { what: 'actor', action: { by: 'owner' } } })
  })

  it('is one action less where no number matters', () => {
    const list = [call('alice', 'pair.sync', {}), call('bruno', 'pair.sync', {})]
    const ending: Ending = (actions) => (actions.length === 2 ? undefined : 'done')
    expect(nearestAgreeing(list, ending, false)).toMatchObject({ changed: { what: 'removal', at: 0 } })
  })

  it('is none where nothing near agrees', () => {
    const list = [call('alice', 'amt.burn', { amount: 5n })]
    expect(nearestAgreeing(list, () => undefined, false)).toBeUndefined()
  })

  it('is one that is done before one that both revert, however much nearer', () => {
    const list = [call('alice', 'amt.burn', { amount: 1000n })]
    const ending: Ending = ([action]) => {
      const { amount } = (action as { args: { amount: bigint } }).args
      return amount === 999n ? 'reverted' : amount <= 500n ? 'done' : undefined
    }
    expect(nearestAgreeing(list, ending, false)).toMatchObject({
      done: true,
      changed: { action: { args: { amount: 500n } } },
    })
  })
})
