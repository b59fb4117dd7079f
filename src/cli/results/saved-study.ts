/**
 * Saved study: the directory of a finished study, with the metrics of every path.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readCard, CARD } from '../../report/gallery/card.ts'
import { shardOf } from '../study/file-names.ts'
import { readRows } from '../study/row-file.ts'
import { STUDY_SCHEMA } from '../study/summary.ts'
import { WrongInput } from '../wrong-input.ts'
import { damaged, dataIn, tableIn, textIn, type Place } from './saved.ts'

const text = z.string()
const texts = z.record(text, text)

const resultShape = z.object({
  schema: z.literal(STUDY_SCHEMA),
  scenario: text,
  question: text,
  days: z.int().min(1),
  seed: text.regex(/^\d+$/),
  resultHash: text,
  parameters: texts,
  metrics: z.record(text, z.object({ title: text, unit: text })),
  size: z.int().min(1),
  points: z.array(z.object({ settings: texts })),
})

export interface SavedStudy extends z.infer<typeof resultShape> {
  readonly commit: string | undefined
  /** By point: texts of the metrics, by path. */
  readonly paths: ReadonlyMap<number, ReadonlyMap<number, Readonly<Record<string, string>>>>
  /** By point and daily column: its unit, and quantiles by level for each day. */
  readonly daily: ReadonlyMap<number, ReadonlyMap<string, StudyDays>>
}

export interface StudyDays {
  readonly unit: string
  readonly quantiles: Readonly<Record<string, readonly string[]>>
}

/** The study. @throws {WrongInput} when it is unfinished, damaged, or of another version. */
export async function readSavedStudy(place: Place): Promise<SavedStudy> {
  if (textIn(place, 'result.json') === undefined)
    throw new WrongInput({
      expected: 'a finished study',
      got: `${place.shown}, which has no result.json`,
      advice: 'Run its command again: it resumes.',
    })
  const { schema } = (dataIn(place, 'result.json', z.unknown()) ?? {}) as { readonly schema?: unknown }
  if (schema !== STUDY_SCHEMA)
    throw new WrongInput({
      expected: `result.json with the schema ${STUDY_SCHEMA}`,
      got: `${place.shown} with ${typeof schema === 'number' ? `the schema ${schema}` : 'none'}`,
      advice:
        'Another version of AMT Lab wrote it. Run its command again with this one, in another directory ' +
        'if study.json is of another version.',
    })
  const result = dataIn(place, 'result.json', resultShape)
  const card = readCard(textIn(place, CARD) ?? '')
  return {
    ...result,
    commit: 'damaged' in card ? undefined : card.commit,
    paths: await pathsIn(place),
    daily: daysIn(place),
  }
}

async function pathsIn(place: Place): Promise<SavedStudy['paths']> {
  const folder = join(place.path, 'shards')
  const points = new Map<number, Map<number, Readonly<Record<string, string>>>>()
  for (const name of namesIn(folder, place).toSorted()) {
    if (shardOf(name) === undefined) continue
    const { rows } = await readRows(readFileSync(join(folder, name))).catch((error: unknown) => {
      throw damaged(place, `shards/${name}: ${error instanceof Error ? error.message : String(error)}`)
    })
    for (const { point, path, metrics, error } of rows) {
      if (error !== undefined) continue
      const paths = points.get(point) ?? new Map<number, Readonly<Record<string, string>>>()
      points.set(point, paths.set(path, metrics))
    }
  }
  return points
}

function namesIn(folder: string, place: Place): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    throw damaged(place, 'the folder shards is missing')
  }
}

function daysIn(place: Place): SavedStudy['daily'] {
  const table = tableIn(place, 'days.csv')
  const points = new Map<number, Map<string, { unit: string; quantiles: Record<string, string[]> }>>()
  if (table === undefined) return points
  const [point, column, unit] = ['point', 'column', 'unit'].map((name) => table.get(name))
  const levels = [...table.keys()].filter((name) => /^p\d+$/.test(name))
  if (point === undefined || column === undefined || unit === undefined)
    throw damaged(place, 'days.csv has other columns')
  point.forEach((number, row) => {
    const own = points.get(Number(number)) ?? new Map()
    points.set(Number(number), own)
    const name = column[row]!
    const days = own.get(name) ?? {
      unit: unit[row]!,
      quantiles: Object.fromEntries(levels.map((level) => [level, []])),
    }
    own.set(name, days)
    for (const level of levels) days.quantiles[level].push(table.get(level)![row]!)
  })
  return points
}
