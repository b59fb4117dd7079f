/** Canaries of an audit: noticed on any build, and only if they are what was injected. */
import { describe, expect, it } from 'vitest'
import { releaseAuditCanaries } from '../../src/audit/canaries.ts'
import { projectBuild, changedBuild } from '../../src/evm/build.ts'
import { WRONG_BUILDS } from './builds/index.ts'
import { buildOf } from './builds/wrong-build.ts'

const none: ReadonlySet<string> = new Set()

describe('canaries', () => {
  it('are caught in the build that is audited', () => {
    const build = buildOf(WRONG_BUILDS[0]!)
    const canaries = releaseAuditCanaries({ build }, { seed: 1, known: none })
    expect(canaries.map(({ name }) => name)).toEqual([
      'a claim of the model returns one base unit more',
      'the model records one base unit more of a payment',
      'false property: the backing never falls',
    ])
    for (const { caughtAfter } of canaries) expect(caughtAfter).toBeGreaterThan(0)
  })

  it('survive where nothing is compared, which is reported', () => {
    const build = projectBuild()
    const canaries = releaseAuditCanaries({ build }, { seed: 1, known: none, budget: 0 })
    expect(canaries.map(({ caughtAfter }) => caughtAfter)).toEqual([undefined, undefined, undefined])
  })

  it('survive in a build that hides what they are about', () => {
    const build = changedBuild('no payment is accepted', {
      edits: [
        {
          purpose: 'no payment is accepted',
          source: 'contracts/Master.sol',
          find: 'if (msg.sender != payerWallet) revert NotPayer();',
          replace: 'if (msg.sender != address(1)) revert NotPayer();',
        },
      ],
    })
    const canaries = releaseAuditCanaries({ build }, { seed: 1, known: none, budget: 400 })
    expect(canaries.slice(0, 2).map(({ caughtAfter }) => caughtAfter)).toEqual([undefined, undefined])
  })

  it('are not used where a defect of the build, or the configuration, looks the same', () => {
    const names = (known: ReadonlySet<string>, ignored: readonly string[] = []): readonly string[] =>
      releaseAuditCanaries(
        {
          build: projectBuild(),
          grades: { reverts: 'exact', events: 'exact', returns: 'any' },
          ignoredViews: new Set(ignored),
        },
        { seed: 1, known, budget: 0 },
      ).map(({ name }) => name)
    expect(names(none)).toHaveLength(2)
    expect(names(new Set(['master.payRent: then master.pays differs']))).toHaveLength(1)
    expect(names(none, ['master.pays'])).toHaveLength(1)
  })
})
