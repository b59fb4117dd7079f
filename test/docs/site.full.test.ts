/** The documentation site: all pages are in it, no link is dead, and the search finds pages from disk. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSite } from '../../scripts/site/build.ts'
import { targetOf } from '../../scripts/site/contents.ts'
import { deadLinks } from '../../scripts/site/dead-links.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

describe('the documentation site', () => {
  let out: string
  let pages: readonly string[]
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    pages = buildSite(out, [])
  })
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  test('has every page of the documentation, and the root’s', () => {
    const sources = [
      ...readdirSync(projectRoot),
      ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map(
        (path) => `docs/${path}`,
      ),
    ].filter((path) => path.endsWith('.md'))
    expect(sources.length).toBeGreaterThan(60)
    expect(sources.map(targetOf).filter((target) => !pages.includes(target))).toEqual([])
  })

  test('has no dead link, and would name one', () => {
    expect(deadLinks(out)).toEqual([])
    const page = join(out, 'wrong.html')
    writeFileSync(
      page,
      '<a href="nowhere.html">a</a> <a href="index.html#nothing">b</a> <a href="index.html">c</a>',
    )
    expect(deadLinks(out)).toEqual(['wrong.html: nowhere.html', 'wrong.html: index.html#nothing'])
    rmSync(page)
  })

  test('loads nothing from elsewhere', () => {
    for (const page of pages.filter((each) => each.endsWith('.html')))
      expect(readFileSync(join(out, page), 'utf8')).not.toMatch(
        /<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:/,
      )
  })

  test.skipIf(!existsSync(CHROMIUM))('finds a column of the data dictionary from another page', async () => {
    const browser = await launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      const failed: string[] = []
      page.on('pageerror', (error) => void failed.push(String(error)))
      page.on('requestfailed', (request) => void failed.push(request.url()))
      await page.goto(pathToFileURL(join(out, 'docs/how-to/risk.html')).href)
      await page.type('input[type=search]', 'metric_dayPaidBack')
      const found = await page.$$eval('#results a', (links) => links.map((link) => link.href))
      expect(found[0]).toContain('/docs/how-to/read-the-data.html')
      await page.$eval('input[type=search]', (input) => ((input as unknown as { value: string }).value = ''))
      await page.type('input[type=search]', 'qqqzzz')
      expect(await page.$eval('#results', (list) => list.textContent)).toContain('Nothing found')
      expect(failed).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
