/** Request: the arguments of `npm run explore`. */
import { resolve } from 'node:path'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { readWhole, type Range } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { choiceOf } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

export const OPTIONS = {
  out: { value: 'FILE', means: 'The page. Default out/explore.html.' },
  'no-open': { means: 'Write the page and do not open it in the browser.' },
  serve: {
    value: 'PORT',
    means: 'Serve the page on this machine alone (127.0.0.1) until Ctrl-C. 0 takes any free port.',
  },
  contracts: {
    means:
      'Include the compiled contracts, so that the page can verify runs. Such a page is under the GPL, version 3 or later.',
  },
  json: { means: 'Print one JSON object on one line instead of the text.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export interface Explore {
  /** Absolute. */
  readonly out: string
  readonly opens: boolean
  /** Port to serve at; undefined for a file alone. */
  readonly port: number | undefined
  /** Name of the scenario that is shown first. */
  readonly scenario: string | undefined
  /** Whether the page has the compiled contracts. */
  readonly contracts: boolean
  readonly json: boolean
}

const PORTS: Range = { min: 0n, max: 65_535n, example: 8080n }

/** @throws {WrongInput} when the arguments are invalid. */
export function readExplore(
  argv: readonly string[],
  scenarios: readonly Scenario[],
  cwd: string,
): Explore | { readonly help: true } {
  const { flags, values, positionals } = readOptions(argv, OPTIONS)
  if (flags.has('help')) return { help: true }
  const [scenario, ...more] = positionals
  const names = scenarios.map(({ name }) => name)
  if (more.length > 0 || (scenario !== undefined && !names.includes(scenario)))
    throw new WrongInput({
      expected: 'at most one scenario',
      got: positionals.map((each) => `"${each}"`).join(', '),
      advice: more.length > 0 ? 'The page shows all of them.' : choiceOf(scenario!, names, 'See --help.'),
    })
  const out = values.get('out')?.[0] ?? 'out/explore.html'
  if (!/[^/]\.html?$/.test(out))
    throw new WrongInput({
      expected: 'a file for --out that ends in .html',
      got: `"${out}"`,
      advice: 'Example: --out out/explore.html.',
    })
  const port = values.get('serve')?.[0]
  return {
    out: resolve(cwd, out),
    opens: !flags.has('no-open'),
    port: port === undefined ? undefined : Number(readWhole('--serve', port, PORTS)),
    scenario,
    contracts: flags.has('contracts'),
    json: flags.has('json'),
  }
}
