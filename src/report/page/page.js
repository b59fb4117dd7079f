/**
 * Shows a report: draws its charts in the reader's theme, and builds tables, images and downloads from the
 * exact data. Plotly must have run before.
 */
import {
  tables,
  charts,
  themes,
  darkness,
  scales,
  place,
  all,
  use,
  texts,
  monthNames,
  PRINT,
} from './data.js'
import { csv, dataTable } from './tables.js'
import { traces, layout } from './charts.js'
import { isDirect, columnOfNames, endLabels, showLegend } from './labels.js'
import { saveImage } from './images.js'

const config = () => ({ displayModeBar: false, ...(monthNames === undefined ? {} : { locale: 'page' }) })

/** Where Plotly keeps the layout as it was drawn, with the ranges of its axes. */
const DRAWN = '_fullLayout'

/** Least width of a chart that is drawn. */
const LEAST = 100

/** Milliseconds after which a new width is taken as final. */
const RESIZED = 150

/** Width of a chart below which texts inside it are smaller. */
const NARROW = 520

async function draw(chart, print = false) {
  const theme = darkness.matches && !print ? themes.dark : themes.light
  const target = place(chart)
  const drawn = traces(chart, theme)
  const width = print ? PRINT.width : target.clientWidth
  // A window that is not shown has no width, in which Plotly fails.
  if (width < LEAST) return
  const direct = isDirect(chart, width)
  const own = layout(chart, theme, drawn, { print, narrow: width < NARROW })
  if (direct) own.margin = { ...own.margin, r: columnOfNames(chart) }
  showLegend(chart, theme, direct)
  await window.Plotly.react(target, drawn, own, config())
  if (direct) await nameEnds(chart, theme)
}

/** Names the lines at their ends, which needs the axes as they were drawn. */
function nameEnds(chart, theme) {
  const target = place(chart)
  const events = layout(chart, theme, target.data).annotations ?? []
  return window.Plotly.relayout(target, {
    annotations: [...events, ...endLabels(chart, theme, target[DRAWN])],
  })
}

const drawForScreen = () => Promise.all(charts.map((chart) => draw(chart)))
const drawForPrint = () => Promise.all(charts.map((chart) => draw(chart, true)))

/** Without names of its own Plotly writes months in English. */
function nameMonths() {
  if (monthNames === undefined) return
  window.Plotly.register({
    moduleType: 'locale',
    name: 'page',
    dictionary: {},
    format: { months: monthNames, shortMonths: monthNames.map((month) => month.slice(0, 3)) },
  })
}

/** Tables are built when they are opened first. */
function fillTables() {
  for (const details of all('[data-table]'))
    details.addEventListener(
      'toggle',
      () => {
        const { table, columns, title } = details.dataset
        const shown = columns.split(' ').map((name) => tables[table].find((column) => column.name === name))
        // Two charts may have one title; what they show differs.
        const heading = details.closest('figure')?.querySelector('h3')?.textContent
        details.append(dataTable(shown, heading ?? title))
      },
      { once: true },
    )
}

/**
 * The page may be shared without the files beside it, so downloads come from the embedded data (same bytes).
 * Returns the addresses, which must be revoked in the end.
 */
function offerDownloads() {
  const links = [...all('[data-csv]')]
  for (const link of links)
    link.href = URL.createObjectURL(new Blob([csv(tables[link.dataset.csv])], { type: 'text/csv' }))
  return links.map(({ href }) => href)
}

function bindButtons() {
  for (const button of all('[data-scale]'))
    button.addEventListener('click', () => {
      const figure = button.closest('figure')
      const chart = charts.find(({ id }) => id === figure.querySelector('[data-chart]').dataset.chart)
      scales.set(chart.id, button.dataset.scale)
      for (const each of figure.querySelectorAll('[data-scale]'))
        each.setAttribute('aria-pressed', String(each === button))
      draw(chart)
    })

  for (const button of all('[data-image]'))
    button.addEventListener('click', () => {
      const chart = charts.find(({ id }) => id === button.dataset.of)
      saveImage(chart, button.dataset.image).catch((error) => {
        button.textContent = `${button.textContent} ${texts.imageFailed}: ${error.message}`
      })
    })
}

/** Draws all charts, and again when the window or the theme changes, until the signal. */
async function keepDrawn(signal) {
  await drawForScreen()
  if (signal.aborted) return
  for (const chart of charts)
    place(chart).on('plotly_relayout', (changed) => {
      const zoomed = Object.keys(changed).some((key) => key.includes('range'))
      if (zoomed && isDirect(chart, place(chart).clientWidth))
        nameEnds(chart, darkness.matches ? themes.dark : themes.light)
    })
  // Plotly's own resizing would not change names at the ends of lines into a legend. Only widths matter.
  let width = innerWidth
  let waiting
  addEventListener(
    'resize',
    () => {
      if (innerWidth === width) return
      width = innerWidth
      clearTimeout(waiting)
      waiting = setTimeout(drawForScreen, RESIZED)
    },
    { signal },
  )
  darkness.addEventListener('change', drawForScreen, { signal })
  addEventListener('beforeprint', drawForPrint, { signal })
  addEventListener('afterprint', drawForScreen, { signal })
}

export function tellFailure(error) {
  for (const chart of charts) {
    place(chart).classList.add('failed')
    place(chart).textContent = texts.failed.replace('…', error.message)
  }
}

/**
 * Shows a report: its markup is below `element`, its data are those of `contentOf`. One at a time: what is
 * returned ends it. `library` resolves when Plotly has run; it is not asked for where there are no charts.
 */
export function show(data, element, library) {
  use(data, element)
  const end = new AbortController()
  fillTables()
  const addresses = offerDownloads()
  bindButtons()
  const drawn =
    charts.length === 0
      ? Promise.resolve()
      : library()
          .then(nameMonths)
          .then(() => keepDrawn(end.signal))
          .catch(tellFailure)
  return {
    drawn,
    end() {
      end.abort()
      for (const address of addresses) URL.revokeObjectURL(address)
      for (const chart of charts) window.Plotly?.purge(place(chart))
    },
  }
}
