/**
 * Request of `npm run corpus`: its options, read and checked.
 */
import { DEFAULTS } from '../../lockstep/lockstep.ts'
import { readWhole, type Range } from '../number.ts'
import type { Given, Options } from '../options.ts'
import { WrongInput } from '../wrong-input.ts'

export const CORPUS_OPTIONS = {
  sequences: { value: 'N', means: 'Sequences that grow and learn run. Default 6000; learn 400.' },
  seed: { value: 'N', means: `Seed of the sequences. Default ${DEFAULTS.seed}.` },
  mutants: {
    value: 'N',
    means:
      'Generated mutants of the contracts for learn and order, besides the hand-written. Default 100; order 300.',
  },
  plain: { means: 'grow: only fresh sequences, no mutated ones.' },
  json: { means: 'Print the results as JSON.' },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

export const ACTIONS = ['show', 'grow', 'learn', 'minimise', 'order', 'replay'] as const
export type CorpusAction = (typeof ACTIONS)[number]

export interface CorpusRequest {
  readonly action: CorpusAction
  /** Name of one entry. */
  readonly name: string | undefined
  readonly sequences: number
  readonly seed: number
  readonly mutants: number
  readonly plain: boolean
  readonly json: boolean
}

const SEQUENCES: Range = { min: 1n, max: 1_000_000n, example: 6000n }
const SEEDS: Range = { min: 0n, max: 2n ** 31n - 1n, example: 7n }
const MUTANTS: Range = { min: 0n, max: 100_000n, example: 100n }

/** @throws {WrongInput} when the action or a value is not valid. */
export function corpusRequest({ flags, values, positionals }: Given): CorpusRequest {
  const [action, name, further] = positionals
  if (!isAction(action))
    throw new WrongInput({
      expected: `one of ${ACTIONS.join(', ')}`,
      got: action === undefined ? 'none' : `"${action}"`,
      advice: 'Example: npm run corpus -- show. See --help.',
    })
  const takesName = action === 'show' || action === 'replay'
  if (further !== undefined || (name !== undefined && !takesName))
    throw new WrongInput({
      expected: takesName ? 'at most one name of an entry' : `nothing after ${action}`,
      got: `"${further ?? name}"`,
      advice: 'Put a name with spaces in quotes. npm run corpus -- show lists the names.',
    })
  const whole = (option: keyof typeof CORPUS_OPTIONS, range: Range, otherwise: number): number => {
    const text = values.get(option)?.[0]
    return text === undefined ? otherwise : Number(readWhole(`--${option}`, text, range))
  }
  return {
    action,
    name,
    sequences: whole('sequences', SEQUENCES, action === 'learn' ? 400 : 6000),
    seed: whole('seed', SEEDS, DEFAULTS.seed),
    mutants: whole('mutants', MUTANTS, action === 'order' ? 300 : 100),
    plain: flags.has('plain'),
    json: flags.has('json'),
  }
}

function isAction(text: string | undefined): text is CorpusAction {
  return (ACTIONS as readonly (string | undefined)[]).includes(text)
}
