/** Command `claims`: its table, data, files and exit codes, and messages for wrong input. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { claims } from '../../src/cli/commands/claims.ts'
import { changedBuild } from '../../src/evm/build.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { directory, run } from './harness.ts'

interface Data {
  readonly seed: string
  readonly statements: number
  readonly covered: number
  readonly claims: readonly {
    readonly number: number
    readonly readings: readonly {
      readonly verdict: string
      readonly counterexamples: readonly {
        readonly confirmed: boolean
        readonly actions: readonly unknown[]
      }[]
    }[]
  }[]
}

const asked = (argv: readonly string[], cwd = directory()): ReturnType<typeof run> =>
  run(claims(), argv, { cwd })

describe('claims', () => {
  test('prints a line for each reading and the story of a counterexample', async () => {
    const { code, out } = await asked(['--only', '42,16'])
    expect(code).toBe(0)
    expect(out).toMatch(/^16 +value +figures agree +1 checked, 0 differ$/m)
    expect(out).toMatch(/^42 +only-the-owner +fails/m)
    expect(out).toMatch(/^ {2}2\. \w+ burns 1 base unit of AMT$/m)
    expect(out).toContain('The compiled contracts do the same')
  })

  test('gives the same data for the same seed, as JSON and as files', async () => {
    const cwd = directory()
    const { out } = await asked(['--only', '42', '--seed', '9', '--json', '--out', 'ledger'], cwd)
    const data = JSON.parse(out) as Data
    expect(data).toMatchObject({ seed: '9', statements: 45, covered: 1 })
    const [reading] = data.claims[0]!.readings
    expect(reading).toMatchObject({ verdict: 'fails', counterexamples: [{ confirmed: true }] })
    expect(reading!.counterexamples[0]!.actions).toHaveLength(2)
    expect(JSON.parse(readFileSync(join(cwd, 'ledger/claims.json'), 'utf8'))).toEqual(data)
    expect(readFileSync(join(cwd, 'ledger/claims.md'), 'utf8')).toContain('## Claim 42')
    expect(readFileSync(join(cwd, 'ledger/claims.html'), 'utf8')).toContain('<h2 id="claim-42">')
    const regions = pathToFileURL(join(projectRoot, 'docs', 'regions.md')).href
    expect(readFileSync(join(cwd, 'ledger/claims.md'), 'utf8')).toContain(`(${regions})`)
    expect((await asked(['--only', '42', '--seed', '9', '--json'])).out).toBe(out)

    writeFileSync(join(cwd, 'ledger/claims.json'), '{}')
    const refused = await asked(['--only', '42', '--out', 'ledger'], cwd)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('claims.json, claims.html, claims.md would be overwritten')
  })

  test('exits with 1 if the contracts contradict a counterexample', async () => {
    const edit = {
      purpose: 'mints half',
      source: 'contracts/AutoMiningToken.sol',
      find: '_mint(to, amount)',
      replace: '_mint(to, amount / 2)',
    }
    const build = changedBuild('mints half', { edits: [edit] })
    const { code, out } = await run(claims(build), ['--only', '42'], { cwd: directory() })
    expect(code).toBe(1)
    expect(out).toContain('NOT CONFIRMED')
  })

  test.each([
    [['--only', '46'], 'numbers of claims from 1 to 45'],
    [['--only', '5,x'], '"x" in --only 5,x'],
    [['--only', ''], 'numbers of claims from 1 to 45'],
    [['--seed', '-1'], '--seed'],
    [['5'], 'Select claims with --only'],
    [['--onyl', '5'], 'Did you mean'],
    [['--out', '.'], 'does not contain the working directory'],
  ])('%j is wrong input, and writes nothing', async (argv, message) => {
    const cwd = directory()
    const { code, out, err } = await asked(
      ['--out', 'ledger', ...argv].slice(argv[0] === '--out' ? 2 : 0),
      cwd,
    )
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(existsSync(join(cwd, 'ledger'))).toBe(false)
  })
})
