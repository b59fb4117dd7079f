/** Options of the command `study`, with what each means. */
import { DESIGNS } from '../../sim/study/design.ts'
import { SAMPLED } from '../../sim/study/spec.ts'
import type { Options } from '../options.ts'
import { LANG } from '../language.ts'

/** Who computes the shards: this process's threads, workers of a queue, or somebody else later. */
export const EXECUTORS = ['threads', 'bullmq', 'none'] as const
export type Executor = (typeof EXECUTORS)[number]

/** On which paths the invariants are checked. */
export const CHECKED = ['all', 'sampled'] as const

export const OPTIONS = {
  runs: { value: 'N', means: 'Paths at each point of the design. Default 100.' },
  workers: { value: 'W', means: 'Worker threads, from 1 to 256. Default: one per core.' },
  executor: {
    value: 'NAME',
    means:
      `Who computes: ${EXECUTORS.join(', ')}. Default threads; bullmq: workers on any machine (npm run ` +
      'worker); none: write the manifest only.',
  },
  redis: { value: 'URL', means: 'Server of the queue for --executor bullmq. Default: AMT_LAB_REDIS.' },
  bucket: {
    value: 'S3',
    means: 'Where shards come from, s3://BUCKET/PREFIX, instead of a shared directory.',
  },
  days: { value: 'N', means: 'Days to simulate, from 1 to 36500. Default: set by the scenario.' },
  set: {
    value: 'KEY=VALUE',
    many: true,
    means: 'Set a parameter at every point. Repeatable.',
  },
  sweep: {
    value: 'KEY=VALUES',
    many: true,
    means: 'Vary a parameter: values such as 10,20,30 or a range such as 0..100:5. Repeatable.',
  },
  design: {
    value: 'NAME',
    means: `How sweeps are combined into points: ${DESIGNS.join(', ')}. Default grid.`,
  },
  seed: { value: 'N', means: 'Seed of all random numbers, from 0 to 2^64 - 1. Default 1.' },
  out: {
    value: 'DIR',
    means: 'Directory of the study. An interrupted study resumes there. Default out/study-NAME.',
  },
  json: { means: 'Print one JSON object on one line instead of the summary.' },
  probability: {
    value: 'EVENT',
    many: true,
    means: 'Estimate the probability of "finalFloor>=0.000001" or "monthsToPayBack=never". Repeatable.',
  },
  goal: {
    value: 'P',
    means:
      'Seek the value of the one swept number at which each --probability reaches P percent, with ' +
      'its interval.',
  },
  'worst-part': {
    value: 'P',
    means:
      'The worst P percent of the paths, for value at risk and expected shortfall. From 1 to 50, default 5.',
  },
  'shard-size': {
    value: 'K',
    means: 'Paths per shard (one file, one unit of work). Does not change results.',
  },
  'verify-worst': { value: 'K', means: 'Replay the K worst paths on the compiled contracts and compare.' },
  by: {
    value: 'METRIC',
    means: 'Metric that ranks the worst paths: lowest first, or highest first with METRIC:highest.',
  },
  invariants: {
    value: 'NAME',
    means:
      `Paths on which the invariants are checked: ${CHECKED.join(' or ')}, every ${SAMPLED}th path. ` +
      'Default all. Any path can be run with all of them, by its command.',
  },
  lang: LANG,
  list: { means: 'List all scenarios, or the parameters of the named one, and exit.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options
