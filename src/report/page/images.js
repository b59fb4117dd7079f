/** Images: a chart as SVG or PNG with title, unit, source and hash, for use outside of the page. */
import { themes, about } from './data.js'
import { element, inLines } from './tables.js'
import { traces, layout } from './charts.js'
import { named, shape } from './labels.js'

const IMAGE = { width: 1200, scale: 2, side: 28, title: 22, text: 14, line: 20 }

/** `baseline-seed-1-price-against-floor.png` */
const imageName = (chart, format) => `${about.file}-${chart.id}.${format}`

/** The chart as SVG text, in light colours, with its title above and its source below. */
async function svgOf(chart) {
  const theme = themes.light
  const drawn = traces(chart, theme)
  const own = layout(chart, theme, drawn)
  const figure = {
    data: drawn,
    layout: {
      ...own,
      autosize: false,
      showlegend: named(chart).length > 1,
      legend: { orientation: 'h', x: 0, xanchor: 'left', y: 1.02, yanchor: 'bottom' },
      margin: { ...own.margin, t: 36 },
    },
  }
  const { width, side } = IMAGE
  const height = chart.height + 60
  const uri = await window.Plotly.toImage(figure, { format: 'svg', width: width - 2 * side, height })
  const inner = new DOMParser().parseFromString(
    decodeURIComponent(uri.slice(uri.indexOf(',') + 1)),
    'image/svg+xml',
  ).documentElement
  const texts = [
    ...inLines(chart.title, 95).map((text) => ({ text, size: IMAGE.title, weight: 650, fill: theme.text })),
    ...inLines(chart.subtitle, 150).map((text) => ({
      text,
      size: IMAGE.text,
      weight: 400,
      fill: theme.muted,
    })),
  ]
  const source = about.source.flatMap((text) => inLines(text, 150))
  const family = getComputedStyle(document.body).fontFamily
  const written = ({ text, size, weight, fill }, y) => {
    const made = shape('text', {
      x: side,
      y,
      fill,
      'font-size': size,
      'font-weight': weight,
      'font-family': family,
    })
    made.textContent = text
    return made
  }
  let y = side
  const head = texts.map((text) => written(text, (y += text.size + 6)))
  const top = y + 14
  const foot = source.map((text, index) =>
    written({ text, size: 12.5, weight: 400, fill: theme.muted }, top + height + IMAGE.line * (index + 1)),
  )
  const whole = { width, height: top + height + IMAGE.line * source.length + side }
  const picture = shape('svg', { ...whole, viewBox: `0 0 ${whole.width} ${whole.height}` })
  const title = shape('title', {})
  title.textContent = `${chart.title} (${about.source.join('; ')})`
  inner.setAttribute('x', side)
  inner.setAttribute('y', top)
  picture.append(title, shape('rect', { ...whole, fill: theme.surface }), ...head, inner, ...foot)
  return { text: new XMLSerializer().serializeToString(picture), ...whole }
}

/** An SVG as PNG at twice its size. */
async function pngOf({ text, width, height }) {
  const picture = new Image()
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    await new Promise((done, fail) => {
      picture.addEventListener('load', done)
      picture.addEventListener('error', () => fail(new Error('the picture could not be drawn')))
      picture.src = url
    })
    const canvas = element('canvas', { width: width * IMAGE.scale, height: height * IMAGE.scale })
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((done) => canvas.toBlob(done, 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}

export async function saveImage(chart, format) {
  const svg = await svgOf(chart)
  const blob = format === 'svg' ? new Blob([svg.text], { type: 'image/svg+xml' }) : await pngOf(svg)
  const link = element('a', { href: URL.createObjectURL(blob), download: imageName(chart, format) })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
