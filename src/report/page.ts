/**
 * Page: the HTML report of one run.
 *
 * It is self-contained (see `document.ts`). Without JavaScript everything except the charts is readable, and
 * the data are in the files beside the page.
 */
import { htmlDocument } from './document.ts'
import { runPage, type RunPage } from './run-page.ts'

export interface PageInput extends RunPage {
  /** Source text of the Plotly bundle. */
  readonly plotly: string
}

/** The complete HTML text. */
export function page({ plotly, ...input }: PageInput): string {
  return htmlDocument({ ...runPage(input), plotly })
}
