/**
 * Saved run: the directory of a run of `simulate`.
 */
import { z } from 'zod'
import type { ChartSpec, Column } from '../../sim/result.ts'
import { FORMAT, MANIFEST, commitOf } from '../../report/manifest.ts'
import { RESULT, RESULT_SCHEMA } from '../../report/run-data.ts'
import { WrongInput } from '../wrong-input.ts'
import { damaged, dataIn, mustBeFormat, tableIn, type Place } from './saved.ts'

const text = z.string()
const texts = z.record(text, text)
const described = z.object({ name: text, title: text, unit: text })

const manifestShape = z.object({
  format: text,
  scenario: text,
  question: text,
  seed: text.regex(/^\d+$/),
  path: z.int().min(0),
  days: z.int().min(1),
  parameters: texts,
  founding: z.object({ people: z.array(text), tokenOrder: z.array(text), timestamp: text.regex(/^\d+$/) }),
  command: text,
  resultHash: text,
  charts: z
    .array(
      z.object({
        name: text,
        title: text,
        caption: text,
        kind: z.enum(['lines', 'steps', 'bars', 'waterfall', 'heatmap', 'contour']),
        table: text,
        x: text,
        y: z.array(text).min(1),
        z: text.optional(),
        scale: z.enum(['linear', 'log']).optional(),
        limits: z.tuple([z.number(), z.number()]).optional(),
        strongest: z.enum(['highest', 'lowest']).optional(),
      }),
    )
    .default([]),
  tables: z.array(z.object({ name: text, title: text, columns: z.array(described) })).default([]),
  versions: z.object({
    package: text,
    commit: z.object({ hash: text, date: text, changed: z.boolean() }).optional(),
  }),
})

export type RunManifest = z.infer<typeof manifestShape>

/** The manifest. @throws {WrongInput} when it is missing, damaged, or of another version. */
export function readRunManifest(place: Place): RunManifest {
  mustBeFormat(place, MANIFEST, FORMAT, dataIn(place, MANIFEST, z.unknown()))
  return dataIn(place, MANIFEST, manifestShape)
}

const resultShape = z.object({
  schema: z.number(),
  answer: text.optional(),
  metrics: z.record(text, z.object({ title: text, unit: text, value: text })),
})

export interface SavedRun {
  readonly manifest: RunManifest
  readonly commit: string | undefined
  readonly metrics: Readonly<Record<string, { readonly title: string; readonly unit: string }>>
  /** Texts of the metrics, by path. */
  readonly paths: ReadonlyMap<number, Readonly<Record<string, string>>>
}

/** A run with the metrics of all its paths. @throws {WrongInput} when it cannot be read. */
export function readSavedRun(place: Place): SavedRun {
  const manifest = readRunManifest(place)
  const { command, path, versions } = manifest
  const raw = dataIn(place, RESULT, z.unknown().optional().catch(undefined))
  const { schema } = (raw ?? {}) as { readonly schema?: unknown }
  if (schema !== RESULT_SCHEMA)
    throw new WrongInput({
      expected: `${RESULT} with the schema ${RESULT_SCHEMA}`,
      got: `${place.shown} with ${typeof schema === 'number' ? `the schema ${schema}` : 'none'}, of AMT Lab ${versions.package}`,
      advice: `Run its command again: ${command}`,
    })
  const { metrics } = dataIn(place, RESULT, resultShape)
  const table = tableIn(place, 'fan-paths.csv')
  const own = Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]))
  return {
    manifest,
    commit: versions.commit === undefined ? undefined : commitOf(versions.commit),
    metrics,
    paths: table === undefined ? new Map([[path, own]]) : pathsOf(place, table),
  }
}

function pathsOf(place: Place, table: ReadonlyMap<string, readonly string[]>): SavedRun['paths'] {
  const numbers = table.get('path')
  if (numbers === undefined || !numbers.every((cell) => /^\d{1,10}$/.test(cell)))
    throw damaged(place, 'fan-paths.csv has no numbers of paths')
  const names = [...table.keys()].filter((name) => name !== 'path')
  return new Map(
    numbers.map((number, row) => [
      Number(number),
      Object.fromEntries(names.map((name) => [name, table.get(name)![row]!])),
    ]),
  )
}

/** A table of the run, with the titles and units of the manifest; undefined if there is none. */
export function savedTable(
  place: Place,
  { tables }: RunManifest,
  name: string,
): { readonly name: string; readonly title: string; readonly columns: readonly Column[] } | undefined {
  const about = tables.find((each) => each.name === name)
  if (about === undefined || !/^[a-z0-9][a-z0-9-]*$/.test(name)) return undefined
  const cells = tableIn(place, `${name}.csv`)
  if (cells === undefined) return undefined
  const columns = about.columns.flatMap((column) => {
    const own = cells.get(column.name)
    return own === undefined ? [] : [{ ...column, cells: own }]
  })
  return { name, title: about.title, columns }
}

/** The charts as specifications. */
export const chartsOf = ({ charts }: RunManifest): readonly ChartSpec[] =>
  charts.map(({ z: third, scale, limits, strongest, ...spec }) => ({
    ...spec,
    ...(third === undefined ? {} : { z: third }),
    ...(scale === undefined ? {} : { scale }),
    ...(limits === undefined ? {} : { limits }),
    ...(strongest === undefined ? {} : { strongest }),
  }))
