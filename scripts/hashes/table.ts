/** Table: the hashes of all scenarios over the engines, as a page of the documentation. */
import type { Asked, Hashes } from './engine.ts'

export interface Column extends Hashes {
  readonly name: string
}

/** Where the page is, below the project's root. */
export const PAGE = 'docs/reference/engines.md'

/** Digits of a hash in the table. All 64 are compared. */
export const DIGITS = 16

/** What an engine computes differently from the first: scenario, engine and both hashes. */
export const differences = ([first, ...others]: readonly Column[]): readonly string[] =>
  others.flatMap(({ name, hashed }) =>
    hashed.flatMap((each, index) => {
      const expected = first!.hashed[index]!
      return each.hash === expected.hash
        ? []
        : [`${each.name}: ${first!.name} has ${expected.hash}, ${name} has ${each.hash}`]
    }),
  )

/** The page as Markdown. */
export function page(columns: readonly Column[], date: string): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const sum = ({ hashed }: Column): number => hashed.reduce((all, { seconds }) => all + seconds, 0)
  const rows = columns[0]!.hashed.map(({ name, days, hash }, index) =>
    row([
      `\`${name}\``,
      String(days),
      `\`${hash.slice(0, DIGITS)}\``,
      ...columns.map(({ hashed }) => hashed[index]!.seconds.toFixed(1)),
    ]),
  )
  return `# The same results in every engine

All scenarios with default parameters, seed 1 and path 0, run by the module \`amt-lab/browser\` in ${columns.length} JavaScript
engines: V8 in Node.js, Deno and Chromium, SpiderMonkey in Firefox. Every result has the same SHA-256 in all of them, of which the
table has the first ${DIGITS} digits. Times are seconds of one run with its invariants and its hash, each engine after the other on two
cores that others used too: they compare no engines.

\`npm run hashes\` computes the table and writes this page. It fetches the versions of Node.js and Deno that are not installed from
npm into \`.cache/engines\`, and needs Chromium and Firefox. Computed on ${date}.

${row(['scenario', 'days', 'result hash', ...columns.map(({ name, version }) => `${/\d$/.test(name) ? name.replace(/ \d+$/, '') : name} ${version}`)])}
${row(['---', '--:', '---', ...columns.map(() => '--:')])}
${rows.join('\n')}
${row(['sum', '', '', ...columns.map((column) => sum(column).toFixed(1))])}
`
}

/** Scenarios of a page with their days and the first digits of their hashes. */
export const listed = (text: string): readonly (Asked & { readonly digits: string })[] =>
  [...text.matchAll(/^\| `([\w-]+)` \| (\d+) \| `([0-9a-f]+)` \|/gm)].map(([, name, days, digits]) => ({
    name: name!,
    days: Number(days),
    digits: digits!,
  }))
