/**
 * Request of `npm run mutants`: its options, read and checked.
 */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { GATE_SAMPLES } from '../../mutants/gate.ts'
import type { MutantSide } from '../../mutants/generated-mutant.ts'
import type { StageName } from '../../mutants/registry.ts'
import type { MutantShard } from '../../mutants/selection.ts'
import { readWhole, WORKERS, type Range } from '../number.ts'
import type { Given, Options } from '../options.ts'
import { didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'

const GATE_TEXT = Object.entries(GATE_SAMPLES)
  .map(([side, size]) => `${size} of ${side}`)
  .join(', ')

export const MUTANTS_OPTIONS = {
  side: {
    value: 'SIDE',
    many: true,
    means: 'contracts, model or sim. Default: all. May be repeated.',
  },
  contract: { value: 'NAME', many: true, means: 'Only this contract or module. May be repeated.' },
  operator: { value: 'NAME', many: true, means: 'Only this mutation operator. May be repeated.' },
  sample: {
    value: 'N',
    means: `Judge N mutants drawn at random; of each side with --gate. Default: all; with --gate ${GATE_TEXT}.`,
  },
  seed: { value: 'HEX', means: 'Seed of the sample. Default: the hash of the mutated sources.' },
  shard: { value: 'I/N', means: 'Judge the I-th of N parts.' },
  budget: {
    value: 'N',
    means: 'Generated sequences after the corpus, after which a mutant has survived. Default 20.',
  },
  'no-corpus': { means: 'Lockstep runs generated sequences only.' },
  invariants: { means: 'Also run the sequences with the invariants alone, without comparison.' },
  'no-suites': { means: 'Do not run the directed suites on what survives lockstep.' },
  'no-bundle': {
    means: 'Do not run the suites of model and sim in one process before they run on real files.',
  },
  'bundle-only': { means: 'Run the suites of model and sim in one process only, and not on real files.' },
  workers: { value: 'N', means: 'Worker processes. Default: one per core.' },
  out: { value: 'DIR', means: 'Directory of the journal and the reports. Default out/mutants.' },
  resume: { means: 'Keep the results of an interrupted run, and those of other shards, in --out.' },
  'suites-pass': {
    means: 'Do not run the directed suites without a mutant first: they have just passed on these sources.',
  },
  gate: { means: 'Fail on a survivor that is not in src/mutants/survivors.json, or on a stale entry.' },
  list: { means: 'List the selected mutants and exit.' },
  show: { value: 'ID', means: 'Show the diff of a mutant, and what kills it, and exit.' },
  json: { means: 'Print the results as JSON.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export interface MutantsRequest {
  readonly sides: readonly MutantSide[] | undefined
  readonly units: readonly string[] | undefined
  readonly operators: readonly string[] | undefined
  /** Undefined for all, or for the default samples of the gate. */
  readonly sample: number | undefined
  /** Undefined for the hash of the sources. */
  readonly seed: string | undefined
  readonly shard: MutantShard | undefined
  readonly stages: readonly StageName[]
  /** Generated sequences of lockstep. */
  readonly budget: number
  /** Whether the corpus runs before them. */
  readonly corpus: boolean
  readonly workers: number
  readonly out: string
  readonly resume: boolean
  /** Whether the directed suites are known to pass without a mutant. */
  readonly suitesPass: boolean
  readonly gate: boolean
  readonly list: boolean
  readonly show: string | undefined
  readonly json: boolean
}

const SAMPLES: Range = { min: 1n, max: 1_000_000n, example: 300n }
const BUDGETS: Range = { min: 1n, max: 1_000_000n, example: 200n }
const MOST_SHARDS = 10_000
const SIDES: readonly MutantSide[] = ['contracts', 'model', 'sim']

/** @throws {WrongInput} when a value is not valid, or options exclude each other. */
export function mutantsRequest({ flags, values, positionals }: Given, cwd: string): MutantsRequest {
  if (positionals.length > 0)
    throw new WrongInput({ expected: 'options only', got: `"${positionals[0]}"`, advice: 'See --help.' })
  const value = (name: keyof typeof MUTANTS_OPTIONS): string | undefined => values.get(name)?.[0]
  const whole = (name: keyof typeof MUTANTS_OPTIONS, range: Range): number | undefined => {
    const text = value(name)
    return text === undefined ? undefined : Number(readWhole(`--${name}`, text, range))
  }
  const gate = flags.has('gate')
  const sample = whole('sample', SAMPLES)
  const seed = value('seed')
  if (seed !== undefined && !/^[0-9a-f]{1,64}$/i.test(seed))
    throw new WrongInput({
      expected: 'hex digits for --seed',
      got: `"${seed}"`,
      advice: 'Example: --seed 1f.',
    })
  if (seed !== undefined && sample === undefined && !gate)
    throw new WrongInput({
      expected: '--sample N with --seed',
      got: '--seed alone',
      advice: 'The seed draws the sample: add --sample 300, or leave --seed out.',
    })
  const [left, ...more] = ['no-suites', 'no-bundle', 'bundle-only'].filter((flag) => flags.has(flag))
  if (left !== undefined && more.length > 0)
    throw new WrongInput({
      expected: 'one of --no-suites, --no-bundle and --bundle-only',
      got: `--${left} and --${more[0]}`,
      advice: 'Leave all but one out.',
    })
  return {
    sides: values.get('side')?.map(sideOf),
    units: values.get('contract'),
    operators: values.get('operator'),
    sample,
    seed: seed?.toLowerCase(),
    shard: shardOf(value('shard')),
    stages: [
      'lockstep',
      ...(flags.has('invariants') ? (['invariants'] as const) : []),
      ...(['no-suites', 'no-bundle'].some((flag) => flags.has(flag)) ? [] : (['bundle'] as const)),
      ...(['no-suites', 'bundle-only'].some((flag) => flags.has(flag)) ? [] : (['suites'] as const)),
    ],
    budget: whole('budget', BUDGETS) ?? 20,
    corpus: !flags.has('no-corpus'),
    workers: whole('workers', WORKERS) ?? availableParallelism(),
    out: resolve(cwd, value('out') ?? 'out/mutants'),
    resume: flags.has('resume'),
    suitesPass: flags.has('suites-pass'),
    gate,
    list: flags.has('list'),
    show: value('show'),
    json: flags.has('json'),
  }
}

function sideOf(text: string): MutantSide {
  const side = SIDES.find((each) => each === text)
  if (side === undefined)
    throw new WrongInput({
      expected: `one of ${SIDES.join(', ')} for --side`,
      got: `"${text}"`,
      advice: `${didYouMean(text, SIDES)}Example: --side contracts.`,
    })
  return side
}

function shardOf(text: string | undefined): MutantShard | undefined {
  if (text === undefined) return undefined
  const [, index = 0, of = 0] = /^(\d{1,5})\/(\d{1,5})$/.exec(text)?.map(Number) ?? []
  if (index < 1 || index > of || of > MOST_SHARDS)
    throw new WrongInput({
      expected: `I/N for --shard, with I from 1 to N, and N up to ${MOST_SHARDS}`,
      got: `"${text}"`,
      advice: 'Example: --shard 1/4 for the first of four parts.',
    })
  return { index, of }
}
