/**
 * Entries of saved results: of a run, or of the points of a study.
 */
import { MOST_POINTS, type Daily, type Entry } from '../../report/compare/entry.ts'
import { MANIFEST } from '../../report/manifest.ts'
import { settingsText } from '../../report/study/sections.ts'
import { damaged, hasFile, mustBeDirectory, type Place } from '../results/saved.ts'
import { opened } from '../results/archive.ts'
import { chartsOf, readSavedRun, savedTable } from '../results/saved-run.ts'
import { readSavedStudy } from '../results/saved-study.ts'

/** The entries of a directory. @throws {WrongInput} when it has no results that this version reads. */
export async function entriesOf(given: Place): Promise<readonly Entry[]> {
  const place = opened(given)
  mustBeDirectory(place)
  if (hasFile(place, 'study.json')) return ofStudy(place)
  if (hasFile(place, MANIFEST)) return [ofRun(place)]
  throw damaged(place, 'neither manifest.json of a run nor study.json of a study is there')
}

function ofRun(place: Place): Entry {
  const { manifest, commit, metrics, paths } = readSavedRun(place)
  const { scenario, question, seed, days, parameters, resultHash } = manifest
  // One fan for each daily column that a chart draws.
  const drawn = new Set(manifest.charts.filter(({ table }) => table === 'daily').flatMap(({ y }) => y))
  const about = manifest.tables.find(({ name }) => name === 'daily')?.columns ?? []
  const daily = new Map<string, Daily>()
  for (const { name, title, unit } of about.filter((column) => drawn.has(column.name))) {
    const fan = savedTable(place, manifest, `fan-${kebab(name)}`)
    if (fan === undefined) continue
    const cells = (level: string): readonly string[] =>
      fan.columns.find((column) => column.name === `s0-${level}`)?.cells ?? []
    daily.set(name, { title, unit, quantiles: { p5: cells('p5'), p50: cells('p50'), p95: cells('p95') } })
  }
  return {
    scenario,
    question,
    seed,
    days,
    parameters,
    commit,
    resultHash,
    paths,
    daily,
    label: place.shown,
    kind: 'run',
    settings: {},
    described: metrics,
    charts: chartsOf(manifest),
    table: (name) => savedTable(place, manifest, name),
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function ofStudy(place: Place): Promise<readonly Entry[]> {
  const study = await readSavedStudy(place)
  const { scenario, question, seed, days, commit, resultHash, metrics, size } = study
  const points = size === 1 ? [{ settings: {} }] : study.points.slice(0, MOST_POINTS)
  return points.map(({ settings }, point) => ({
    label: size === 1 ? place.shown : `${place.shown} ${settingsText(settings)}`,
    kind: 'study',
    charts: [],
    table: () => undefined,
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
