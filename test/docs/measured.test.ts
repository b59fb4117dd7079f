/** Pages that quote measurements quote those of the page that has them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

const page = (path: string): string => readFileSync(join(projectRoot, 'docs', path), 'utf8')

const ROW = /^\| .* \| `(\w{8})` \| .* \| (\d+) ms \|$/gm

test('the cost of a path in the how-to of large studies is that of a benchmark, with its commit', () => {
  const measured = page('explanation/performance.md')
  const quoted = [...page('how-to/large-study.md').matchAll(ROW)]
  expect(quoted.length).toBeGreaterThan(2)
  for (const [row, commit, milliseconds] of quoted) {
    const parts = measured.split(/\n\n(?=\*\*|\d+ paths)/).filter((part) => part.includes(commit!))
    expect(parts.join('\n'), `docs/how-to/large-study.md quotes: ${row}`).toMatch(
      new RegExp(`\\b${milliseconds} (?:ms|\\()`),
    )
  }
})
