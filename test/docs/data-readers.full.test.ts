/**
 * The snippets of the how-to about reading data run, and print what the CSV files say. A snippet whose reader is
 * not installed is skipped: `.ci/run` installs those that packages of npm and Debian have.
 */
import { execFileSync, spawnSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { study } from '../../src/cli/commands/study.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { readParquet } from '../../src/report/parquet.ts'
import { run } from '../cli/harness.ts'

const page = readFileSync(join(projectRoot, 'docs/how-to/read-the-data.md'), 'utf8')
const snippets = [...page.matchAll(/^```(\w+)([ \w]*)\n([\s\S]*?)^```$/gm)].map(
  ([, language, needs, code]) => ({
    language: language!,
    needs: needs!.trim().split(' ').filter(Boolean),
    code: code!,
  }),
)

const LAB = new URL('../../src/cli/lab.ts', import.meta.url).href
const READERS = join(projectRoot, '.ci/readers/node_modules')
/** Debian's Python has Debian's packages; another one in the path need not. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

const answers = (program: string, ...argv: string[]): boolean =>
  spawnSync(program, argv, { stdio: 'ignore' }).status === 0

interface Snippet {
  readonly language: string
  readonly needs: readonly string[]
  readonly code: string
}

/** What a snippet needs and this machine lacks. */
function lacks({ language, needs }: Snippet): readonly string[] {
  if (language === 'sql') return existsSync(join(READERS, '@duckdb')) ? [] : ['@duckdb/node-api']
  if (language === 'js') return existsSync(join(READERS, 'nodejs-polars')) ? [] : ['nodejs-polars']
  if (language === 'python') return needs.filter((name) => !answers(PYTHON, '-c', `import ${name}`))
  if (language !== 'r') return []
  if (!answers('Rscript', '--version')) return ['r-base-core']
  return needs.filter((name) => !answers('Rscript', '-e', `library(${name})`))
}

/** What a snippet prints in `cwd`. */
async function printed({ language, code }: Snippet, cwd: string): Promise<string> {
  const file = (name: string, text: string): string => {
    writeFileSync(join(cwd, name), text)
    return join(cwd, name)
  }
  const options: ExecFileSyncOptionsWithStringEncoding = { cwd, encoding: 'utf8' }
  switch (language) {
    case 'sql': {
      const { DuckDBInstance } = (await import(
        pathToFileURL(createRequire(join(READERS, 'x.js')).resolve('@duckdb/node-api')).href
      )) as { DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> } }
      const connection = await (await DuckDBInstance.create(':memory:')).connect()
      const inPlace = code.replaceAll(`'out/`, `'${cwd}/out/`)
      const rows = (await connection.runAndReadAll(inPlace)).getRowsJson()
      return rows.map((row) => row.join(' ')).join('\n')
    }
    case 'js': {
      const polars = pathToFileURL(createRequire(join(READERS, 'x.js')).resolve('nodejs-polars')).href
      return execFileSync(process.execPath, [file('x.mjs', code.replace('nodejs-polars', polars))], options)
    }
    case 'python':
      return execFileSync(PYTHON, [file('x.py', code)], options)
    case 'r':
      return execFileSync('Rscript', ['--vanilla', file('x.r', code)], options)
    default: {
      const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
      const entry = pathToFileURL(join(projectRoot, 'src/report/index.ts')).href
      const source = file('x.mts', code.replace('amt-lab/report', entry))
      return execFileSync(process.execPath, ['--import', tsx, source], options)
    }
  }
}

interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowsJson(): (string | number | null)[][] }>
}

describe('data files', () => {
  let cwd: string
  let last: Readonly<Record<string, string>>
  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    await run(simulate(lab), 'baseline --days 9 --paths 0'.split(' '), { cwd })
    const argv = 'baseline --runs 4 --days 3 --workers 1 --shard-size 2 --sweep vaultShare=20,100'
    await run(study(lab, LAB), argv.split(' '), { cwd })
    const [head, ...lines] = readFileSync(join(cwd, 'out/baseline/daily.csv'), 'utf8').trim().split('\n')
    const cells = lines.at(-1)!.split(',')
    last = Object.fromEntries(head!.split(',').map((name, index) => [name, cells[index]!]))
  }, 120_000)
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  test('have snippets for four readers, and for TypeScript', () => {
    const languages = snippets.map(({ language }) => language)
    expect([...new Set(languages)].toSorted()).toEqual(['js', 'python', 'r', 'sql', 'ts'])
  })

  test.for(snippets.map((each, index) => ({ ...each, index })))(
    'are read by snippet $index, $language $needs',
    { timeout: 120_000 },
    async (snippet, { skip }) => {
      const missing = lacks(snippet)
      skip(missing.length > 0, `${missing.join(', ')} is not there`)
      const out = await printed(snippet, cwd)
      if (!snippet.code.includes('shards')) {
        expect(out).toContain(last['date'])
        // A table of Polars shows fewer digits, and may show an exponent.
        const [floor] = /\d\.\d+(?:e-\d+)?/.exec(out.replace(last['date']!, ''))!
        expect(Number(floor) / Number(last['floorPrice'])).toBeCloseTo(1, snippet.language === 'js' ? 2 : 12)
        if (['sql', 'python', 'ts'].includes(snippet.language)) expect(out).toContain(last['floorPrice'])
        return
      }
      const rows = out.split('\n').map((line) => line.split(' '))
      const names = readdirSync(join(cwd, 'out/study-baseline/shards')).filter((name) =>
        name.endsWith('.parquet'),
      )
      const files = await Promise.all(
        names.map((name) => readParquet(readFileSync(join(cwd, 'out/study-baseline/shards', name)))),
      )
      const column = (name: string): string[] =>
        files.flatMap(({ columns }) => columns.get(name)!.map((cell) => cell ?? ''))
      const shares = column('parameter_vaultShare')
      const floors = column('metric_finalFloor')
      const paidBack = column('metric_dayPaidBack')
      // As text, 100 would come before 20.
      expect(rows.map(([share]) => Number(share))).toEqual([20, 100])
      for (const [share, floor, never] of rows) {
        const own = shares.flatMap((each, row) => (Number(each) === Number(share) ? [row] : []))
        expect(own).toHaveLength(4)
        const most = own
          .map((row) => floors[row]!)
          .toSorted((a, b) => Number(a) - Number(b))
          .at(-1)!
        expect(floor).toContain(most)
        expect(Number(never)).toBe(own.filter((row) => paidBack[row] === 'never').length)
        expect(Number(never)).toBeGreaterThan(0)
      }
    },
  )
})
