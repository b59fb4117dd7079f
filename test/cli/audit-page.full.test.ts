/** The page of an audit in a browser: nothing fails, overflows or is inaccessible, whatever the amounts. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axeSource from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, readSubject, type Subject } from '../../src/audit/audit.ts'
import { Census } from '../../src/audit/census/census.ts'
import { findingsOf, type Finding } from '../../src/audit/finding.ts'
import { verdictOf } from '../../src/audit/report/verdict.ts'
import { auditPage } from '../../src/cli/audit/page.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { call } from '../../src/lockstep/generate/context.ts'
import { WRONG_BUILDS } from '../audit/builds/index.ts'
import { buildOf, minted } from '../audit/builds/wrong-build.ts'
import { written } from '../audit/formats.ts'
import { descriptionOf, shownText } from '../support/shown-text.ts'
import { BROWSERS, startBrowser, type Session } from '../report/browser/browser.ts'

const build = buildOf(WRONG_BUILDS.find(({ name }) => name.startsWith('a purchase is delivered'))!)
const subject: Subject = {
  name: 'wrong',
  form: 'project',
  build,
  surface: [],
  extras: [],
  extraViews: [],
  others: [],
  unlinked: [],
}

/** With amounts of 40 digits, which have no place to break. */
function html(): string {
  const actions = [
    minted('market', 1n),
    call('owner', 'market.setRate', { usdPer100Amt: 3n * 10n ** 38n }),
    call('alice', 'market.buy', { amountUsdt: 4n * 10n ** 36n }),
  ]
  const census = new Census({ build })
  census.runActions('below', actions)
  // As it was found, and with a closest case, so that the amounts stay long.
  const action = call('alice', 'market.buy', { amountUsdt: 3n * 10n ** 36n - 1n })
  const nearest: Finding['nearest'] & object = {
    changed: { what: 'number', at: 2, action, exact: true },
    actions: actions.with(2, action),
    done: false,
  }
  const findings = findingsOf({ build }, census, { isLate: () => true }).map((each) => ({ ...each, nearest }))
  expect(findings).toHaveLength(1)
  const result = audit(subject, { budget: 1, seed: 1, corpus: [], maxActions: 1 })
  const verdict = verdictOf({ ...result, findings }, [], { command: 'npm run audit', repeat: () => 'audit' })
  return auditPage(verdict, () => 'findings/01')
}

/** The audit of a wrong build that the documentation shows. */
function shown(): string {
  const wrong = buildOf(WRONG_BUILDS.find(({ name }) => name === 'a sale pays the fee on top')!)
  const place = written('foundry', wrong)
  const read = readSubject(place)
  rmSync(place, { recursive: true })
  const command = 'npm run audit -- ../other/out --budget 1000 --seed 1'
  const result = audit({ ...read, name: 'out' }, { budget: 1000, seed: 1 })
  const verdict = verdictOf(result, [], {
    command,
    repeat: ({ rank }) => `npm run audit -- ../other/out --case out/audit/findings/0${rank}/case.json`,
  })
  return auditPage(verdict, ({ rank }) => `findings/0${rank}`)
}

it('is as in the picture of the documentation', { timeout: 120_000 }, () => {
  const page = shown()
  if (process.env['UPDATE'] === '1') writeFileSync(join(projectRoot, 'out/audit-page.html'), page)
  // The picture was taken of a page with the same texts and numbers: see scripts/picture.ts.
  const picture = readFileSync(join(projectRoot, 'docs/images/audit.png'))
  expect(page).toContain('market.sell: then usdt.balanceOf differs')
  expect(descriptionOf(picture)).toBe(shownText(page))
})

describe.skipIf(BROWSERS.chrome === undefined)('the page of an audit', { timeout: 120_000 }, () => {
  let session: Session
  beforeAll(async () => {
    session = await startBrowser()
  }, 120_000)
  afterAll(() => session?.close())

  it.for([390, 1440])('overflows and hides nothing at %i px', async (width) => {
    const { page, errors } = await session.open(html(), width)
    expect(errors).toEqual([])
    expect(await page.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBe(0)
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
    await page.evaluate(axeSource.source)
    const violations = (await page.evaluate(`axe.run().then(({ violations }) => violations)`)) as {
      readonly id: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 100)}`)).toEqual([])
  })
})
