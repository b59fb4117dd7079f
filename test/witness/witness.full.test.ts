/**
 * The third witness: runs of all scenarios, recomputed in Python, have equal daily values; a changed action is noticed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lab } from '../../src/cli/lab.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { run } from '../cli/harness.ts'

const script = join(projectRoot, 'scripts/witness.mjs')
const hasPython = spawnSync('python3', ['--version']).status === 0

const witness = (folders: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [script, ...folders], { encoding: 'utf8', env: { ...process.env, ...env } })

describe.runIf(hasPython)('the third witness', () => {
  let place: string
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'amt-lab-witness-'))
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  const ran = async (name: string, ...more: readonly string[]): Promise<string> => {
    const out = join(place, name)
    const { code } = await run(
      simulate(lab),
      [name, '--days', '60', '--paths', '0', '--seed', '11', '--out', out, ...more],
      {
        cwd: place,
      },
    )
    expect(code).toBe(0)
    return out
  }

  test.each(scenarios.map(({ name }) => name))('recomputes %s equal to the wei', async (name) => {
    const { status, stdout } = witness([await ran(name)])
    expect(stdout).toMatch(/, 0 differences;/)
    expect(status).toBe(0)
  })

  test.each(['true', 'false'])('recomputes a pool with protocolFee=%s', async (fee) => {
    const { status, stdout } = witness([await ran('liquidity-flight', '--set', `protocolFee=${fee}`)])
    expect(stdout).toMatch(/, 0 differences;/)
    expect(status).toBe(0)
  })

  test('notices an action that is left out', async () => {
    const out = await ran('bank-run')
    const file = join(out, 'actions.jsonl')
    const lines = readFileSync(file, 'utf8').split('\n')
    const redemption = lines.findIndex((line) => line.includes('burnVault.backingWithdraw'))
    writeFileSync(file, lines.toSpliced(redemption, 1).join('\n'))
    const { status, stdout } = witness([out])
    expect(stdout).toMatch(/floorPrice: table \S+, witness \S+/)
    expect(status).toBe(1)
  })

  test('notices an amount that is a wei off', async () => {
    const out = await ran('baseline')
    const file = join(out, 'actions.jsonl')
    const text = readFileSync(file, 'utf8')
    const at = text.lastIndexOf('"call":"burnVault.backingWithdraw","args":{"amount":"')
    const amount = /"amount":"(\d+)"/.exec(text.slice(at))![1]!
    writeFileSync(file, text.slice(0, at) + text.slice(at).replace(amount, String(BigInt(amount) - 1n)))
    expect(witness([out]).status).toBe(1)
  })

  test('says what it expects where there is no run', () => {
    const { status, stderr } = witness([join(place, 'nothing')])
    expect(stderr).toMatch(/expected folders of finished runs, got FileNotFoundError/)
    expect(status).toBe(2)
  })
})

test('without Python the witness is skipped with a message', () => {
  const { status, stdout } = witness([], { PYTHON: 'no-such-python' })
  expect(stdout).toContain('skipped: no Python at "no-such-python"')
  expect(status).toBe(0)
})
