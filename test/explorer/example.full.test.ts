/** The example page of `amt-lab/browser`, served as its README says, in Chromium. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { bundledLibrary } from '../../src/explorer/bundle.ts'
import { resultHash, runScenario, scenarios } from '../../src/explorer/library.ts'
import { BROWSERS, startBrowser } from '../report/browser/browser.ts'

const html = readFileSync(new URL('../../examples/browser/index.html', import.meta.url), 'utf8')
const shown = (days: number): string =>
  resultHash(
    runScenario(
      scenarios.find(({ name }) => name === 'baseline')!,
      { seed: 1n, days },
    ),
  )

test('its script has at most 20 lines', () => {
  const [, script = ''] = /<script type="module">\n(.*?)<\/script>/s.exec(html) ?? []
  expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(20)
  expect(script).toContain("from 'amt-lab/browser'")
})

test.skipIf(BROWSERS.chrome === undefined)(
  'it shows the result of the days that are asked for',
  { timeout: 120_000 },
  async () => {
    const library = await bundledLibrary()
    const server = createServer(({ url }, response) => {
      const isPage = url === '/'
      const known = isPage || url === '/node_modules/amt-lab/dist/explorer/library.js'
      response.writeHead(known ? 200 : 404, { 'content-type': isPage ? 'text/html' : 'text/javascript' })
      response.end(isPage ? html : known ? library : '')
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const session = await startBrowser()
    try {
      const { page } = await session.open('<!doctype html><title>Blank</title>')
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      await page.waitForFunction(`document.querySelector('#result').textContent.includes('${shown(30)}')`)
      await page.evaluate(`{
        const days = document.querySelector('#days')
        days.value = '3'
        days.dispatchEvent(new Event('change'))
      }`)
      await page.waitForFunction(`document.querySelector('#result').textContent.includes('${shown(3)}')`)
    } finally {
      await session.close()
      server.close()
    }
  },
)
