/** Shards: a small study of the test lab, and its shards computed one by one. */
import { expect } from 'vitest'
import { shard } from '../../../src/cli/commands/shard.ts'
import { directory, run, type CommandOutput } from '../harness.ts'
import { command, LAB } from './ask.ts'
import { lab } from './lab.ts'

export const STUDY = 'gamble --runs 7 --days 4 --sweep share=10,20 --shard-size 3 --json --out study'.split(
  ' ',
)
export const MANIFEST = 'study/manifest.json'

export const study = (cwd: string, ...more: string[]): Promise<CommandOutput> =>
  run(command, [...STUDY, '--workers', '1', ...more], { cwd })

export const compute = (cwd: string, index: string, module = LAB): Promise<CommandOutput> =>
  run(shard(lab, module), [MANIFEST, index], { cwd })

/** A study whose shards were computed one by one, the last one first. */
export async function computed(): Promise<string> {
  const cwd = directory()
  const { out } = await study(cwd, '--executor', 'none')
  const { shards, missing } = JSON.parse(out) as { shards: number; missing: number[] }
  expect([shards, missing]).toEqual([6, [0, 1, 2, 3, 4, 5]])
  for (const index of missing.toReversed())
    expect(await compute(cwd, String(index))).toMatchObject({ code: 0 })
  return cwd
}

/** The bytes with one bit changed. */
export function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 1
  return copy
}
