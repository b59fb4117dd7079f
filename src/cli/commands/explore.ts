/**
 * Command `explore`: the scenarios, the engine and the reports as one page that computes in the browser.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { explorerScripts } from '../../explorer/bundle.ts'
import { CONTRACTS_LICENCE, explorerDocument, GENERATOR } from '../../explorer/document.ts'
import type { Contracts } from '../../explorer/verify/contracts.ts'
import { scenarios } from '../../scenarios/index.ts'
import { openInBrowser } from '../explore/open.ts'
import { OPTIONS, readExplore } from '../explore/request.ts'
import { serve } from '../explore/serve.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command, type Io } from '../io.ts'
import { notOurs } from '../output.ts'
import { plotlyBundle, versions } from '../versions.ts'
import { writeWholeFile } from '../write-file.ts'

/** @throws {WrongInput} when the arguments are invalid, or the page cannot be written or served. */
export const explore: Command = async (argv, io) => {
  const asked = readExplore(argv, scenarios, io.cwd)
  if ('help' in asked) {
    io.out(help())
    return EXIT.holds
  }
  const { out, opens, port, scenario, contracts, json } = asked
  if (existsSync(out) && !readFileSync(out, 'utf8').includes(MADE))
    throw notOurs(dirname(out), [basename(out)])
  const page = explorerDocument({
    ...(await explorerScripts()),
    versions: versions(),
    plotly: plotlyBundle(),
    contracts: contracts ? await compiledContracts() : undefined,
  })
  writeWholeFile(out, page)
  const served = port === undefined ? undefined : await serve(page, port)
  const fragment = scenario === undefined ? '' : `#${scenario}`
  const address = `${served?.address ?? pathToFileURL(out).href}${fragment}`
  const told = {
    page: shownPath(out, io),
    bytes: Buffer.byteLength(page),
    licence: contracts ? CONTRACTS_LICENCE : 'MIT',
    ...(served ? { address } : {}),
  }
  io.out(json ? `${JSON.stringify(told)}\n` : text(told))
  if (opens && !(await openInBrowser(address)))
    io.err(`No program was found that opens pages. Open ${address} in a browser.\n`)
  if (served !== undefined) await untilStopped(served, io)
  return EXIT.holds
}

const MADE = `<meta name="generator" content="${GENERATOR}">`

/** Lazy import: most pages are without the contracts, and need no compiler. */
async function compiledContracts(): Promise<Contracts> {
  const { explorerContracts } = await import('../../explorer/verify/contracts.ts')
  return explorerContracts()
}

interface Told {
  readonly page: string
  readonly bytes: number
  readonly licence: string
  readonly address?: string
}

const text = ({ page, bytes, licence, address }: Told): string =>
  `Explorer    ${page} (${(bytes / 1e6).toFixed(2)} MB), which needs no network\n${
    licence === CONTRACTS_LICENCE
      ? `Licence     ${licence}, since it contains PancakeSwap V2; the source is in the page\n`
      : ''
  }${address === undefined ? '' : `Served at   ${address} until Ctrl-C\n`}`

async function untilStopped(served: Awaited<ReturnType<typeof serve>>, io: Io): Promise<void> {
  const release = io.onStop(() => {
    served.end()
    return 'The server has ended.'
  })
  await served.ended
  release()
}

function help(): string {
  return `Writes the model, all scenarios and their reports as one page that computes in the browser, and opens it. The page needs
no network; its results have the hashes of npm run simulate.

Usage
  npm run explore [-- SCENARIO] [options]

Options
${optionLines(OPTIONS)}

Exit codes
  0  page written
  2  nothing written: invalid input, a file of other origin, or a port that is taken
  3  nothing written: internal error

Examples
  npm run explore
  npm run explore -- halving --no-open --out out/halving.html
  npm run explore -- --contracts
  npm run explore -- --serve 8080
`
}
