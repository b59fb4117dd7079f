/**
 * Page: the HTML report of one run.
 *
 * It is self-contained (see `document.ts`). Without JavaScript everything except the charts is readable, and
 * the data are in the files beside the page.
 */
import { chart } from './chart.ts'
import { htmlDocument } from './document.ts'
import { figures } from './figures.ts'
import { markup } from './html.ts'
import type { ManifestInput } from './manifest.ts'
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
  /** Source text of the Plotly bundle. */
  readonly plotly: string
}

/** The complete HTML text. */
export function page(input: PageInput): string {
  const { result, plotly, command, versions, settings, verification } = input
  return htmlDocument({
    title: `${result.scenario} · seed ${result.seed} · AMT Lab`,
    body: markup`${header(result, verification)}
${verdicts(result)}
${metrics(result)}
${findings(result)}
${figures(result)}
${reverts(result)}
${variants(result)}
${parameters(settings)}
${reproduce(result, command, versions)}`,
    tables: Object.fromEntries(result.tables.map((table) => [table.name, table.columns])),
    charts: result.charts.map((spec) => chart(spec, result.tables)),
    plotly,
  })
}
