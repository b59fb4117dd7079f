/** Browsers as engines: Chromium with V8, Firefox with SpiderMonkey. */
import { startBrowser, type BrowserName } from '../../test/report/browser/browser.ts'
import { HASHED, type Engine, type Hashed } from './engine.ts'

const NAMES: Readonly<Record<BrowserName, string>> = { chrome: 'Chromium', firefox: 'Firefox' }

/** Module of a text that the page holds. */
const LOADED = (library: string): string => `
  globalThis.hashed = ${HASHED}
  const address = URL.createObjectURL(new Blob([${JSON.stringify(library)}], { type: 'text/javascript' }))
  import(address).then((library) => void (globalThis.library = library))`

/** The browser as an engine. It must be installed. */
export const browserEngine = (name: BrowserName): Engine => ({
  name: NAMES[name],
  hashes: async (library, asked) => {
    const session = await startBrowser(name)
    try {
      const { page } = await session.open('<!doctype html><title>Hashes</title>')
      await page.evaluate(LOADED(library))
      const hashed: Hashed[] = []
      for (const each of asked)
        hashed.push((await page.evaluate(`hashed(library, ${JSON.stringify(each)})`)) as Hashed)
      const [version = ''] = /[\d.]+$/.exec(await page.browser().version()) ?? []
      return { version, hashed }
    } finally {
      await session.close()
    }
  },
})
