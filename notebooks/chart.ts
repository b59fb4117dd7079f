/**
 * Charts: line and bar charts as Plotly's MIME type, and as SVG for viewers without Plotly (GitHub).
 *
 * Numbers are rounded to six significant digits, so that the stored outputs are equal on every JavaScript
 * engine. The SVG is not compared.
 */
import type { Displayable } from './display.ts'
import { colour, svg, type ChartSpec } from './svg.ts'

const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot']

export function chart(spec: ChartSpec): Displayable {
  const rounded = {
    ...spec,
    series: spec.series.map(({ name, values }) => ({ name, values: values.map(sixDigits) })),
  }
  return {
    bundle: {
      'application/vnd.plotly.v1+json': plotly(rounded),
      'image/svg+xml': svg(rounded),
      'text/plain': textAlternative(rounded),
    },
  }
}

function sixDigits(value: number): number {
  return Number(value.toPrecision(6))
}

function plotly({ title, kind, x, y, series }: ChartSpec): object {
  return {
    data: series.map(({ name, values }, index) => ({
      ...(kind === 'lines'
        ? {
            type: 'scatter',
            mode: 'lines',
            line: { color: colour(index), dash: DASHES[index % DASHES.length] },
          }
        : { type: 'bar', marker: { color: colour(index) } }),
      name,
      x: x.values,
      y: values,
    })),
    layout: {
      title: { text: title },
      xaxis: { title: { text: x.title } },
      yaxis: { title: { text: y.title }, type: y.scale ?? 'linear' },
      ...(kind === 'bars' ? { barmode: 'group' } : { hovermode: 'x unified' }),
    },
    config: { displaylogo: false, showSendToCloud: false },
  }
}

/** Text alternative: the first and last value of each series. */
function textAlternative({ title, x, y, series }: ChartSpec): string {
  const ends = series.map(
    ({ name, values }) =>
      `${name}: ${values[0]} at ${x.title} ${x.values[0]}, ${values.at(-1)} at ${x.values.at(-1)}`,
  )
  return [`${title} (${y.title})`, ...ends].join('\n')
}
