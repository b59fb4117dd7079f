/** Visit: the explorer's page in a browser, as a visitor uses it. */
import type { Page } from 'puppeteer-core'
import { bundledScripts } from '../../src/explorer/bundle.ts'
import { explorerDocument } from '../../src/explorer/document.ts'
import { plotlyBundle, versions } from '../../src/cli/versions.ts'
import type { Opened, Session } from '../report/browser/browser.ts'

/** The page's HTML, from the sources. */
export const explorerPage = async (): Promise<string> =>
  explorerDocument({ ...(await bundledScripts()), versions: versions(), plotly: plotlyBundle() })

export interface Visit extends Opened {
  /** Addresses that the page asked for, other than its own texts. */
  readonly requests: readonly string[]
  /** Does something, and resolves when what it leads to is computed and drawn. */
  readonly after: (act: () => Promise<unknown>) => Promise<void>
  /** The result hash that the report shows. */
  readonly hash: () => Promise<string>
  /** Sets a parameter by its field. */
  readonly set: (name: string, value: string) => Promise<void>
  /** Moves a parameter's slider. */
  readonly move: (name: string, value: string) => Promise<void>
  /** Presses the button with this text. */
  readonly press: (text: string) => Promise<void>
}

/** Number of reports that were drawn. */
export const DRAWN = `Number(document.documentElement.dataset.drawn ?? 0)`
const IDLE = `document.querySelector('#result')?.getAttribute('aria-busy') === 'false'`

/** Opens the page at an experiment and waits for its report. */
export async function visit(
  session: Session,
  html: string,
  fragment: string,
  width?: number,
): Promise<Visit> {
  const { page, errors } = await session.open(html, width, fragment)
  const requests: string[] = []
  page.on('request', (request) => {
    if (!/^(?:blob|data|file):/.test(request.url())) requests.push(request.url())
  })
  await page.waitForFunction(`${DRAWN} > 0 && ${IDLE}`, { timeout: 120_000 })
  const after: Visit['after'] = async (act) => {
    const before = Number(await page.evaluate(DRAWN))
    await act()
    await page.waitForFunction(`${DRAWN} > ${before} && ${IDLE}`, { timeout: 120_000 })
  }
  return {
    page,
    errors,
    requests,
    after,
    hash: async () => {
      const text = String(await page.evaluate(`document.querySelector('.report').textContent`))
      return /Result hash \(SHA-256\)([0-9a-f]{64})/.exec(text)?.[1] ?? 'none'
    },
    set: (name, value) => change(page, `#input-set-${name}`, value, 'change'),
    move: (name, value) => change(page, `.control:has(#input-set-${name}) input[type=range]`, value, 'input'),
    press: async (text) => {
      await page.evaluate(
        `[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === ${JSON.stringify(text)}).click()`,
      )
    },
  }
}

async function change(page: Page, selector: string, value: string, event: string): Promise<void> {
  await page.evaluate(`{
    const field = document.querySelector(${JSON.stringify(selector)})
    field.value = ${JSON.stringify(value)}
    field.dispatchEvent(new Event('${event}', { bubbles: true }))
  }`)
}
