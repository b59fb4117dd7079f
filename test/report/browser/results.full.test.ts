/**
 * The pages of saved results in a browser: gallery, comparison, dashboard, studies of sampled designs.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../../src/cli/commands/compare.ts'
import { dashboard } from '../../../src/cli/commands/dashboard.ts'
import { gallery } from '../../../src/cli/commands/gallery.ts'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { study } from '../../../src/cli/commands/study.ts'
import { lab } from '../../../src/cli/lab.ts'
import { run } from '../../cli/harness.ts'
import { BROWSERS, startBrowser, type Session } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const labModule = new URL('../../../src/cli/lab.ts', import.meta.url).href

const PAGES = {
  gallery: 'out/index.html',
  comparison: 'out/compare/compare.html',
  dashboard: 'out/dashboard/report.html',
  'study of one point': 'out/one-point/report.html',
  'study by morris': 'out/morris/report.html',
  'study by saltelli': 'out/saltelli/report.html',
} as const

describe.skipIf(BROWSERS.chrome === undefined)('in a browser', { timeout: 180_000 }, () => {
  let [cwd, session]: [string, Session | undefined] = ['', undefined]
  const html = (name: keyof typeof PAGES): string => readFileSync(join(cwd, PAGES[name]), 'utf8')
  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    const asked = async (command: Parameters<typeof run>[0], ...argv: readonly string[]): Promise<void> => {
      expect(await run(command, argv, { cwd })).toMatchObject({ code: 0 })
    }
    const short = ['baseline', '--days', '20']
    await asked(simulate(lab), ...short, '--paths', '6')
    await asked(simulate(lab), ...short, '--paths', '6', '--set', 'vaultShare=40', '--out', 'out/forty')
    await asked(simulate(lab), 'great-reset', '--paths', '0')
    await asked(compare, 'out/baseline', 'out/forty')
    await asked(dashboard, 'out/baseline', '--holding', '10000', '--elsewhere', '20')
    const sampled = [
      '--days',
      '5',
      '--runs',
      '2',
      '--sweep',
      'vaultShare=0..100:2',
      '--sweep',
      'powerPrice=0.03..0.06:2',
    ]
    await asked(study(lab, labModule), 'baseline', ...sampled, '--design', 'morris', '--out', 'out/morris')
    await asked(
      study(lab, labModule),
      'baseline',
      ...sampled,
      '--design',
      'saltelli',
      '--out',
      'out/saltelli',
    )
    await asked(study(lab, labModule), ...short, '--runs', '8', '--out', 'out/one-point')
    mkdirSync(join(cwd, 'out/damaged'))
    writeFileSync(join(cwd, 'out/damaged/card.json'), '{')
    await asked(gallery)
    session = await startBrowser()
  }, 300_000)
  afterAll(async () => {
    await session?.close()
    rmSync(cwd, { recursive: true, force: true })
  })

  const all = Object.keys(PAGES).flatMap((name) =>
    [390, 1024, 1440].flatMap((width) =>
      (['light', 'dark'] as const).map((scheme) => [name as keyof typeof PAGES, width, scheme] as const),
    ),
  )
  test.for(all)(
    '%s at %i px, %s: nothing fails, overflows or is inaccessible',
    async ([name, width, scheme]) => {
      const { page, errors } = await session!.open(html(name), width)
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      expect(errors).toEqual([])
      expect(await page.evaluate(`document.querySelectorAll('.failed').length`)).toBe(0)
      expect(await page.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBe(0)
      await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
      await page.evaluate(axe)
      const violations = (await page.evaluate(`axe.run().then(({ violations }) => violations)`)) as {
        readonly id: string
        readonly nodes: readonly { readonly html: string }[]
      }[]
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 100)}`)).toEqual([])
      await page.close()
    },
  )

  test.for(Object.keys(PAGES).filter((name) => name !== 'gallery') as (keyof typeof PAGES)[])(
    '%s: the first chart starts above 900 px',
    async (name) => {
      const { page } = await session!.open(html(name))
      expect(
        await page.evaluate(`document.querySelector('[data-chart]').getBoundingClientRect().top`),
      ).toBeLessThan(900)
      await page.close()
    },
  )

  test('the gallery filters by words, kind and seal, and sorts', async () => {
    const { page } = await session!.open(html('gallery'))
    const set = (id: string, value: string): Promise<unknown> =>
      page.evaluate(`(() => {
        const field = document.getElementById('${id}')
        field.value = '${value}'
        field.dispatchEvent(new Event('input', { bubbles: true }))
      })()`)
    const shown = async (): Promise<readonly string[]> =>
      (await page.evaluate(
        `[...document.querySelectorAll('.result')].filter((each) => !each.hidden).map((each) => each.dataset.directory)`,
      )) as readonly string[]
    expect(await shown()).toEqual([
      'baseline',
      'compare',
      'dashboard',
      'forty',
      'great-reset',
      'morris',
      'one-point',
      'saltelli',
    ])
    await set('search', 'gains loses')
    expect(await shown()).toEqual(['great-reset'])
    expect(await page.evaluate(`document.getElementById('shown').textContent`)).toBe(
      '1 of 8 results are shown.',
    )
    await set('search', '')
    await set('kind', 'study')
    expect(await shown()).toEqual(['morris', 'one-point', 'saltelli'])
    await set('kind', '')
    await set('sort', 'kind')
    expect((await shown())[0]).toBe('compare')
    await set('seal', 'verified')
    expect(await shown()).toEqual([])
    expect(
      await page.evaluate(`document.querySelectorAll('.thumbnail path, .thumbnail rect').length`),
    ).toBeGreaterThan(10)
    await page.close()
  })
})
