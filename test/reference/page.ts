/**
 * Page: a generated page of `docs/reference`, compared with the committed file, or written with `UPDATE=1`
 * (`npm run docs`).
 *
 * The test that checks a page also generates it, so that no page is older than the contracts.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

/** Expects `docs/reference/<name>` to equal `text`. Writes it first if `UPDATE=1`. */
export function expectPage(name: string, text: string): void {
  const file = join(projectRoot, 'docs', 'reference', name)
  if (process.env['UPDATE'] === '1') writeFileSync(file, text)
  expect(readFileSync(file, 'utf8'), `run npm run docs if ${name} is meant to change`).toBe(text)
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
