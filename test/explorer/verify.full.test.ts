/**
 * Verify here, in browsers: the seal, progress, cancel, both languages, and a contract that differs. And the
 * source within the page: compiled again, it gives the code within the page.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCompiler, solc0516, solc066 } from '../../src/evm/compile/compiler.ts'
import { plotlyBundle } from '../../src/cli/versions.ts'
import { explorerDocument } from '../../src/explorer/document.ts'
import { explorerContracts, type Contracts, type Source } from '../../src/explorer/verify/contracts.ts'
import {
  BROWSERS,
  startBrowser,
  type BrowserName,
  type Opened,
  type Session,
} from '../report/browser/browser.ts'
import { input } from '../report/fixture.ts'
import { dearer, scripts } from './verifier.ts'

const contracts = explorerContracts()
const html = (given?: Contracts): string =>
  explorerDocument({ ...scripts, versions: input().versions, plotly: plotlyBundle(), contracts: given })

test('the source within a page compiles to the code within the page', () => {
  const compilers = [solc0516, solc066]
  const codes = contracts.source.compilations.map(({ input: given }, index) => {
    const { contracts: units } = JSON.parse(runCompiler(compilers[index]!, JSON.stringify(given))) as {
      readonly contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>
    }
    return Object.assign({}, ...Object.values(units)) as Record<
      string,
      { evm: { bytecode: { object: string } } }
    >
  })
  const { factory, pair, router } = contracts.build.outside
  expect(`0x${codes[0]!['UniswapV2Factory']!.evm.bytecode.object}`).toBe(factory.bytecode)
  expect(`0x${codes[0]!['UniswapV2Pair']!.evm.bytecode.object}`).toBe(pair.bytecode)
  expect(`0x${codes[1]!['UniswapV2Router02']!.evm.bytecode.object}`).toBe(router.bytecode)
  expect(contracts.source.licence).toContain('GNU GENERAL PUBLIC LICENSE')
})

/** What the section of the verification shows once it has a seal of this kind. */
async function sealed({ page }: Opened, kind: string): Promise<string> {
  await page.waitForFunction(`document.querySelector('.verify .seal.${kind}')`, { timeout: 100_000 })
  return page.evaluate(`document.querySelector('.verify .seal').textContent`) as Promise<string>
}

/** A button of the section. */
const press = async ({ page }: Opened): Promise<void> => {
  await page.waitForSelector('.verify button:not([disabled])', { timeout: 100_000 })
  await page.evaluate(`document.querySelector('.verify button').click()`)
}

/** Shows two days of the scenario. */
async function short({ page }: Opened): Promise<void> {
  await page.evaluate(`location.hash = '#baseline&days=2'`)
  await page.waitForFunction(`document.querySelector('.report .facts')?.textContent.startsWith('2 ')`)
}

describe.for(['chrome', 'firefox'] as const)('in %s', { timeout: 240_000 }, (name: BrowserName) => {
  describe.skipIf(BROWSERS[name] === undefined)('with contracts', () => {
    let session: Session
    let opened: Opened
    beforeAll(async () => {
      session = await startBrowser(name)
      opened = await session.open(html(contracts))
    }, 240_000)
    afterAll(() => session?.close())

    test('a replay of a year can be cancelled', async () => {
      await press(opened)
      await opened.page.waitForSelector('.verify progress[value]', { timeout: 100_000 })
      await press(opened)
      expect(await opened.page.evaluate(`document.querySelector('.verify progress')`)).toBeNull()
      expect(await opened.page.evaluate(`document.querySelector('.verify .seal').textContent`)).toMatch(
        /Not verified|Sin verificar/,
      )
    })

    test('the seal says what was compared, in both languages, and nothing was requested', async () => {
      const { page } = opened
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).protocol))
      await short(opened)
      await page.select('.language select', 'en')
      await press(opened)
      expect(await sealed(opened, 'good')).toMatch(
        /^[\d,]+ actions replayed on the EVM, 0 divergences\. .* in [\d,]+ view results; EthereumJS took no part\.$/,
      )
      await page.select('.language select', 'es')
      await page.waitForFunction(
        `document.querySelector('.verify .seal.good')?.textContent.endsWith('EthereumJS no participó.')`,
        { timeout: 100_000 },
      )
      expect(await page.evaluate(`document.querySelector('.verify .licence p').textContent`)).toContain(
        'Licencia Pública General de GNU',
      )
      expect(asked.filter((protocol) => protocol !== 'blob:')).toEqual([])
      expect(opened.errors).toEqual([])
    })

    test('another experiment has no seal', async () => {
      await opened.page.evaluate(`location.hash = '#baseline&days=3'`)
      await opened.page.waitForFunction(`!document.querySelector('.verify .seal.good')`)
    })

    // Saving is tested in Chromium only; what follows is the same for all browsers.
    if (name === 'firefox') return
    test('the source and the licence can be saved', async () => {
      const { name: file, bytes } = await session.saved(opened.page, '.verify .licence button')
      expect(file).toBe('pancakeswap-v2-source.json')
      expect(JSON.parse(bytes.toString()) as Source).toEqual(contracts.source)
    })

    test('a contract that differs from the model has a red seal with the divergence', async () => {
      const changed = await session.open(html(dearer(contracts)))
      await changed.page.waitForSelector('.language select')
      await changed.page.select('.language select', 'en')
      await short(changed)
      await press(changed)
      const text = await sealed(changed, 'bad')
      expect(text).toMatch(/1 divergence\b.* Model and contracts differ/)
      expect(text).toMatch(/swap/i)
    })

    test('a page without contracts names the command that writes one with them', async () => {
      const { page } = await session.open(html())
      await page.waitForSelector('.verify code')
      expect(await page.evaluate(`document.querySelector('.verify code').textContent`)).toBe(
        'npm run explore -- --contracts',
      )
      expect(await page.evaluate(`document.querySelector('.verify button')`)).toBeNull()
    })
  })
})
