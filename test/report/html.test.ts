import { expect, test } from 'vitest'
import { inlineJson, markup, raw } from '../../src/report/html.ts'

test('interpolated text is escaped, interpolated markup is not', () => {
  expect(markup`<p title="${'"\'&'}">${'<b>'}${raw('<i>')}${[1, '>']}</p>`.html).toBe(
    '<p title="&quot;&#39;&amp;">&lt;b&gt;<i>1&gt;</p>',
  )
})

test('inline JSON cannot close its element, and parses to the same value', () => {
  const data = { text: '</script><!-- <script>\u2028\u2029 ]]> &amp;' }
  const { html } = inlineJson(data)
  expect(html).not.toMatch(/[<>\u2028\u2029]/)
  expect(JSON.parse(html)).toEqual(data)
})
