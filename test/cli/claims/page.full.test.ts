/** The page of claims in a browser, in both languages: nothing fails, overflows or is inaccessible. */
import axeSource from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLAIMS } from '../../../src/claims/claims.ts'
import { findInconsistencies } from '../../../src/claims/inconsistencies.ts'
import { ledger } from '../../../src/claims/ledger.ts'
import { claimsPage } from '../../../src/cli/claims/page.ts'
import { BROWSERS, startBrowser, type Session } from '../../report/browser/browser.ts'

/** A proof by the solver and one by algebra, figures, a long story, a repair, a limit, a chart. */
const CHOSEN = [2, 4, 12, 15, 28, 35, 41]

describe.skipIf(BROWSERS.chrome === undefined)('the page of claims', { timeout: 300_000 }, () => {
  let session: Session
  let html: string
  beforeAll(async () => {
    session = await startBrowser()
    const entries = await ledger(
      CLAIMS.filter(({ number }) => CHOSEN.includes(number)),
      { seed: 1n },
    )
    html = claimsPage(entries, 'npm run claims', findInconsistencies(1n))
  }, 300_000)
  afterAll(() => session?.close())

  const cases = [390, 1440].flatMap((width) =>
    (['english', 'spanish'] as const).map((id) => [width, id] as const),
  )

  it.for(cases)('overflows and hides nothing at %i px in %s', async ([width, language]) => {
    const { page, errors } = await session.open(html, width)
    expect(errors).toEqual([])
    await page.click(`#${language}`)
    expect(await page.evaluate(`document.documentElement.scrollWidth - innerWidth`)).toBe(0)
    const [shown, other] = language === 'english' ? (['en', 'es'] as const) : (['es', 'en'] as const)
    const isVisible = (lang: string): Promise<unknown> =>
      page.evaluate(`document.querySelector('h2 span[lang="${lang}"]').checkVisibility()`)
    expect([await isVisible(shown), await isVisible(other)]).toEqual([true, false])
    await page.evaluate(axeSource.source)
    const violations = (await page.evaluate(`axe.run().then(({ violations }) => violations)`)) as {
      readonly id: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)).toEqual([])
    await page.close()
  })
})
