/**
 * Browser: opens pages in a headless Chromium, if one is installed, and records what goes wrong in them.
 *
 * The browser is that of `CHROMIUM`, or of the usual places. Tests are skipped without one.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Path of the browser; undefined if none is installed. */
export const BROWSER = PLACES.find((path) => path !== undefined && existsSync(path))

export interface Opened {
  readonly page: Page
  /** Errors of the page's scripts and on its console. */
  readonly errors: readonly string[]
}

export interface Session {
  readonly open: (html: string, width?: number) => Promise<Opened>
  readonly close: () => Promise<void>
}

/** A browser with a directory for the pages that it opens from disk. */
export async function startBrowser(): Promise<Session> {
  const browser: Browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox'] })
  const place = mkdtempSync(join(tmpdir(), 'amt-lab-page-'))
  let count = 0
  return {
    open: async (html, width = 1440) => {
      const file = join(place, `${count++}.html`)
      writeFileSync(file, html)
      const page = await browser.newPage({ viewport: { width, height: 900 }, acceptDownloads: true })
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await page.goto(`file://${file}`)
      await page.waitForFunction(
        "[...document.querySelectorAll('[data-chart]')].every((each) => " +
          "each.querySelector('.main-svg, .failed'))",
      )
      return { page, errors }
    },
    close: async () => {
      await browser.close()
      rmSync(place, { recursive: true })
    },
  }
}
