/**
 * Card: what the gallery tells of a result, as a file beside it.
 *
 * Every command that writes results writes one. It names the commit, so it is no part of a result's hash. It
 * has no date of its own: the same command with the same sources gives the same bytes.
 */
import { z } from 'zod'
import { commitOf, type Verification, type Versions } from '../manifest.ts'
import { sealWords } from '../sections.ts'
import { pictureShape } from './picture.ts'

export const CARD = 'card.json'

const FORMAT = 'amt-lab card 1'

/** Kinds of results, as the gallery names them. */
export const KINDS = [
  'run',
  'study',
  'stress',
  'calibration',
  'backtest',
  'audit',
  'claims',
  'lockstep',
  'comparison',
  'dashboard',
] as const

const cardShape = z.object({
  format: z.literal(FORMAT),
  kind: z.enum(KINDS),
  /** The scenario, or what was examined. */
  name: z.string(),
  question: z.string(),
  /** One or two sentences; empty if there is none. */
  answer: z.string(),
  /** File name of the page. */
  page: z.string().regex(/^[a-z0-9][a-z0-9-]*\.html$/),
  seal: z.object({ state: z.enum(['verified', 'unverified', 'broken']), words: z.string() }),
  hash: z.string().optional(),
  seed: z.string().optional(),
  commit: z.string().optional(),
  picture: pictureShape.optional(),
})

export type Card = Omit<z.infer<typeof cardShape>, 'format'>
export type Seal = Card['seal']

/** The card as JSON text. */
export function cardText({ kind, name, question, answer, page, seal, ...more }: Card): string {
  return `${JSON.stringify({ format: FORMAT, kind, name, question, answer, page, seal, ...more })}\n`
}

/** A card, or why the text is none. */
export function readCard(text: string): Card | { readonly damaged: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { damaged: `${CARD} is not JSON` }
  }
  const found = cardShape.safeParse(data)
  if (found.success) {
    const { format: _format, ...card } = found.data
    return card
  }
  const format = (data as { readonly format?: unknown } | null)?.format
  const newer = typeof format === 'string' && /^amt-lab card \d+$/.test(format) && format !== FORMAT
  return { damaged: newer ? `${CARD} is of another version of AMT Lab (${format})` : `${CARD} is incomplete` }
}

/** The seal of a run; of a broken invariant or a divergence nothing is verified. */
export function sealOf(verification: Verification | undefined, broken: number): Seal {
  if (broken > 0)
    return { state: 'broken', words: `${broken} ${broken === 1 ? 'invariant is' : 'invariants are'} broken` }
  if (verification === undefined) return { state: 'unverified', words: 'Not verified on the EVM' }
  return {
    state: verification.divergences === 0 ? 'verified' : 'broken',
    words: sealWords(verification),
  }
}

/** The commit of a card. */
export const commitIn = ({ commit }: Pick<Versions, 'commit'>): { readonly commit?: string } =>
  commit === undefined ? {} : { commit: commitOf(commit) }
