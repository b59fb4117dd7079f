/**
 * The walk in browsers: from a chart to its day, by keys, filters and links, and through files. The page is
 * that of `npm run explore`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployedChainOf } from '../../src/lockstep/compare/deployed-chain.ts'
import { caseFile } from '../../src/lockstep/export/case-file.ts'
import { projectBuild } from '../../src/evm/build.ts'
import { call, encodeAction } from '../../src/model/interface/action.ts'
import type { Timestamp } from '../../src/model/kernel/units.ts'
import { casesIn } from '../../src/explorer/walk/case-files.ts'
import { BROWSERS, startBrowser, type BrowserName, type Session } from '../report/browser/browser.ts'
import { explorerPage } from './visit.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Markup where text belongs: it must arrive as text. */
const ABOUT = 'answer to pays <img src=x onerror="document.title=1">'

let html: string
let folder: string
const file = (name: string): string => join(folder, name)

beforeAll(async () => {
  html = await explorerPage()
  folder = mkdtempSync(join(tmpdir(), 'amt-lab-walk-'))
  const actions = [
    call('owner', 'master.mintMaster', { account: 'alice', amount: 10n ** 18n }),
    { wait: 86_400n },
    call('alice', 'amt.burn', { amount: 2n * 10n ** 18n }),
  ]
  const deployment = {
    people: ['alice'],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    timestamp: 1_689_120_000n as Timestamp,
  } as const
  writeFileSync(file('case.json'), caseFile({ about: ABOUT, deployment, actions }))
  const entry = `"amtSorts":"above","actions":[${actions.map(encodeAction).join()}]}`
  writeFileSync(file('corpus.jsonl'), `{"name":"first",${entry}\n{"name":"second",${entry}\n`)
  writeFileSync(file('wrong.json'), '{"<b>":1}')
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

const RUN = '#baseline&days=20&view=walk'

const text = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '')
const place = (page: Page): Promise<string> => text(page, '.walk .place')
/** By a timer: headless browsers may draw no frames, on which waiting would depend. */
const until = (page: Page, condition: string): Promise<unknown> =>
  page.waitForFunction(condition, { timeout: 30_000, polling: 100 })

/** Does something, and waits until the walk is at another place. */
async function moves(page: Page, act: () => Promise<unknown>): Promise<string> {
  const before = JSON.stringify(await place(page))
  await act()
  await until(
    page,
    `![null, undefined, ${before}].includes(document.querySelector('.walk .place')?.textContent)`,
  )
  return place(page)
}

/** Clicks in the middle of the first chart over days. Plotly takes a click only where it has shown a point. */
async function clickChart(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    // Again each time: charts that are drawn move what is below them.
    const [x, y] = (await page.evaluate(`(() => {
      const chart = document.querySelector('.to-days .nsewdrag')
      chart.scrollIntoView({ block: 'center', behavior: 'instant' })
      const { left, top, width, height } = chart.getBoundingClientRect()
      return [left + width / 2, top + height / 2]
    })()`)) as [number, number]
    await page.mouse.move(x + (attempt % 2), y)
    await new Promise((resolve) => setTimeout(resolve, 250))
    const isShown = await page.$('.to-days .hoverlayer :is(.legend, .hovertext)')
    if (isShown !== null) return page.mouse.click(x + (attempt % 2), y)
  }
  throw new Error('expected the chart to show a point below the mouse; it showed none in 40 attempts')
}

async function upload(page: Page, name: string): Promise<void> {
  const field = (await page.$('.walk input[type=file]')) as ElementHandle<never>
  await field.uploadFile(file(name))
}

describe.each(Object.keys(BROWSERS) as BrowserName[])('in %s', { timeout: 180_000 }, (browser) => {
  const there = BROWSERS[browser] !== undefined
  let session: Session
  beforeAll(async () => {
    if (there) session = await startBrowser(browser)
  }, 60_000)
  afterAll(() => session?.close())

  test.skipIf(!there)(
    'a click on a chart leads to its day, and keys, buttons and filters lead on',
    async () => {
      const { page, errors } = await session.open(html, undefined, '#baseline&days=20')
      await until(page, `document.querySelector('.to-days .nsewdrag')`)
      await clickChart(page)
      await until(page, `/^Day (?:9|10) /.test(document.querySelector('.walk .place')?.textContent)`)
      await until(page, `/view=walk&action=\\d+$/.test(location.hash)`)

      const action = Number(/action=(\d+)/.exec(page.url())![1])
      await page.focus('.walk [role=listbox]')
      expect(await moves(page, () => page.keyboard.press('ArrowDown'))).toMatch(/ of 1,\d{3}$/)
      await until(page, `location.hash.endsWith('action=${action + 1}')`)
      expect(await page.$eval('[aria-selected=true]', ({ id }) => id)).toBe(`walk-action-${action + 1}`)
      expect(await moves(page, () => page.keyboard.press('ArrowRight'))).toMatch(/^Day 1[01] /)
      expect(await moves(page, () => page.keyboard.press('Home'))).toMatch(
        /^Initial state \(2023-07-12\) · Action 1 of/,
      )
      expect(await moves(page, () => page.keyboard.press('End'))).toMatch(/^Day 19 /)
      expect(await text(page, '.around h3')).toBe('Time passes: 1 day')
      const previous = `[...document.querySelectorAll('.walk-steps button')].find((each) => each.textContent === 'Previous day').click()`
      expect(await moves(page, () => page.evaluate(previous))).toMatch(/^Day 18 /)

      await moves(page, () => page.select('#walk-person', 'payer'))
      await moves(page, () => page.select('#walk-contract', 'master'))
      expect(await text(page, '.walk [role=listbox]')).toMatch(
        /^Payer pays [\d.]+ BTCB, 20% of it to the RCL$/,
      )
      // A payment a day, and the allowance for them.
      expect(await place(page)).toMatch(/ of 21$/)
      expect(await page.$$eval('.around .changed th', (all) => all.map((each) => each.textContent))).toEqual(
        expect.arrayContaining(['BTCB', 'For holders BTC', 'BTCB in the RCL', 'Floor (RCL) sat/AMT']),
      )
      // The link has them, too.
      expect(await page.evaluate('location.hash')).toMatch(/&person=payer&contract=master/)
      await page.select('#walk-person', '')
      await page.select('#walk-contract', '')
      await moves(page, () => page.click('#walk-reverted'))
      expect(await text(page, '.around .revert')).toMatch(
        /^reverted \w+\. A reverted action changes no state\.$/,
      )
      expect(await page.$$('.around .changed')).toEqual([])
      expect(errors).toEqual([])
    },
  )

  test.skipIf(!there)('counterexamples open from files, and other files are turned away', async () => {
    const { page, errors } = await session.open(html, undefined, RUN)
    await until(page, `document.querySelector('.walk .place')`)
    await upload(page, 'case.json')
    await until(page, `document.querySelector('.walk .about')`)
    expect(await text(page, '.walk .about')).toBe(ABOUT)
    expect(await page.$$('.walk img')).toEqual([])
    expect(await place(page)).toBe('Day 0 (2023-07-12) · Action 1 of 3')
    await page.focus('.walk [role=listbox]')
    expect(await moves(page, () => page.keyboard.press('End'))).toBe('Day 1 (2023-07-13) · Action 3 of 3')
    expect(await text(page, '.around .revert')).toContain('BurnExceedsBalance')

    await upload(page, 'wrong.json')
    await until(page, `document.querySelector('.walk [role=alert]')`)
    expect(await text(page, '.walk [role=alert]')).toContain('got wrong.json: it has neither a deployment')
    expect(await page.$('.walk .place')).toBeNull()

    await upload(page, 'corpus.jsonl')
    await until(page, `document.querySelector('#walk-choice')`)
    await page.select('#walk-choice', '1')
    await until(page, `document.querySelector('.walk .about')?.textContent === 'second'`)
    await page.click('.walk .case button')
    await until(page, `/ of 1,\\d{3}$/.test(document.querySelector('.walk .place')?.textContent)`)
    expect(errors).toEqual([])
  })

  test.skipIf(!there)(
    'a link leads to its action, also on a phone, where nothing is inaccessible',
    async () => {
      const { page, errors } = await session.open(html, 390, `${RUN}&action=900`)
      await until(page, `/Action 901 of/.test(document.querySelector('.walk .place')?.textContent)`)
      expect(await page.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBeLessThanOrEqual(0)
      // Exact amounts are long: the table scrolls, not the page.
      await page.click('.around input')
      expect(await page.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBeLessThanOrEqual(0)
      await page.evaluate(axe)
      const violations = (await page.evaluate(`axe.run('.walk').then(({ violations }) => violations)`)) as {
        readonly id: string
        readonly nodes: readonly { readonly html: string }[]
      }[]
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 100)}`)).toEqual([])
      expect(errors).toEqual([])
    },
  )
})

test('cases of corpora and claims begin as the project’s deployments do', () => {
  for (const amtSorts of ['below', 'above'] as const) {
    const entry = JSON.stringify({ name: 'a', amtSorts, actions: [{ wait: '1' }] })
    const [found] = casesIn('corpus.jsonl', entry)
    expect(found!.deployment.tokenOrder).toEqual(deployedChainOf(projectBuild(), amtSorts).chain.tokenOrder)
  }
})
