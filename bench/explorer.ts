/**
 * Explorer benchmark: the time from a move of a slider to the charts of its run, and the memory over many
 * runs, in each browser that is installed.
 *
 *     npm run bench:explorer [RUNS [FRAGMENT]]
 *
 * A move counts until all charts of the report are drawn; the first chart is on the screen before that.
 * Exits 1 if memory grows.
 */
import { readWhole, type Range } from '../src/cli/number.ts'
import { WrongInput } from '../src/cli/wrong-input.ts'
import { BROWSERS, startBrowser, type BrowserName } from '../test/report/browser/browser.ts'
import { explorerPage, visit } from '../test/explorer/visit.ts'
import { asked } from './arguments.ts'

const RUNS: Range = { min: 10n, max: 100_000n, example: 200n }

const { runs, fragment } = await asked({
  name: 'bench:explorer',
  does: 'Measures the time from a move of a slider to the charts, and memory, in each installed browser.',
  usage: [['[RUNS [FRAGMENT]]', 'So many moves on the page of a fragment; 200 and #baseline by default.']],
  most: 2,
  read([runs, fragment = '#baseline']) {
    if (!fragment.startsWith('#'))
      throw new WrongInput({
        expected: 'a fragment of the page that starts with #',
        got: `"${fragment}"`,
        advice: "Example: npm run bench:explorer -- 200 '#bank-run'.",
      })
    return { runs: runs === undefined ? 200 : Number(readWhole('RUNS', runs, RUNS)), fragment }
  },
})

/** Largest ratio of two heaps that counts as constant. */
const FLAT = 1.1
/** Different settings, after which they repeat. */
const SETTINGS = 70
/**
 * Runs before the heap that others are compared with: compiled code is there then, and Plotly has measured
 * every text that it draws, whose sizes it keeps.
 */
const WARM = Math.min(SETTINGS, runs >> 1)
/** Runs between two heaps that are printed. */
const EVERY = 20

const html = await explorerPage()
console.log(`${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB; ${runs} runs of ${fragment}`)
for (const name of Object.keys(BROWSERS) as BrowserName[]) {
  if (BROWSERS[name] === undefined) {
    console.log(`${name}: not installed`)
    continue
  }
  const session = await startBrowser(name)
  const shown = await visit(session, html, fragment)
  const client = name === 'chrome' ? await shown.page.createCDPSession() : undefined
  const heap = async (): Promise<number> => {
    if (client === undefined) return 0
    await client.send('HeapProfiler.collectGarbage')
    return (await client.send('Runtime.getHeapUsage')).usedSize
  }
  const times: number[] = []
  let before = 0
  const heaps: string[] = []
  for (let run = 0; run < runs; run++) {
    if (run === WARM) before = await heap()
    if (client !== undefined && run % EVERY === 0) heaps.push(((await heap()) / 1e6).toFixed(1))
    const start = performance.now()
    await shown.after(() => shown.move('vaultShare', String(21 + (run % SETTINGS))))
    times.push(performance.now() - start)
  }
  const grown = client === undefined ? undefined : (await heap()) / before
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): string => `${Math.round(sorted[Math.ceil(part * sorted.length) - 1]!)} ms`
  console.log(
    `${name}: slider to all charts ${at(0.5)} (median), ${at(0.95)} (95%)` +
      `${grown === undefined ? '' : `; heap ${grown.toFixed(2)} times that after ${WARM} runs`}; ` +
      `${shown.errors.length} errors`,
  )
  if (heaps.length > 0) console.log(`${name}: heap after every ${EVERY} runs, in MB: ${heaps.join(', ')}`)
  await session.close()
  if ((grown ?? 0) > FLAT || shown.errors.length > 0) process.exitCode = 1
}
