/** An interrupted comparison goes on as if it had not been interrupted. */
import { describe, expect, it } from 'vitest'
import { runCampaign, type CampaignOptions } from '../../../src/audit/census/campaign.ts'
import {
  fingerprintOf,
  InvalidProgress,
  progressFile,
  readProgress,
  type Progress,
} from '../../../src/audit/census/progress.ts'
import { findingsOf } from '../../../src/audit/finding.ts'
import { projectBuild } from '../../../src/evm/build.ts'
import { loadCorpus } from '../../../src/lockstep/corpus/corpus.ts'
import { defective } from '../defects.ts'

const build = defective('anybody sets the fee', 'another wording')
const fingerprint = fingerprintOf(build, { seed: 1 })
const corpus = loadCorpus().slice(0, 3)
const options: CampaignOptions = { budget: 4000, seed: 1, corpus, maxActions: 20 }

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each))

describe('a comparison that is interrupted after a batch', () => {
  const saved: string[] = []
  const whole = runCampaign(
    { build },
    {
      ...options,
      onProgress: (progress) => void saved.push(progressFile({ fingerprint, ...progress() })),
    },
  )

  it.each([0, 1])('goes on after batch %i to the same result, by way of a file', (batch) => {
    expect(saved.length).toBeGreaterThan(2)
    const resumed = readProgress(saved[batch]!, fingerprint)
    expect(resumed.batches).toBe(batch)
    const rest = runCampaign({ build }, { ...options, resumed })
    expect(plain(rest.census.save())).toBe(plain(whole.census.save()))
    expect([rest.batches, rest.sequences]).toEqual([whole.batches, whole.sequences])
    const [all, again] = [whole, rest].map(({ census }) =>
      findingsOf({ build }, census, { isLate: () => true }),
    )
    expect(plain(again)).toBe(plain(all))
  })

  it('has less to do than from the start', () => {
    const resumed = readProgress(saved.at(-1)!, fingerprint)
    let batches = 0
    runCampaign({ build }, { ...options, resumed, onBatch: () => batches++ })
    expect(batches).toBeLessThan(whole.batches)
  })

  it('goes on only with the same build, seed and configuration', () => {
    for (const other of [
      fingerprintOf(projectBuild(), { seed: 1 }),
      fingerprintOf(build, { seed: 2 }),
      fingerprintOf({ ...build, lacks: ['market.setFee'] }, { seed: 1 }),
    ])
      expect(() => readProgress(saved[0]!, other)).toThrow(InvalidProgress)
    expect(() => readProgress('{', fingerprint)).toThrow(InvalidProgress)
    const older = JSON.stringify({ ...(JSON.parse(saved[0]!) as Progress), schema: 0 })
    expect(() => readProgress(older, fingerprint)).toThrow('no progress of this version')
  })
})
