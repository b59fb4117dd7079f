/**
 * Browser: opens pages in headless Chromium and Firefox, where they are installed, and records what goes
 * wrong in them.
 *
 * The browsers are those of `CHROMIUM` and `FIREFOX`, or of the usual places. Tests are skipped without them.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, type Browser, type Page } from 'puppeteer-core'

const found = (...places: readonly (string | undefined)[]): string | undefined =>
  places.find((path) => path !== undefined && existsSync(path))

/** Paths of the browsers; undefined where one is not installed. */
export const BROWSERS = {
  chrome: found(
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ),
  firefox: found(process.env['FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox'),
} as const

export type BrowserName = keyof typeof BROWSERS

export interface Opened {
  readonly page: Page
  /** Errors of the page's scripts and on its console. */
  readonly errors: readonly string[]
}

export interface Session {
  /** Opens a page from disk; `fragment` is the part of its address that begins with `#`. */
  readonly open: (html: string, width?: number, fragment?: string) => Promise<Opened>
  /** What a click makes the page save, with its name. Chromium only. */
  readonly saved: (page: Page, selector: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  readonly close: () => Promise<void>
}

/** A browser with a directory for the pages that it opens from disk. */
export async function startBrowser(name: BrowserName = 'chrome'): Promise<Session> {
  const browser: Browser = await launch({
    browser: name,
    executablePath: BROWSERS[name]!,
    args: name === 'chrome' ? ['--no-sandbox'] : [],
  })
  const place = mkdtempSync(join(tmpdir(), 'amt-lab-page-'))
  let count = 0
  return {
    open: async (html, width = 1440, fragment = '') => {
      const file = join(place, `${count++}.html`)
      writeFileSync(file, html)
      const page = await browser.newPage()
      await page.setViewport({ width, height: 900 })
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error instanceof Error ? error.message : String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await page.goto(`file://${file}${fragment}`)
      await page.waitForFunction(
        "[...document.querySelectorAll('[data-chart]')].every((each) => " +
          "each.querySelector('.main-svg, .failed') ?? each.classList.contains('failed'))",
      )
      return { page, errors }
    },
    saved: async (page, selector) => {
      const folder = join(place, `saved-${count++}`)
      mkdirSync(folder)
      const client = await page.createCDPSession()
      await client.send('Browser.setDownloadBehavior', {
        behavior: 'allow',
        downloadPath: folder,
        eventsEnabled: true,
      })
      const done = new Promise<void>((resolve) => {
        client.on('Browser.downloadProgress', ({ state }) => {
          if (state === 'completed') resolve()
        })
      })
      await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`)
      await done
      const [saved] = readdirSync(folder)
      return { name: saved!, bytes: readFileSync(join(folder, saved!)) }
    },
    close: async () => {
      await browser.close()
      rmSync(place, { recursive: true })
    },
  }
}
