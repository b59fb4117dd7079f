/**
 * Entry: one parameter set with its paths, from a run or from one point of a study.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MANIFEST } from '../../report/manifest.ts'
import { settingsText } from '../../report/study/sections.ts'
import { damaged, mustBeDirectory, type Place } from '../results/saved.ts'
import { readSavedRun, savedTable, type RunManifest } from '../results/saved-run.ts'
import { readSavedStudy } from '../results/saved-study.ts'

export interface Entry {
  /** The directory as it was given, with the settings of a study's point. */
  readonly label: string
  readonly place: Place
  readonly kind: 'run' | 'study'
  readonly scenario: string
  readonly question: string
  /** Decimal. */
  readonly seed: string
  readonly days: number
  readonly parameters: Readonly<Record<string, string>>
  /** Settings of a study's point; empty for a run. */
  readonly settings: Readonly<Record<string, string>>
  readonly commit: string | undefined
  readonly resultHash: string
  readonly described: Readonly<Record<string, { readonly title: string; readonly unit: string }>>
  /** Texts of the metrics, by path. */
  readonly paths: ReadonlyMap<number, Readonly<Record<string, string>>>
  /** Daily quantiles over the paths, by column. */
  readonly daily: ReadonlyMap<string, Daily>
  /** Of a run. */
  readonly manifest?: RunManifest
}

export interface Daily {
  readonly title: string
  readonly unit: string
  /** One cell for each day, by level. */
  readonly quantiles: Readonly<Record<string, readonly string[]>>
}

/** Points of a study that are read, at most. */
export const MOST_POINTS = 20

/** The entries of a directory. @throws {WrongInput} when it has no results that this version reads. */
export async function entriesOf(place: Place): Promise<readonly Entry[]> {
  mustBeDirectory(place)
  if (existsSync(join(place.path, 'study.json'))) return ofStudy(place)
  if (existsSync(join(place.path, MANIFEST))) return [ofRun(place)]
  throw damaged(place, 'neither manifest.json of a run nor study.json of a study is there')
}

function ofRun(place: Place): Entry {
  const { manifest, commit, metrics, paths } = readSavedRun(place)
  const { scenario, question, seed, days, parameters, resultHash, charts } = manifest
  // One fan for each daily column that a chart draws.
  const drawn = new Set(charts.filter(({ table }) => table === 'daily').flatMap(({ y }) => y))
  const about = manifest.tables.find(({ name }) => name === 'daily')?.columns ?? []
  const daily = new Map<string, Daily>()
  for (const { name, title, unit } of about.filter((column) => drawn.has(column.name))) {
    const fan = savedTable(place, manifest, `fan-${kebab(name)}`)
    if (fan === undefined) continue
    const cells = (level: string): readonly string[] =>
      fan.columns.find((column) => column.name === `s0-${level}`)?.cells ?? []
    daily.set(name, { title, unit, quantiles: { p5: cells('p5'), p50: cells('p50'), p95: cells('p95') } })
  }
  const same = { scenario, question, seed, days, parameters, commit, resultHash, paths, daily, manifest }
  return { ...same, label: place.shown, place, kind: 'run', settings: {}, described: metrics }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function ofStudy(place: Place): Promise<readonly Entry[]> {
  const study = await readSavedStudy(place)
  const { scenario, question, seed, days, commit, resultHash, metrics, size } = study
  const points = size === 1 ? [{ settings: {} }] : study.points.slice(0, MOST_POINTS)
  return points.map(({ settings }, point) => ({
    label: size === 1 ? place.shown : `${place.shown} ${settingsText(settings)}`,
    place,
    kind: 'study',
    scenario,
    question,
    seed,
    days,
    parameters: { ...study.parameters, ...settings },
    settings,
    commit,
    resultHash,
    described: metrics,
    paths: study.paths.get(point) ?? new Map(),
    daily: new Map(
      [...(study.daily.get(point) ?? [])].map(([name, own]) => [
        name,
        { title: name, unit: own.unit, quantiles: own.quantiles },
      ]),
    ),
  }))
}
