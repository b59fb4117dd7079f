/** Footer of printed pages: names the source on every page, whatever the text. */
import { expect, test } from 'vitest'
import { htmlDocument } from '../../src/report/document.ts'
import { markup } from '../../src/report/html.ts'
import { cssString, pageFooter } from '../../src/report/page-footer.ts'

test('the footer has each line and the number of the page', () => {
  const css = pageFooter(['baseline · seed 1', 'AMT Lab 0.1.0'])
  expect(css).toContain('content: "baseline · seed 1" "\\a" "AMT Lab 0.1.0";')
  expect(css).toContain('counter(page) " / " counter(pages)')
})

test('no text ends the string or the style sheet', () => {
  expect(cssString('a"b\\c')).toBe('"a\\22 b\\5c c"')
  const frame = { tables: {}, charts: [], plotly: undefined, body: markup`<p>x</p>`, title: 'T' }
  const about = { file: 'x', source: ['</style><script>alert(1)</script>'] }
  const html = htmlDocument({ ...frame, about })
  expect(html.split('</style>')).toHaveLength(2)
  expect(htmlDocument(frame)).toContain('content: "T";')
})
