/** Request: the arguments of the lockstep command, checked. */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { DEFAULTS } from '../../lockstep/lockstep.ts'
import { readWhole, RUNS, WORKERS, type Range } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { WrongInput } from '../wrong-input.ts'

/** Sequences in a batch. */
const BATCH_SIZE = 100
const COVERAGE_EVERY = 10

export const LOCKSTEP_OPTIONS = {
  runs: { value: 'N', means: `Sequences to run, from 1 to ${RUNS.max}. Default ${DEFAULTS.sequences}.` },
  seed: { value: 'S', means: `Seed, from 0 to 2^32 - 1. Default ${DEFAULTS.seed}.` },
  workers: { value: 'W', means: 'Worker threads, from 1 to 256. Default: one per core.' },
  minutes: { value: 'M', means: 'Stop at the end of a batch after M minutes, such as 5 or 0.5.' },
  out: { value: 'DIR', means: 'Directory of the results. Default out/lockstep.' },
  coverage: {
    value: 'K',
    means: `Measure source coverage in every K-th sequence; 0 for none. Default ${COVERAGE_EVERY}.`,
  },
  batch: { value: 'B', means: 'Run only this batch, from 1.' },
  'batch-size': {
    value: 'K',
    means: `Sequences in a batch; another size, other sequences. Default ${BATCH_SIZE}.`,
  },
  resume: { means: 'Go on with an unfinished campaign in --out, of the same seed and options.' },
  json: { means: 'Print one JSON object on one line instead of the summary.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export interface CampaignRequest {
  readonly runs: number
  readonly seed: number
  readonly workers: number
  readonly minutes: number | undefined
  /** Absolute. */
  readonly out: string
  readonly coverageEvery: number
  readonly batchSize: number
  /** The only batch to run. */
  readonly only: number | undefined
  /** Whether to go on with what an unfinished campaign has left. */
  readonly resume: boolean
  readonly json: boolean
}

const SEED: Range = { min: 0n, max: 2n ** 32n - 1n, example: 7n }
const SIZE: Range = { min: 1n, max: 10_000n, example: BigInt(BATCH_SIZE) }
const EVERY: Range = { min: 0n, max: 10_000n, example: BigInt(COVERAGE_EVERY) }
const BATCHES: Range = { min: 1n, max: RUNS.max, example: 38n }

/** Parses the arguments. @throws {WrongInput} when one is invalid. */
export function readCampaign(
  argv: readonly string[],
  cwd: string,
): CampaignRequest | { readonly help: true } {
  const { flags, values, positionals } = readOptions(argv, LOCKSTEP_OPTIONS)
  if (flags.has('help')) return { help: true }
  if (positionals.length > 0)
    throw new WrongInput({
      expected: 'options only',
      got: `"${positionals[0]}"`,
      advice: 'A campaign runs generated sequences; see --help.',
    })
  const given = (name: keyof typeof LOCKSTEP_OPTIONS): string | undefined => values.get(name)?.[0]
  const whole = (name: keyof typeof LOCKSTEP_OPTIONS, range: Range, standard: number): number => {
    const text = given(name)
    return text === undefined ? standard : Number(readWhole(`--${name}`, text, range))
  }
  const minutes = given('minutes')
  const only = given('batch')
  const other = (['runs', 'minutes', 'resume'] as const).find((name) => flags.has(name))
  if (only !== undefined && other !== undefined)
    throw new WrongInput({
      expected: `--batch without --${other}`,
      got: 'both',
      advice: 'A batch always runs whole. Remove one of the options.',
    })
  return {
    runs: whole('runs', RUNS, DEFAULTS.sequences),
    seed: whole('seed', SEED, DEFAULTS.seed),
    workers: whole('workers', WORKERS, availableParallelism()),
    minutes: minutes === undefined ? undefined : readMinutes(minutes),
    out: resolve(cwd, given('out') ?? 'out/lockstep'),
    coverageEvery: whole('coverage', EVERY, COVERAGE_EVERY),
    batchSize: whole('batch-size', SIZE, BATCH_SIZE),
    only: only === undefined ? undefined : Number(readWhole('--batch', only, BATCHES)),
    resume: flags.has('resume'),
    json: flags.has('json'),
  }
}

/** A week. */
const MOST_MINUTES = 10_080

function readMinutes(text: string): number {
  const value = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : 0
  if (value <= 0 || value > MOST_MINUTES)
    throw new WrongInput({
      expected: `minutes above 0 and up to ${MOST_MINUTES} for --minutes`,
      got: `"${text}"`,
      advice: 'Example: --minutes 5.',
    })
  return value
}

/** The command of a campaign of this seed. */
export function campaignCommand(
  { seed, batchSize, coverageEvery }: CampaignRequest,
  what: { readonly runs: number } | { readonly batch: number },
): string {
  const options = [
    'runs' in what ? `--runs ${what.runs}` : `--batch ${what.batch}`,
    `--seed ${seed}`,
    ...(batchSize === BATCH_SIZE ? [] : [`--batch-size ${batchSize}`]),
    ...(coverageEvery === COVERAGE_EVERY ? [] : [`--coverage ${coverageEvery}`]),
  ]
  return `npm run lockstep -- ${options.join(' ')}`
}
