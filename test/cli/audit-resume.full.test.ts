/** An audit whose process is killed, in each of its parts, goes on to the report that it would have had. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import type { Progress } from '../../src/audit/progress.ts'
import { defective } from '../audit/defects.ts'
import { written } from '../audit/formats.ts'
import { contents, directory } from './harness.ts'

const root = join(import.meta.dirname, '..', '..')
const place = written('hardhat', defective('anybody sets the fee', 'redemptions round up', 'another wording'))
const before = written('foundry', defective('redemptions round up', 'a doubled event'))
afterAll(() => [place, before].forEach((each) => rmSync(each, { recursive: true })))

/** Audits into a folder; with `isTime`, until it says so of the progress, and then kills the process. */
async function audited(
  cwd: string,
  more: readonly string[],
  isTime?: (progress: Progress, against: Progress | undefined) => boolean,
): Promise<number | null> {
  const argv = [place, '--against', before, '--budget', '2500', '--seed', '1', '--out', 'out', ...more]
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), 'audit', ...argv], {
    cwd,
    stdio: 'ignore',
  })
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
  const isKilled = (): boolean => {
    const [progress, against] = ['audit-progress.json', 'audit-progress-against.json'].map((name) => {
      const file = join(cwd, 'out', name)
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : undefined
    })
    return progress !== undefined && isTime?.(progress, against) === true && child.kill('SIGKILL')
  }
  while (child.exitCode === null && !isKilled()) await setTimeout(20)
  return ended
}

describe('an audit', () => {
  let whole: ReadonlyMap<string, string> | undefined
  const uninterrupted = async (): Promise<ReadonlyMap<string, string>> => {
    const cwd = directory()
    expect(await audited(cwd, [])).toBe(1)
    return contents(join(cwd, 'out'))
  }

  it.each<[string, Parameters<typeof audited>[2]]>([
    ['in the comparison', ({ campaign }) => !campaign.isOver],
    ['on the chain alone', ({ alone }) => alone !== undefined && alone.sequences > 5],
    ['while findings are shrunk', ({ differences }) => differences !== undefined],
    ['while properties are shrunk', ({ properties }) => properties !== undefined],
    ['while the other build is compared', (_, against) => against?.campaign !== undefined],
    ['while findings of the other build are shrunk', (_, against) => against?.differences !== undefined],
  ])('that is killed %s reports the same, byte by byte', { timeout: 600_000 }, async (_, isTime) => {
    whole ??= await uninterrupted()
    const cwd = directory()
    expect(await audited(cwd, [], isTime)).toBe(null)
    expect([...contents(join(cwd, 'out')).keys()]).not.toContain('audit.json')
    expect(await audited(cwd, ['--resume'])).toBe(1)
    expect(contents(join(cwd, 'out'))).toEqual(whole)
  })
})
