/**
 * Run page: what the report of one run shows, without the frame of its file.
 */
import type { ChartReading, DatedEvent, RunResult, Unjudged } from '../sim/result.ts'
import type { Fan } from '../sim/study/fan.ts'
import { chart } from './chart.ts'
import type { About, Composed } from './content.ts'
import { figures } from './figures.ts'
import { resultHash } from './hash.ts'
import { markup } from './html.ts'
import type { Language } from './language/language.ts'
import { versionText, type ManifestInput, type Versions } from './manifest.ts'
import { count } from './number.ts'
import { caseNames, readerTables, titledTables } from './reader-tables.ts'
import { fanFigures, fansOf, spread } from './spread.ts'
import { fanChart, fanColumns } from './study/fan.ts'
import {
  changed,
  contents,
  findings,
  header,
  limits,
  parameters,
  reverts,
  reproduce,
  variants,
  verdicts,
  type Setting,
} from './sections.ts'
import { keyMetrics, metrics } from './metrics.ts'

export interface RunPage extends ManifestInput {
  /** All parameters with titles and units, in the scenario's order. */
  readonly settings: readonly Setting[]
  /** The run among further paths. @default undefined, for one path alone */
  readonly paths?: Fan | undefined
  /** The answer to the scenario's question. @default none */
  readonly answer?: string | undefined
  /** Where the run starts, in sentences, and the hypotheses that it does not judge. @default nothing */
  readonly remarks?: { readonly notes: readonly string[]; readonly unjudged: readonly Unjudged[] } | undefined
  /** Names of the metrics that answer the question, the most important first. @default none */
  readonly key?: readonly string[]
  /** How charts are to be read, by their names. @default as they say */
  readonly reading?: Readonly<Record<string, ChartReading>> | undefined
  /** What happens on a day of the run, besides its own events. @default nothing */
  readonly marks?: readonly DatedEvent[]
  /** What the scenario does not model. @default none */
  readonly limits?: readonly string[] | undefined
  /** Whether a browser computed the run: no files are beside the page then. @default false */
  readonly inBrowser?: boolean
  /** Language of the page. @default English */
  readonly language?: Language | undefined
}

/** The page as it is composed, without its frame. */
export function runPage(input: RunPage): Composed {
  const { result, command, versions, settings, verification, paths, answer, remarks } = input
  const fans = fansOf(result, paths)
  const events = [...(result.events ?? []), ...(input.marks ?? [])]
  const names = caseNames(result, settings)
  const data = titledTables(result.tables, names)
  const tables = readerTables(data, names)
  // Beside medians of all paths, a chart says that its numbers are those of one.
  const of = paths === undefined ? {} : { of: `Path ${result.path}` }
  const charts = result.charts.map((spec) => ({ ...spec, ...input.reading?.[spec.name], ...of }))
  const told = { ...result, tables }
  const [first, ...others] = charts
  const body = markup`${changed(settings)}
${keyMetrics(result, paths, input.key ?? [])}
${figures({ ...told, charts: first === undefined ? [] : [first] }, ['main-chart', 'Main chart'])}
${findings(result, paths, remarks?.unjudged)}
${figures({ ...told, charts: others }, ['charts', first === undefined ? 'Charts' : 'More charts'])}
${fanFigures(fans)}
${spread(result, paths)}
${metrics(result)}
${verdicts(result)}
${reverts(result)}
${variants(result)}
${parameters(settings)}
${limits(input.limits ?? [])}
${reproduce(result, command, versions, input.inBrowser)}`
  return {
    title: `${result.scenario} · seed ${result.seed} · AMT Lab`,
    body: markup`${header(result, verification, { answer, version: versionText(versions), notes: remarks?.notes, inBrowser: input.inBrowser })}
${contents(body)}
${body}`,
    tables: Object.fromEntries([
      ...data.map(({ name, columns }) => [name, columns] as const),
      ...fans.map((fan) => [fan.name, fanColumns(fan)] as const),
    ]),
    charts: [
      ...charts.map((spec) => chart(spec, tables, events)),
      ...fans.map((fan) => fanChart(fan, events)),
    ],
    names,
    about: aboutRun(result, versions),
    language: input.language,
  }
}

/** What images of the charts say about their source. */
function aboutRun(result: RunResult, versions: Versions): About {
  const { scenario, seed, path, days } = result
  return {
    file: `${scenario}-seed-${seed}${path === 0 ? '' : `-path-${path}`}`,
    source: [
      `${scenario} · seed ${seed} · path ${path} · ${count(days)} days · result hash ${resultHash(result)}`,
      versionText(versions),
    ],
  }
}
