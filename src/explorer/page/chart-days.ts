/** Chart days: a click on a point of a report's chart over days leads to its day. */
import type { Content } from '../../report/content.ts'

/** What of a report's data says which charts are over days. */
interface ChartData {
  readonly charts: readonly {
    readonly id: string
    readonly kind: string
    readonly data: readonly { readonly x: unknown }[]
  }[]
}

/** A drawn chart, as Plotly makes it. */
interface Drawn extends Element {
  on?(
    name: 'plotly_click',
    handle: (event: { readonly points: readonly { readonly x: unknown }[] }) => void,
  ): void
}

/** Columns that have a day of the run, or its date. */
const DAYS: ReadonlySet<unknown> = new Set(['day', 'date'])

/** Lets clicks on the charts below `root` lead to days. Call it when they are drawn. */
export function leadToDays(root: Element, { data }: Content, onDay: (day: string) => void): void {
  for (const { id, kind, data: traces } of (data as ChartData).charts) {
    if ((kind !== 'lines' && kind !== 'steps') || !traces.every(({ x }) => DAYS.has(x))) continue
    const chart: Drawn | null = root.querySelector(`[data-chart="${CSS.escape(id)}"]`)
    if (chart?.on === undefined) continue
    chart.classList.add('to-days')
    chart.on('plotly_click', ({ points }) => {
      // Plotly writes midnight as `2023-07-12` or `2023-07-12 00:00`.
      const [day] = String(points[0]?.x ?? '').split(' ')
      if (day !== undefined && day !== '') onDay(day)
    })
  }
}
