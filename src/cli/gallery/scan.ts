/**
 * Scan: the results below a directory. Damaged results and other directories are named; none is an error.
 *
 * Results of earlier versions, which have no card, are shown by what their manifests tell.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CARD, readCard, sealOf, type Card } from '../../report/gallery/card.ts'
import type { GalleryInput, Shown, Unshown } from '../../report/gallery/page.ts'
import { MANIFEST } from '../../report/manifest.ts'

/** Folders below the gallery that are looked into. */
const DEEPEST = 3

interface Found {
  readonly results: readonly Shown[]
  readonly others: readonly Unshown[]
}

/** All results below `root`, in the order of their directories. */
export function scanResults(root: string): GalleryInput {
  const found = below(root, '', 1)
  const order = (a: { readonly directory: string }, b: { readonly directory: string }): number =>
    a.directory < b.directory ? -1 : 1
  return { results: found.results.toSorted(order), others: found.others.toSorted(order) }
}

function below(root: string, directory: string, depth: number): Found {
  const found = foldersIn(join(root, directory)).map((name) =>
    look(root, directory === '' ? name : `${directory}/${name}`, depth),
  )
  return { results: found.flatMap(({ results }) => results), others: found.flatMap(({ others }) => others) }
}

/** Names of the folders, without links and without hidden ones, which are results being written. */
function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
  } catch {
    return []
  }
}

function look(root: string, directory: string, depth: number): Found {
  const path = join(root, directory)
  const card = cardIn(path)
  if (card !== undefined) {
    if ('damaged' in card) return { results: [], others: [{ directory, why: `damaged: ${card.damaged}` }] }
    const remark = remarkOn(path, card)
    return {
      results: [{ directory, card, ...(remark === undefined ? {} : { remark }) }],
      others: [],
    }
  }
  if (existsSync(join(path, 'study.json')))
    return { results: [], others: [{ directory, why: 'a study without results: run its command to resume' }] }
  const inside = depth < DEEPEST ? below(root, directory, depth + 1) : { results: [], others: [] }
  return inside.results.length + inside.others.length > 0
    ? inside
    : { results: [], others: [{ directory, why: 'no result of AMT Lab' }] }
}

/** The card, or one of what an earlier version wrote; undefined if it is no directory of results. */
function cardIn(path: string): ReturnType<typeof readCard> | undefined {
  const text = textOf(join(path, CARD))
  if (text !== undefined) return readCard(text)
  for (const [file, read] of OLDER) {
    const data = parsed(textOf(join(path, file)))
    if (data !== undefined) return read(data) ?? { damaged: `${file} is not one of AMT Lab` }
  }
  return undefined
}

const text = z.string()
const run = z.object({
  format: z.string().startsWith('amt-lab run '),
  scenario: text,
  question: text,
  seed: text,
  resultHash: text,
  verified: z
    .object({ actions: z.number(), divergences: z.number(), answers: z.number(), messages: z.number() })
    .nullable(),
})
const study = z.object({
  scenario: text,
  question: text,
  seed: text,
  resultHash: text,
  answer: text.optional(),
  paths: z.number(),
})

const BEFORE = { state: 'unverified', words: 'Written by an earlier version' } as const

function ofRun(data: unknown): Card | undefined {
  const found = run.safeParse(data)
  if (!found.success) return undefined
  const { scenario, question, seed, resultHash, verified } = found.data
  const seal = sealOf(verified ?? undefined, 0)
  return { ...REPORT, kind: 'run', name: scenario, question, seed, hash: resultHash, seal }
}

function ofStudy(data: unknown): Card | undefined {
  const found = study.safeParse(data)
  if (!found.success) return undefined
  const { scenario, question, seed, resultHash, answer = '' } = found.data
  return { ...REPORT, kind: 'study', name: scenario, question, answer, seed, hash: resultHash, seal: BEFORE }
}

const REPORT = { answer: '', page: 'report.html' } as const

/** Files by which results of earlier versions are known, and what they tell. */
const OLDER: readonly (readonly [file: string, read: (data: unknown) => Card | undefined])[] = [
  [
    'audit.json',
    () => ({ ...REPORT, kind: 'audit', name: 'audit', question: 'Audit of a build', seal: BEFORE }),
  ],
  [
    'claims.json',
    () => ({
      kind: 'claims',
      name: 'whitepaper',
      question: CLAIMS,
      answer: '',
      page: 'claims.html',
      seal: BEFORE,
    }),
  ],
  // A run has both.
  [MANIFEST, ofRun],
  ['result.json', ofStudy],
]

const CLAIMS = 'Which of the whitepaper’s claims hold?'

/** Whether the page is there, and files have the sizes that the manifest states. */
function remarkOn(path: string, { page }: Card): string | undefined {
  if (!existsSync(join(path, page))) return `${page} is missing`
  const listed = z
    .object({ files: z.array(z.object({ name: text, bytes: z.number() })) })
    .safeParse(parsed(textOf(join(path, MANIFEST))))
  if (!listed.success) return undefined
  const other = listed.data.files.filter(({ name, bytes }) => sizeOf(join(path, name)) !== bytes)
  if (other.length === 0) return undefined
  return `changed since it was written: ${other
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ')}`
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function sizeOf(file: string): number | undefined {
  try {
    return statSync(file).size
  } catch {
    return undefined
  }
}

/** Undefined without a text; null if it is not JSON. */
function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
