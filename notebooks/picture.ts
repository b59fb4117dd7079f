/**
 * Picture: draws SVG as PNG in the installed Chromium, for stored notebooks.
 *
 * Code hosts and `nbconvert` remove the shapes of an SVG output, since SVG can contain scripts. They show PNG.
 */
import { existsSync } from 'node:fs'
import { launch, type Browser } from 'puppeteer-core'
import type { Draw } from './notebook.ts'
import { SIZE } from './svg.ts'

/** Pixels of the PNG for one of the SVG, so that it is sharp on dense screens. */
const SCALE = 1.5

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export interface Artist {
  readonly draw: Draw
  readonly close: () => Promise<void>
}

/** Starts the browser with the first picture. */
export function artist(): Artist {
  let browser: Browser | undefined
  return {
    draw: async (svg) => {
      browser ??= await launch({ executablePath: chromium(), args: ['--no-sandbox'] })
      const page = await browser.newPage()
      await page.setViewport({ ...SIZE, deviceScaleFactor: SCALE })
      await page.setContent(`<body style="margin:0">${svg}</body>`)
      const png = await page.screenshot({ encoding: 'base64' })
      await page.close()
      return png
    },
    close: async () => {
      await browser?.close()
    },
  }
}

function chromium(): string {
  const found = [process.env['CHROMIUM'], ...PLACES].find((path) => path !== undefined && existsSync(path))
  if (found === undefined) throw new NoChromium()
  return found
}

/** A changed picture cannot be drawn. */
export class NoChromium extends Error {
  override readonly name = 'NoChromium'
  constructor() {
    super('expected Chromium, which draws pictures; found none. Install it, or set CHROMIUM to its path.')
  }
}
