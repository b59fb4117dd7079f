import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { decodeAction } from '../../src/model/interface/action.ts'
import { resultHash } from '../../src/report/hash.ts'
import { filesOfManifest } from '../../src/report/manifest-files.ts'
import { report } from '../../src/report/report.ts'
import { UnfitName } from '../../src/report/run-files.ts'
import { canonicalText } from '../../src/sim/result.ts'
import { brokenInvariant, input, result } from './fixture.ts'

const files = report(input())
const text = (name: string): string => files.get(name) as string
const manifest = JSON.parse(text('manifest.json')) as {
  resultHash: string
  files: { name: string; bytes: number; sha256: string }[]
}

test('a report consists of a page, each table as CSV and Parquet, its columns, the actions and the manifest', () => {
  expect([...files.keys()]).toEqual([
    'report.html',
    'days.csv',
    'payment.csv',
    'days.parquet',
    'payment.parquet',
    'columns.json',
    'actions.jsonl',
    'result.json',
    'card.json',
    'manifest.json',
  ])
})

test('the same input gives the same bytes', () => {
  expect(report(input())).toEqual(files)
})

test('another seed gives another hash, in the page and in the manifest', () => {
  const other = report(input({ result: result(3, { seed: '2' }) }))
  expect(other.get('report.html')).not.toBe(files.get('report.html'))
  expect(other.get('manifest.json')).not.toBe(files.get('manifest.json'))
})

test('the actions decode to the same actions', () => {
  const lines = text('actions.jsonl').trimEnd().split('\n')
  expect(lines.map(decodeAction)).toEqual(input().result.actions)
})

test('a run without actions has an empty actions file', () => {
  expect(report(input({ result: result(3, { actions: [] }) })).get('actions.jsonl')).toBe('')
})

test('the result hash is the SHA-256 of the canonical text', () => {
  const { result: run } = input()
  const hash = createHash('sha256').update(canonicalText(run)).digest('hex')
  expect(resultHash(run)).toBe(hash)
  expect(manifest.resultHash).toBe(hash)
})

test('the manifest has the size and SHA-256 of every other file', () => {
  expect(manifest.files.map(({ name }) => name)).toEqual([...files.keys()].slice(0, -1))
  for (const { name, bytes, sha256 } of manifest.files) {
    expect(bytes).toBe(Buffer.from(text(name)).length)
    expect(sha256).toBe(createHash('sha256').update(text(name)).digest('hex'))
  }
})

test('the manifest has the inputs of a replay and no timestamp', () => {
  expect(manifest).toMatchObject({
    scenario: 'fixture',
    seed: '1',
    path: 0,
    days: 3,
    parameters: { vaultShare: '20', difficultyGrowth: '50' },
    founding: { people: ['Ana', 'Bruno'], timestamp: '1689120000' },
    command: 'npm run simulate -- fixture --seed 1 --days 3',
    versions: { node: '20.20.2', compilers: { 'the contracts': '0.8.37' } },
    verified: null,
  })
  expect(text('manifest.json')).not.toMatch(/\d{4}-\d\d-\d\dT/)
})

test('a manifest lists its files, and any other JSON file lists none', () => {
  expect(filesOfManifest(text('manifest.json'))).toEqual(['manifest.json', ...[...files.keys()].slice(0, -1)])
  for (const other of [
    '{',
    '[]',
    'null',
    '{"format":"amt-lab run 1"}',
    '{"name":"app","files":[{"name":"a"}]}',
  ])
    expect(filesOfManifest(other)).toEqual([])
})

test.for(['../escape', 'Days', '', 'actions/x', '.hidden'])(
  'a table named "%s" throws, since it is not usable as a file name',
  (name) => {
    const run = result(3)
    const tables = [{ ...run.tables[0]!, name }]
    expect(() => report(input({ result: { ...run, tables, charts: [] } }))).toThrow(UnfitName)
  },
)

const variant = (name: string) => ({
  name,
  title: 'Without the RCL',
  set: { vaultShare: '0' },
  parameters: { vaultShare: '0', difficultyGrowth: '50' },
  deployment: input().result.deployment,
  actions: [{ wait: 1n }, { wait: 2n }],
  reverts: { 'master.charge: AlreadyCharged': 3 },
})

test('a variant has a file of actions and a row on the page', () => {
  const all = report(input({ result: result(3, { variants: [variant('no-rcl')] }) }))
  expect(all.get('actions-no-rcl.jsonl')).toBe('{"wait":"1"}\n{"wait":"2"}\n')
  expect(JSON.parse(all.get('manifest.json') as string)).toMatchObject({
    variants: [{ name: 'no-rcl', set: { vaultShare: '0' }, actions: 'actions-no-rcl.jsonl' }],
  })
  const html = all.get('report.html') as string
  expect(html).toContain('Without the RCL')
  expect(html).toContain('<code>vaultShare=0</code>')
  expect(html).toContain('href="actions-no-rcl.jsonl"')
  expect(files.get('report.html')).not.toContain('<h2 id="variants">')
})

test('a broken invariant in a variant names the variant', () => {
  const { rate, ...others } = brokenInvariant
  const invariants = { ...others, rate: { ...rate!, violation: { ...rate!.violation!, variant: 'no-rcl' } } }
  const html = report(input({ result: result(3, { invariants }) })).get('report.html') as string
  expect(html).toContain('First on day 1, action 2 of variant <code>no-rcl</code>: rate fell')
})

test.for(['../escape', 'No-RCL', ''])(
  'a variant named "%s" throws, since it is not usable as a file name',
  (name) => {
    expect(() => report(input({ result: result(3, { variants: [variant(name)] }) }))).toThrow(UnfitName)
  },
)

test('two variants of one name throw', () => {
  const variants = [variant('twice'), variant('twice')]
  expect(() => report(input({ result: result(3, { variants }) }))).toThrow(UnfitName)
})

test('two tables of one name throw', () => {
  const run = result(3)
  expect(() =>
    report(input({ result: { ...run, tables: [run.tables[0]!, run.tables[0]!], charts: [] } })),
  ).toThrow(UnfitName)
})
