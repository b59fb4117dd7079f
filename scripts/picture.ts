/**
 * Pictures of the documentation: the top of a report, with the text that it shows as its description.
 *
 *     npm run simulate -- baseline --verify
 *     npx tsx scripts/picture.ts out/baseline/report.html docs/images/report.png
 *     UPDATE=1 npx vitest run --config vitest.full.config.ts test/cli/audit-page.full.test.ts
 *     npx tsx scripts/picture.ts out/audit-page.html docs/images/audit.png
 *
 * A test compares the description with a new report, since pixels depend on fonts. The picture has no commit:
 * it is committed itself.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { crc32 } from 'node:zlib'
import { launch } from 'puppeteer-core'
import { shownText } from '../test/support/shown-text.ts'

const SIZE = { width: 1280, height: 1290 }

const [from, to] = process.argv.slice(2)
if (from === undefined || to === undefined)
  throw new Error(
    'expected a report and a picture: npx tsx scripts/picture.ts out/baseline/report.html ' +
      'docs/images/report.png',
  )

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const browser = await launch({ executablePath, args: ['--no-sandbox'] })
const page = await browser.newPage()
await page.setViewport(SIZE)
await page.goto(`file://${resolve(from)}`)
await page.waitForFunction(
  `[...document.querySelectorAll('[data-chart]')].every((each) => each.querySelector('.main-svg'))`,
)
await page.evaluate(`document.querySelector('.version')?.remove()`)
await new Promise((resolve) => setTimeout(resolve, 1000))
const picture = Buffer.from(await page.screenshot())
await browser.close()
writeFileSync(to, described(picture, shownText(readFileSync(from, 'utf8'))))

/** A PNG with a description (an iTXt chunk, PNG 1.2, 4.2.3.3) before its end. */
function described(png: Buffer, text: string): Buffer {
  const end = png.length - 12
  const data = Buffer.concat([Buffer.from('iTXtDescription\0\0\0\0\0'), Buffer.from(text)])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length - 4)
  check.writeUInt32BE(crc32(data))
  return Buffer.concat([png.subarray(0, end), length, data, check, png.subarray(end)])
}
