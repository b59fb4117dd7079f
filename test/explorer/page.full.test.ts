/** The explorer in real browsers: load, change, undo, cancel, compare, sweep, reload, in Spanish, on a phone. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '../../src/explorer/experiment.ts'
import { resultHash } from '../../src/report/hash.ts'
import { readParquet } from '../../src/report/parquet.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { runScenario } from '../../src/sim/run.ts'
import { BROWSERS, startBrowser, type BrowserName, type Session } from '../report/browser/browser.ts'
import { DRAWN, explorerPage, visit } from './visit.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The hash of a run of 20 days outside of the browser. */
const hashOf = (name: string, set: Readonly<Record<string, string>> = {}, seed = 1n): string =>
  resultHash(
    runScenario(
      scenarios.find((each) => each.name === name)!,
      { seed, days: 20, set },
    ),
  )

const html = await explorerPage()

describe.each(Object.keys(BROWSERS) as BrowserName[])('in %s', (name) => {
  const isHere = BROWSERS[name] !== undefined
  let session: Session
  beforeAll(async () => {
    if (isHere) session = await startBrowser(name)
  })
  afterAll(() => session?.close())

  test.runIf(isHere)('a visit: the same hashes as outside, a link, undo, and no request', async () => {
    const shown = await visit(session, html, '#baseline&days=20')
    expect(await shown.hash()).toBe(hashOf('baseline'))
    await shown.after(() => shown.move('vaultShare', '40'))
    expect(await shown.hash()).toBe(hashOf('baseline', { vaultShare: '40' }))
    expect(await shown.page.evaluate('location.hash')).toBe('#baseline&days=20&set=vaultShare%3D40')
    await shown.after(() => shown.press('Undo'))
    expect(await shown.hash()).toBe(hashOf('baseline'))
    await shown.after(() => shown.press('Redo'))
    // A link is an experiment: the page of its address shows the same.
    const { page } = shown
    await page.reload()
    await page.waitForFunction(`${DRAWN} > 0`)
    expect(await shown.hash()).toBe(hashOf('baseline', { vaultShare: '40' }))
    expect([...shown.errors, ...shown.requests]).toEqual([])
    await page.close()
  })

  test.runIf(isHere)('further paths, a comparison and a sweep arrive', async () => {
    const shown = await visit(session, html, '#baseline&days=20&paths=9&set=vaultShare=40')
    const text = (): Promise<unknown> => shown.page.evaluate(`document.querySelector('.report').textContent`)
    expect(await text()).toContain('of 10 paths')
    await shown.after(() => shown.press('Compare'))
    expect(await text()).toContain('vaultShare=40 against vaultShare=20')
    expect(await text()).toContain('higher on 10 of 10')
    await shown.page.goto(
      `${shown.page.url().split('#')[0]!}#baseline&days=20&view=sweep&sweep=vaultShare=0..100:3&paths=2`,
    )
    await shown.page.waitForFunction(
      `document.querySelector('.report')?.textContent.includes('Medians and 5 to 95% of the paths') && document.querySelector('#result').getAttribute('aria-busy') === 'false'`,
    )
    expect(await text()).toContain('3 points')
    expect([...shown.errors, ...shown.requests]).toEqual([])
    await shown.page.close()
  })

  test.runIf(isHere)('a long run is cancelled, and what was shown stays', async () => {
    const shown = await visit(session, html, '#baseline&days=20')
    await shown.page.evaluate(`{
      const days = document.querySelector('#input-days')
      days.value = '20000'
      days.dispatchEvent(new Event('change', { bubbles: true }))
    }`)
    await shown.page.waitForFunction(
      `[...document.querySelectorAll('.status button')].some((each) => each.textContent === 'Cancel')`,
    )
    await shown.press('Cancel')
    await shown.page.waitForFunction(
      `document.querySelector('#result').getAttribute('aria-busy') === 'false'`,
    )
    expect(await shown.hash()).toBe(hashOf('baseline'))
    await shown.after(() => shown.press('Undo'))
    expect(await shown.hash()).toBe(hashOf('baseline'))
    expect(shown.errors).toEqual([])
    await shown.page.close()
  })

  test.runIf(isHere)('200 moves of sliders in quick succession end at the last one', async () => {
    const shown = await visit(session, html, '#baseline&days=20')
    const names = ['vaultShare', 'splitFirst', 'efficiency', 'btcGrowth']
    // Moves that a seed draws; the test is the same each time.
    let state = 1
    const draw = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below
    for (let move = 0; move < 200; move++) await shown.move(names[draw(names.length)]!, String(1 + draw(80)))
    // A slider takes the nearest of its steps, which the address then has.
    const { state: now } = stateOf(String(await shown.page.evaluate('location.hash')))
    expect(Object.keys(now.experiment.set).toSorted()).toEqual(names.toSorted())
    const last = hashOf('baseline', now.experiment.set)
    await shown.page.waitForFunction(`document.querySelector('.report').textContent.includes('${last}')`, {
      timeout: 120_000,
    })
    expect(shown.errors).toEqual([])
    await shown.page.close()
  })

  test.runIf(isHere)('a value that cannot run is told beside its field and named', async () => {
    const shown = await visit(session, html, '#baseline&days=20')
    await shown.set('vaultShare', '101')
    await shown.page.waitForFunction(`document.querySelectorAll('[role=alert]').length > 0`)
    const alerts = await shown.page.evaluate(
      `[...document.querySelectorAll('[role=alert]')].map((each) => each.textContent)`,
    )
    expect(alerts).toEqual([
      'expected an integer from 0 to 100 (%), got "101"',
      'This setting cannot run. expected an integer from 0 to 100 (%), got "101"',
    ])
    expect(await shown.page.evaluate(`document.querySelector('#input-set-vaultShare').ariaInvalid`)).toBe(
      'true',
    )
    expect(shown.errors).toEqual([])
    await shown.page.close()
  })
})

describe.runIf(BROWSERS.chrome !== undefined)('the page', () => {
  let session: Session
  beforeAll(async () => {
    session = await startBrowser()
  })
  afterAll(() => session?.close())

  test.each([1440, 390])('is accessible and fits into %i px, in both languages', async (width) => {
    const shown = await visit(session, html, '#halving&days=20', width)
    for (const language of ['en', 'es']) {
      if (language === 'es')
        await shown.after(async () => {
          await shown.page.select('.language select', language)
        })
      await shown.page.evaluate(axe)
      const violations = (await shown.page.evaluate(`axe.run().then(({ violations }) => violations)`)) as {
        readonly id: string
        readonly nodes: readonly { readonly html: string }[]
      }[]
      expect(violations.map(({ id, nodes }) => [id, nodes.map((each) => each.html)])).toEqual([])
      expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(await shown.page.evaluate('document.documentElement.lang')).toBe(language)
    }
    expect(await shown.page.evaluate(`document.querySelector('.parameters h2').textContent`)).toBe(
      'Parámetros',
    )
    expect(shown.errors).toEqual([])
    await shown.page.close()
  })

  test('saves the scenario and the files of the run that it shows', async () => {
    const shown = await visit(session, html, '#baseline&days=20&set=vaultShare=40')
    const scenario = await session.saved(shown.page, '#save-scenario')
    expect([scenario.name, scenario.bytes.toString()]).toEqual([
      'baseline.yaml',
      'scenario: baseline\nseed: "1"\npath: 0\ndays: 20\nset:\n  vaultShare: "40"\n',
    ])
    const archive = await session.saved(shown.page, '#save-files')
    const files = unzipSync(archive.bytes)
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as { readonly resultHash: string }
    expect([archive.name, manifest.resultHash]).toEqual([
      'baseline-seed-1.zip',
      hashOf('baseline', { vaultShare: '40' }),
    ])
    const daily = await readParquet(files['daily.parquet']!)
    expect(daily.columns.get('day')).toHaveLength(20)
    expect(shown.errors).toEqual([])
    await shown.page.close()
  })

  test('needs no more memory after many runs', async () => {
    const shown = await visit(session, html, '#baseline&days=5')
    const client = await shown.page.createCDPSession()
    const heap = async (): Promise<number> => {
      await client.send('HeapProfiler.collectGarbage')
      return (await client.send('Runtime.getHeapUsage')).usedSize
    }
    const runs = async (count: number): Promise<void> => {
      for (let run = 0; run < count; run++)
        await shown.after(() => shown.move('vaultShare', String(21 + (run % 70))))
    }
    await runs(5)
    const before = await heap()
    await runs(30)
    expect((await heap()) / before).toBeLessThan(1.25)
    expect(shown.errors).toEqual([])
    await shown.page.close()
  })
})
