import { expect, test } from 'vitest'
import { markup, raw } from '../../src/report/html.ts'

test('interpolated text is escaped, interpolated markup is not', () => {
  expect(markup`<p title="${'"\'&'}">${'<b>'}${raw('<i>')}${[1, '>']}</p>`.html).toBe(
    '<p title="&quot;&#39;&amp;">&lt;b&gt;<i>1&gt;</p>',
  )
})
