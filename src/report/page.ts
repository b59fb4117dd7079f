/**
 * Page: the report as one HTML file that works from disk, with no network and under a strict Content-Security-Policy.
 *
 * The pictures' library is inside, compressed; the browser unpacks it and may run it because the policy names its hash. The exact data
 * are inside once, as JSON; pictures, tables and downloads are made from them in the browser. Without JavaScript everything but the
 * pictures is there, the data as the files beside the page.
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
  /** Every parameter with its meaning, in the scenario's order. */
  readonly settings: readonly Setting[]
  /** Text of the Plotly bundle. */
  readonly plotly: string
}

/** The whole page as HTML text. */
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
