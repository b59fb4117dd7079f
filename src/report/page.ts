/**
 * Page: the HTML report of one run.
 *
 * It is self-contained (see `document.ts`). Without JavaScript everything except the charts is readable, and
 * the data are in the files beside the page.
 */
import type { Unjudged } from '../sim/result.ts'
import type { Fan } from '../sim/study/fan.ts'
import { chart } from './chart.ts'
import { htmlDocument } from './document.ts'
import { figures } from './figures.ts'
import { markup } from './html.ts'
import type { ManifestInput } from './manifest.ts'
import { fanFigures, fansOf, spread } from './spread.ts'
import { fanChart, fanColumns } from './study/fan.ts'
import {
  findings,
  header,
  metrics,
  parameters,
  reverts,
  reproduce,
  variants,
  verdicts,
  type Setting,
} from './sections.ts'

export interface PageInput extends ManifestInput {
  /** All parameters with titles and units, in the scenario's order. */
  readonly settings: readonly Setting[]
  /** The run among further paths. @default undefined, for one path alone */
  readonly paths?: Fan | undefined
  /** The answer to the scenario's question. @default none */
  readonly answer?: string | undefined
  /** Where the run starts, in sentences, and the hypotheses that it does not judge. @default nothing */
  readonly remarks?: { readonly notes: readonly string[]; readonly unjudged: readonly Unjudged[] } | undefined
  /** Source text of the Plotly bundle. */
  readonly plotly: string
}

/** The complete HTML text. */
export function page(input: PageInput): string {
  const { result, plotly, command, versions, settings, verification, paths, answer, remarks } = input
  const fans = fansOf(result, paths)
  return htmlDocument({
    title: `${result.scenario} · seed ${result.seed} · AMT Lab`,
    body: markup`${header(result, verification, answer, remarks?.notes)}
${verdicts(result)}
${metrics(result)}
${spread(result, paths)}
${findings(result, remarks?.unjudged)}
${figures(result)}
${fanFigures(fans)}
${reverts(result)}
${variants(result)}
${parameters(settings)}
${reproduce(result, command, versions)}`,
    tables: Object.fromEntries([
      ...result.tables.map(({ name, columns }) => [name, columns] as const),
      ...fans.map((fan) => [fan.name, fanColumns(fan)] as const),
    ]),
    charts: [
      ...result.charts.map((spec) => chart(spec, result.tables, result.events)),
      ...fans.map((fan) => fanChart(fan, result.events)),
    ],
    plotly,
  })
}
