/** What an auditor reads: steps with their calls, which side reverts, what was searched. */
import { describe, expect, it } from 'vitest'
import { audit, type Subject } from '../../../src/audit/audit.ts'
import { showing } from '../../../src/audit/census/shrink.ts'
import type { Finding } from '../../../src/audit/finding.ts'
import { PROPERTIES } from '../../../src/audit/properties/properties.ts'
import { replayFinding } from '../../../src/audit/replay-finding.ts'
import { viewTexts } from '../../../src/audit/report/finding-text.ts'
import { reachedBy, searchedLines } from '../../../src/audit/report/searched.ts'
import { solidityCall } from '../../../src/audit/report/solidity.ts'
import { stepsOf } from '../../../src/audit/report/steps.ts'
import { auditText, titleOf } from '../../../src/audit/report/text.ts'
import { verdictOf } from '../../../src/audit/report/verdict.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import type { View } from '../../../src/model/surface/observation.ts'
import { ONE } from '../builds/wrong-build.ts'
import { defective } from '../defects.ts'

describe('a step', () => {
  it('has the call that Solidity would make', () => {
    expect(solidityCall(call('alice', 'amt.approve', { spender: 'master', amount: UINT256_MAX }))).toBe(
      'amt.approve(master, type(uint256).max)',
    )
    expect(solidityCall({ wait: 60n })).toBe('skip(60)')
    expect(solidityCall(call('alice', 'pair.sync', {}, 'pair:btcb/usdt'))).toBe('pair(btcb/usdt).sync()')
    const claim = call('alice', 'distributor.claim', { index: 1n, account: 'bruno', amount: 2n, proof: 3n })
    expect(solidityCall(claim)).toBe('distributor.claim(1, bruno, 2, proofOf(3))')
  })

  it('says on which side it reverts', () => {
    const build = defective('another wording')
    const actions = [
      call('alice', 'market.setFee', { fee: 7n }),
      call('alice', 'master.payRent', { amountBtcb: 1n, vaultParticipation: 0n }),
    ]
    const signature = 'master.payRent: the model reverts NotPayer, the chain reverts Error("only the payer")'
    const shown = showing({ build }, 'below', actions, signature)!
    const notes = (severity: Finding['severity']) => stepsOf({ shown, severity }).map(({ note }) => note)
    // The last action's ends are told apart below it.
    expect(notes('wording')).toEqual(['reverted on both sides: NotOwner', undefined])
    expect(notes('property')[0]).toBe('reverted in the audited contracts: NotOwner')
    const other = { ...shown, chainOutcomes: [{ ok: false as const, revert: 'X' }, ...shown.chainOutcomes] }
    expect(stepsOf({ shown: other, severity: 'wording' })[0]!.note).toBe(
      'reverted in the model: NotOwner, in the audited contracts: X',
    )
  })
})

it('folds views that only follow from others, unless they are all that differs', () => {
  const differing = (...views: readonly View[]): Finding =>
    ({
      effects: [],
      shown: {
        difference: {
          views: views.map((view) => ({
            view,
            model: { ok: true, value: 1n },
            chain: { ok: true, value: 2n },
          })),
        },
      },
    }) as unknown as Finding
  const allowance: View = { on: 'amt', fn: 'allowance', args: ['alice', 'master'] }
  const price: View = { on: 'pair', fn: 'price0CumulativeLast', args: [] }
  const rate: View = { on: 'market', fn: 'usdPer100Amt', args: [] }
  expect(viewTexts(differing(allowance, rate, price, allowance))).toEqual([
    'market.usdPer100Amt(): 1 in the model, 2 on the chain',
    '… and 2 of allowance, 1 of price0CumulativeLast',
  ])
  expect(viewTexts(differing(allowance))).toEqual([
    'amt.allowance(alice, master): 1 in the model, 2 on the chain',
  ])
})

describe('an audit that finds nothing', () => {
  const build = projectBuild()
  const subject: Subject = {
    name: build.name,
    form: 'project',
    build,
    surface: [],
    extras: [],
    extraViews: [],
    others: [],
    unlinked: [],
  }
  const done = audit(subject, { budget: 300, seed: 1, corpus: [] })
  const text = auditText(verdictOf(done, [], { command: 'npm run audit', repeat: () => '' }))

  it('says how much was searched, and how little that is', () => {
    const { states, functions, undone, reverts, allReverts } = reachedBy(done)
    expect(states).toBeGreaterThan(100)
    expect(states).toBeLessThan(done.campaign.census.actions)
    expect(undone.length).toBeLessThan(functions)
    expect(reverts).toBeGreaterThan(0)
    expect(reverts).toBeLessThan(allReverts)
    expect(text).toMatch(
      /reached: \d+ states, \d+ of \d+ functions done, \d+ of \d+ reverts of the model met/,
    )
    expect(text).toMatch(/never done: .*distributor/)
    expect(text).toMatch(
      /actions prove nothing: .* the last was found after 14,116, .* such as --budget 3\d\d\d/,
    )
  })

  it('lists the properties that were watched, and where they are stated', () => {
    const line = searchedLines(done).find((each) => each.includes('watched'))!
    for (const { name } of PROPERTIES) expect(line).toContain(name)
    expect(line).toContain('docs/how-to/audit.md#properties')
  })

  it('is titled by what was audited', () => {
    expect(text.split('\n')[0]).toBe("Audit of the project's own contracts")
    expect(titleOf({ name: 'artifacts', form: 'compiled contracts' })).toBe(
      'Audit of artifacts (compiled contracts)',
    )
  })
})

it('tells a case that is played as fully as the finding', () => {
  const build = defective('redemptions round up')
  const actions = [
    call('owner', 'master.mintMaster', { account: 'alice', amount: 3n * ONE }),
    call('binance', 'btcb.mint', { amount: 2n }),
    call('binance', 'btcb.transfer', { to: 'burnVault', amount: 2n }),
    call('alice', 'amt.approve', { spender: 'burnVault', amount: ONE }),
    call('alice', 'burnVault.backingWithdraw', { amount: ONE }),
  ]
  const about = 'burnVault.backingWithdraw: then btcb.balanceOf differs'
  const shown = showing({ build }, 'below', actions, about)!
  const saved = { about, deployment: shown.deployment, actions }
  const { shows, text } = replayFinding({ build }, saved)
  expect(shows).toBe(true)
  for (const part of [
    'somebody has less than in the model, by no more than a rounding',
    '// burnVault.backingWithdraw(1000000000000000000)',
    'Right after it, against the model, in BTCB',
    'On the chain alice has 1 base unit of BTCB more than in the model',
    'If everybody claims, withdraws and redeems then',
  ])
    expect(text).toContain(part)
  expect(text).not.toContain('seen once')
  expect(replayFinding({ build: projectBuild() }, saved)).toMatchObject({ shows: false })
})
