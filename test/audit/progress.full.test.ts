/** An interrupted audit goes on as if it had not been interrupted, wherever it was. */
import { describe, expect, it } from 'vitest'
import { audit, type Subject } from '../../src/audit/audit.ts'
import { runCampaign, type CampaignOptions } from '../../src/audit/census/campaign.ts'
import { findingsOf } from '../../src/audit/finding.ts'
import {
  fingerprintOf,
  InvalidProgress,
  progressFile,
  readProgress,
  type AuditProgress,
  type Progress,
} from '../../src/audit/progress.ts'
import { auditData } from '../../src/audit/report/data.ts'
import { verdictOf } from '../../src/audit/report/verdict.ts'
import { projectBuild } from '../../src/evm/build.ts'
import { loadCorpus } from '../../src/lockstep/corpus/corpus.ts'
import { defective } from './defects.ts'

const build = defective('anybody sets the fee', 'another wording')
const fingerprint = fingerprintOf(build, { seed: 1 })
const corpus = loadCorpus().slice(0, 3)
const options: CampaignOptions = { budget: 4000, seed: 1, corpus, maxActions: 20 }

/** A progress as it is read from its file. */
const byFile = (progress: AuditProgress): Progress =>
  readProgress(progressFile({ fingerprint, milliseconds: 0, ...progress }), fingerprint)

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each))

describe('a comparison that is interrupted after a batch', () => {
  const saved: AuditProgress[] = []
  const whole = runCampaign(
    { build },
    {
      ...options,
      onProgress: (progress) => void saved.push({ campaign: progress() }),
    },
  )

  it.each([0, 1])('goes on after batch %i to the same result, by way of a file', (batch) => {
    expect(saved.length).toBeGreaterThan(2)
    const resumed = byFile(saved[batch]!).campaign
    expect(resumed.batches).toBe(batch)
    const rest = runCampaign({ build }, { ...options, resumed })
    expect(plain(rest.census.save())).toBe(plain(whole.census.save()))
    expect([rest.batches, rest.sequences]).toEqual([whole.batches, whole.sequences])
    const [all, again] = [whole, rest].map(({ census }) =>
      findingsOf({ build }, census, { isLate: () => true }),
    )
    expect(plain(again)).toBe(plain(all))
  })

  it('has nothing left to do after the last one', () => {
    const resumed = byFile(saved.at(-1)!).campaign
    let batches = 0
    runCampaign({ build }, { ...options, resumed, onBatch: () => batches++ })
    expect(batches).toBe(0)
  })

  it('goes on only with the same build, seed and configuration', () => {
    const text = progressFile({ fingerprint, milliseconds: 0, ...saved[0]! })
    for (const other of [
      fingerprintOf(projectBuild(), { seed: 1 }),
      fingerprintOf(build, { seed: 2 }),
      fingerprintOf({ ...build, lacks: ['market.setFee'] }, { seed: 1 }),
    ])
      expect(() => readProgress(text, other)).toThrow(InvalidProgress)
    expect(() => readProgress('{', fingerprint)).toThrow(InvalidProgress)
    const older = JSON.stringify({ ...(JSON.parse(text) as Progress), schema: 0 })
    expect(() => readProgress(older, fingerprint)).toThrow('no progress of this version')
  })
})

describe('an audit that is interrupted after the comparison', () => {
  const nothing = {
    form: 'project',
    surface: [],
    extras: [],
    extraViews: [],
    others: [],
    unlinked: [],
  } as const
  const several = defective('anybody sets the fee', 'redemptions round up', 'another wording')
  const subject: Subject = { name: 'several', build: several, ...nothing }
  const saved: AuditProgress[] = []
  const how = { budget: 700, seed: 1, corpus: loadCorpus().slice(0, 12), maxActions: 20 }
  const reported = (resumed?: AuditProgress): string => {
    const onProgress = resumed === undefined ? (save: () => AuditProgress) => saved.push(save()) : () => {}
    const result = audit(subject, { ...how, resumed, onProgress })
    return JSON.stringify(auditData(verdictOf(result, [], { command: '', repeat: () => '' })))
  }
  const whole = reported()
  const [alone, differences, properties] = [
    saved.find((each) => each.alone !== undefined && each.alone.broken.length > 0),
    saved.find((each) => each.differences !== undefined),
    saved.find((each) => each.properties !== undefined),
  ]

  it('has something left to do in each part', () => {
    const last = saved.at(-1)!
    expect(alone!.differences).toBeUndefined()
    expect(alone!.alone!.sequences).toBeLessThan(last.alone!.sequences)
    expect(differences!.differences!.length).toBeLessThan(last.differences!.length)
    expect(properties!.properties!.length).toBeLessThan(last.properties!.length)
  })

  it.each([
    ['on the chain alone', alone],
    ['after the first finding', differences],
    ['after the first property', properties],
  ])('reports the same if that was %s', (_, progress) => {
    expect(reported(byFile(progress!))).toBe(whole)
  })
})
