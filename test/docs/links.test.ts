/** Documentation: every path that a page names exists, and every relative link resolves. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'

const PAGES = [
  ...readdirSync(projectRoot),
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) =>
    join('docs', path),
  ),
].filter((path) => path.endsWith('.md'))

/** A file or folder of the project between backticks; `src/scenarios/<name>/index.ts` is a pattern and not one. */
const PATH = /`((?:src|test|contracts|docs|scripts|bench|notebooks|witness)\/[^`<>\s…*]*)`/g
const LINK = /\]\(([^)\s]+)\)/g
const HEADING = /^#+ (.*)$/gm

/** Text of a page without its code blocks, whose relative imports are not links. */
const prose = (path: string): string =>
  readFileSync(join(projectRoot, path), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '')

/** The anchor that a heading gets: lower case, hyphens for blanks, without punctuation. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

function missingPaths(page: string, text: string): readonly string[] {
  return [...text.matchAll(PATH)]
    .map(([, path]) => path!)
    .filter((path) => !existsSync(join(projectRoot, path)))
    .map((path) => `${page}: ${path}`)
}

function brokenLinks(page: string, text: string): readonly string[] {
  return [...text.matchAll(LINK)]
    .map(([, link]) => link!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => !resolves(page, link))
    .map((link) => `${page}: ${link}`)
}

function resolves(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? join(projectRoot, page) : resolve(projectRoot, dirname(page), path)
  if (!existsSync(file)) return false
  if (anchor === undefined) return true
  const headings = [...readFileSync(file, 'utf8').matchAll(HEADING)].map(([, heading]) => anchorOf(heading!))
  return headings.includes(anchor)
}

describe('the documentation', () => {
  test.each(PAGES)('%s names only paths that exist', (page) => {
    expect(missingPaths(page, prose(page))).toEqual([])
  })

  test.each(PAGES)('%s links only to what is there', (page) => {
    expect(brokenLinks(page, prose(page))).toEqual([])
  })

  test('is read where it is: paths and links are found, and a wrong one would be', () => {
    const all = PAGES.map(prose).join('\n')
    expect([...all.matchAll(PATH)].length).toBeGreaterThan(80)
    expect([...all.matchAll(LINK)].length).toBeGreaterThan(60)
    expect(missingPaths('README.md', 'See `src/model/nothing.ts` and `src/model/economy.ts`.')).toEqual([
      'README.md: src/model/nothing.ts',
    ])
    const wrong = '[a](docs/nothing.md) [b](docs/tutorial.md) [c](docs/tutorial.md#nothing)'
    expect(brokenLinks('README.md', wrong)).toEqual([
      'README.md: docs/nothing.md',
      'README.md: docs/tutorial.md#nothing',
    ])
  })
})
