/** Benchmarks: wrong arguments end before anything is measured, with the messages of the commands. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

function bench(file: string, ...argv: readonly string[]) {
  const script = join(projectRoot, 'bench', `${file}.ts`)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, script, ...argv], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, out: stdout, err: stderr }
}

test.each([
  ['study', ['hash', 'cost'], /^bench:study: expected an integer from 40 .* for PATHS; got "cost"\./],
  ['study', ['wrong'], /^bench:study: expected one of hash, memory, cost; got "wrong"\.\n {13}See --help\./],
  ['checkouts', ['nowhere'], /^bench:checkouts: expected the directory of another checkout; got "nowhere"/],
  ['checkouts', ['.', 'baselin'], /Did you mean "baseline"\?/],
  ['shrink', ['x'], /^bench:shrink: expected an integer .* for MUTANTS; got "x"/],
  ['explorer', ['5'], /^bench:explorer: expected an integer from 10 /],
  ['lockstep', ['x'], /^bench:lockstep: expected options only/],
  [
    'engine',
    ['--wirte'],
    /^bench: expected an option of this command; got --wirte\.\n {7}Did you mean "--write"/,
  ],
])('%s with %j says what is expected', (file, argv, message) => {
  const { status, out, err } = bench(file, ...argv)
  expect([status, out, err]).toEqual([2, '', expect.stringMatching(message)])
})

test('--help says what is measured, and how', () => {
  const { status, out, err } = bench('study', '--help')
  expect([status, err]).toEqual([0, ''])
  expect(out).toContain('npm run bench:study -- cost [PATHS]')
  expect(out).toContain('--write')
})
