/**
 * Browser script of the report: unpacks Plotly, draws the charts in the reader's theme, and builds tables and
 * downloads from the exact data.
 */
'use strict'
{
  const { tables, charts, themes } = JSON.parse(document.getElementById('data').textContent)
  const darkness = matchMedia('(prefers-color-scheme: dark)')
  const scales = new Map(charts.map((chart) => [chart.id, chart.scale]))
  const place = (chart) => document.querySelector(`[data-chart="${chart.id}"]`)
  /**
   * Print layout for A4: chart width in pixels, and the factor on the height that fits two charts on a page.
   */
  const PRINT = { width: 640, lower: 0.78 }

  /** Cells as numbers for drawing. An empty cell becomes null; days and dates pass through. */
  const numbers = (table, name) =>
    tables[table]
      .find((column) => column.name === name)
      .cells.map((cell) => (cell === '' ? null : Number.isNaN(Number(cell)) ? cell : Number(cell)))

  /**
   * Evenly spaced colour scale. Isoline labels use the text colour, so contour charts use the lower part
   * only.
   */
  const scaleOf = (colors) => colors.map((color, index) => [index / (colors.length - 1), color])

  function traces(chart, theme) {
    if (chart.kind === 'waterfall') {
      const bar = (color) => ({ marker: { color } })
      return chart.data.map((trace) => ({
        ...trace,
        increasing: bar(theme.series[2]),
        decreasing: bar(theme.series[1]),
        totals: bar(theme.series[0]),
        connector: { line: { color: theme.line, width: 1 } },
      }))
    }
    if (chart.kind === 'heatmap' || chart.kind === 'contour')
      return chart.data.map((trace) => ({
        ...trace,
        colorscale: scaleOf(chart.kind === 'contour' ? theme.ramp.slice(0, 3) : theme.ramp),
        ...(chart.kind === 'contour' ? { line: { ...trace.line, color: theme.text } } : {}),
        ...(chart.kind === 'contour'
          ? { contours: { ...trace.contours, labelfont: { size: 12, color: theme.text } } }
          : {}),
      }))
    if (chart.kind === 'bars')
      return chart.data.map((trace, index) => ({
        ...trace,
        x: tables[chart.table].find((column) => column.name === trace.x).cells,
        y: numbers(chart.table, trace.y).map((value) => (typeof value === 'string' ? null : value)),
        marker: {
          color: theme.series[index % theme.series.length],
          // Patterns, so that bars can be told apart without colour.
          pattern: { shape: ['', '/', '.', 'x', '-', '+'][index % 6], solidity: 0.25 },
        },
      }))
    return chart.data.map(({ series, band, ...trace }, index) => {
      const color = theme.series[(series ?? index) % theme.series.length]
      return {
        ...trace,
        x: numbers(chart.table, trace.x),
        y: numbers(chart.table, trace.y).map((value) => (typeof value === 'string' ? null : value)),
        line: { ...trace.line, color },
        // A band between two quantiles: its opacity as two hexadecimal digits.
        ...(band === undefined ? {} : { fillcolor: `${color}${band}` }),
      }
    })
  }

  /** Ticks at powers of ten for wide ranges, at 1-2-5 for narrower ones. Below one decade Plotly chooses. */
  function logTicks(drawn, yaxis) {
    const values = drawn.filter((trace) => trace.yaxis === yaxis).flatMap((trace) => trace.y)
    const positive = values.filter((value) => value > 0)
    if (positive.length === 0) return {}
    const [low, high] = positive.reduce(([a, b], c) => [Math.min(a, c), Math.max(b, c)], [Infinity, 0])
    const decades = Math.log10(high / low)
    return decades > 3 ? { dtick: 1 } : decades > 1 ? { dtick: 'D2' } : {}
  }

  const isLines = (chart) => chart.kind === 'lines' || chart.kind === 'steps'

  const scaled = (chart, drawn, name) =>
    scales.get(chart.id) === 'log'
      ? { type: 'log', ...logTicks(drawn, name.replace('axis', '')) }
      : { type: 'linear' }

  function layout(chart, theme, drawn, print) {
    const line = theme.line
    const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, automargin: true }
    const titled = (own) => ({
      ...own,
      title: { ...own.title, standoff: 12, font: { size: 12.5, color: theme.muted } },
    })
    const result = {
      ...chart.layout,
      height: chart.height * (print ? PRINT.lower : 1),
      autosize: !print,
      margin: { l: 12, r: 12, t: 36, b: 40, ...chart.layout.margin },
      paper_bgcolor: theme.surface,
      plot_bgcolor: theme.surface,
      modebar: { bgcolor: theme.surface, color: theme.muted, activecolor: theme.text },
      font: { family: getComputedStyle(document.body).fontFamily, size: 12.5, color: theme.text },
      hoverlabel: { bgcolor: theme.surface, bordercolor: theme.line, font: { color: theme.text } },
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom' },
      xaxis: {
        ...axis,
        showgrid: false,
        ticks: 'outside',
        tickcolor: theme.line,
        spikecolor: theme.muted,
        spikethickness: 1,
        spikedash: 'solid',
        ...titled(chart.layout.xaxis),
      },
    }
    // Lines at events, and their names, which must stay readable above other lines.
    if (chart.layout.shapes !== undefined) {
      result.shapes = chart.layout.shapes.map((shape) => ({
        ...shape,
        line: { ...shape.line, color: theme.muted },
      }))
      result.annotations = chart.layout.annotations.map((name) => ({ ...name, bgcolor: theme.surface }))
    }
    if (print) result.width = PRINT.width
    for (const name of chart.axes)
      result[name] = {
        ...axis,
        ...titled(chart.layout[name]),
        ...(isLines(chart) ? scaled(chart, drawn, name) : {}),
      }
    return result
  }

  const config = {
    responsive: true,
    displaylogo: false,
    showSendToCloud: false,
    modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'],
  }

  function draw(chart, print = false) {
    const theme = darkness.matches && !print ? themes.dark : themes.light
    const drawn = traces(chart, theme)
    window.Plotly.react(place(chart), drawn, layout(chart, theme, drawn, print), config)
  }

  const drawForScreen = () => charts.forEach((chart) => draw(chart))
  const drawForPrint = () => charts.forEach((chart) => draw(chart, true))

  /** Unpacks and runs Plotly (gzip in base64). The Content-Security-Policy allows it by its hash. */
  async function unpack() {
    const packed = Uint8Array.from(atob(document.getElementById('plotly').textContent), (c) =>
      c.charCodeAt(0),
    )
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
    const element = document.createElement('script')
    element.textContent = await new Response(stream).text()
    document.head.append(element)
  }

  function csv(columns) {
    const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const row = (texts) => `${texts.map(cell).join(',')}\n`
    const rows = columns[0].cells.map((_cell, index) => row(columns.map((column) => column.cells[index])))
    return row(columns.map((column) => column.name)) + rows.join('')
  }

  /** Exact, with thousands separators. */
  const grouped = (text) => {
    const [whole, decimals] = text.split('.')
    const groups = /^-?\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
    return decimals === undefined ? groups : `${groups}.${decimals}`
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  function dataTable(columns, title) {
    const isNumber = columns.map(({ cells }) =>
      cells.every((cell) => cell === '' || !Number.isNaN(Number(cell))),
    )
    const kind = (index) => (isNumber[index] ? { class: 'number' } : {})
    const heads = columns.map((column, index) =>
      element(
        'th',
        { scope: 'col', ...kind(index) },
        column.title,
        element('span', { class: 'unit' }, column.unit),
      ),
    )
    const rows = columns[0].cells.map((_cell, row) =>
      element(
        'tr',
        {},
        ...columns.map(({ cells }, index) => element('td', kind(index), grouped(cells[row]))),
      ),
    )
    const table = element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...rows),
    )
    return element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Data of: ${title}` },
      table,
    )
  }

  for (const details of document.querySelectorAll('[data-table]'))
    details.addEventListener(
      'toggle',
      () => {
        const { table, columns, title } = details.dataset
        const shown = columns.split(' ').map((name) => tables[table].find((column) => column.name === name))
        details.append(dataTable(shown, title))
      },
      { once: true },
    )

  // The page may be shared without the files beside it, so downloads come from the embedded data (same
  // bytes).
  for (const link of document.querySelectorAll('[data-csv]'))
    link.href = URL.createObjectURL(new Blob([csv(tables[link.dataset.csv])], { type: 'text/csv' }))

  for (const button of document.querySelectorAll('[data-scale]'))
    button.addEventListener('click', () => {
      const figure = button.closest('figure')
      const chart = charts.find(({ id }) => id === figure.querySelector('[data-chart]').dataset.chart)
      scales.set(chart.id, button.dataset.scale)
      for (const each of figure.querySelectorAll('[data-scale]'))
        each.setAttribute('aria-pressed', String(each === button))
      draw(chart)
    })

  function keepDrawn() {
    drawForScreen()
    darkness.addEventListener('change', drawForScreen)
    addEventListener('beforeprint', drawForPrint)
    addEventListener('afterprint', drawForScreen)
  }

  function tellFailure(error) {
    for (const chart of charts) {
      place(chart).classList.add('failed')
      place(chart).textContent =
        `This chart could not be drawn (${error.message}). Its data are in the table below.`
    }
  }

  // A page without charts carries no Plotly.
  if (charts.length > 0) unpack().then(keepDrawn, tellFailure)
}
