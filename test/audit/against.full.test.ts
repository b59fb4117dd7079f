/** Two builds: a finding is fixed or new only if its own actions say so on the other build. */
import { expect, it } from 'vitest'
import { comparedWith } from '../../src/audit/against.ts'
import { audit, type Audit, type Subject } from '../../src/audit/audit.ts'
import { changedBuild, projectBuild, type Build } from '../../src/evm/build.ts'
import { defective } from './defects.ts'

const subjectOf = (build: Build): Subject => ({
  name: build.name,
  form: 'project',
  build,
  surface: [],
  extras: [],
  extraViews: [],
  others: [],
  unlinked: [],
})
const audited = (build: Build): Audit => audit(subjectOf(build), { budget: 300, seed: 1, corpus: [] })

const ROUNDS_UP = 'burnVault.backingWithdraw: then btcb.balanceOf differs'
const before = audited(defective('redemptions round up'))

it('is fixed where its actions run as in the model', () => {
  const { fixed, undecided } = comparedWith(audited(projectBuild()), before)
  expect(fixed).toContain(ROUNDS_UP)
  expect(undecided).toEqual([])
})

it('is not decided where another difference undoes one of its actions', () => {
  const mintsMore = changedBuild('mints more', {
    edits: [
      {
        purpose: 'mints more',
        source: 'contracts/Master.sol',
        find: 'amt.mint(account, amount);',
        replace: 'amt.mint(account, amount + 1);',
      },
    ],
  })
  const { fixed, undecided } = comparedWith(audited(mintsMore), before)
  expect(fixed).not.toContain(ROUNDS_UP)
  const own = undecided.find(({ signature }) => signature === ROUNDS_UP)
  expect(own?.shownBy).toBe('other')
  expect(own?.reason).toContain('master.mintMaster: then')
})

it('is not decided where the other build lacks a function of it', () => {
  const lacking = { ...projectBuild(), lacks: ['burnVault.backingWithdraw'] }
  const { undecided } = comparedWith(audited(lacking), before)
  expect(undecided.find(({ signature }) => signature === ROUNDS_UP)?.reason).toBe(
    'it has no burnVault.backingWithdraw',
  )
})

it('is unchanged where its actions show it, though the campaign did not', () => {
  const unseen = { ...audited(projectBuild()), subject: before.subject }
  const { unchanged, fixed } = comparedWith(unseen, before)
  expect(unchanged).toContain(ROUNDS_UP)
  expect(fixed).toEqual([])
})

it('names what time has cut short', () => {
  const options = { budget: 300, seed: 1, corpus: [] }
  const late = audit(before.subject, { ...options, isOver: (part) => part !== 'compare' })
  expect(late).toMatchObject({ watched: 0, watchStopped: true, campaign: { stopped: false } })
  expect(late.unshrunk).toBe(late.findings.length)
  expect(late.findings[0]!.shown.actions.length).toBeGreaterThan(
    before.findings.find(({ signature }) => signature === ROUNDS_UP)!.shown.actions.length,
  )
  expect(before).toMatchObject({ watchStopped: false, unshrunk: 0 })
})
