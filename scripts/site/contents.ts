/**
 * Contents of the documentation site: its sections, and the pages of each.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/evm/compile/root.ts'

export interface SitePage {
  /** Path of the source from the root of the project. */
  readonly source: string
  /** Path of the page in the site. */
  readonly target: string
  readonly title: string
  readonly text: string
}

export interface Section {
  readonly title: string
  readonly pages: readonly SitePage[]
}

/** Pages of a folder whose order is told, before the others in the order of their names. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  'docs/decisions': ['README.md'],
}

/** Titles of pages whose headings are the same. */
const TITLES: Readonly<Record<string, string>> = { 'README.es.md': 'AMT Lab (en español)' }

/** All sections in their order. */
export function contents(): readonly Section[] {
  const folder = (path: string, extension = '.md'): readonly SitePage[] => {
    const first = FIRST[path] ?? []
    const names = readdirSync(join(projectRoot, path)).filter((name) => name.endsWith(extension))
    const rest = names.filter((name) => !first.includes(name)).toSorted()
    return [...first, ...rest].map((name) => sitePage(`${path}/${name}`))
  }
  const pages = (...paths: string[]): readonly SitePage[] => paths.map(sitePage)
  return [
    { title: 'Start', pages: pages('README.md', 'README.es.md', 'docs/tutorial.md') },
    { title: 'For readers', pages: folder('docs/readers') },
    { title: 'How to', pages: folder('docs/how-to') },
    { title: 'Reference', pages: folder('docs/reference') },
    { title: 'Explanation', pages: folder('docs/explanation') },
    {
      title: 'Claims',
      pages: pages('docs/claims.md', 'docs/hardened.md', 'docs/regions.md', 'contracts/hardened/README.md'),
    },
    { title: 'Decisions', pages: folder('docs/decisions') },
    { title: 'Notebooks', pages: folder('notebooks', '.ipynb') },
    { title: 'Project', pages: pages('CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md') },
  ]
}

function sitePage(source: string): SitePage {
  const content = readFileSync(join(projectRoot, source), 'utf8')
  const text = source.endsWith('.ipynb') ? notebookText(content) : content
  const title = TITLES[source] ?? /^# (.*)$/m.exec(text)?.[1] ?? source
  return { source, target: targetOf(source), title: title.replaceAll('`', ''), text }
}

/** `README.md` is the first page of its folder. */
export function targetOf(source: string): string {
  return source.replace(/(^|\/)README\.md$/, '$1index.md').replace(/\.(?:md|ipynb)$/, '.html')
}

interface Cell {
  readonly cell_type: string
  readonly source: string | readonly string[]
  readonly outputs?: readonly {
    readonly data?: Readonly<Record<string, string | readonly string[]>>
    readonly text?: string | readonly string[]
  }[]
}

const joined = (text: string | readonly string[] = ''): string =>
  typeof text === 'string' ? text : text.join('')

/** A notebook as Markdown, with the pictures and texts of its outputs. */
function notebookText(json: string): string {
  const { cells, metadata } = JSON.parse(json) as {
    readonly cells: readonly Cell[]
    readonly metadata?: { readonly language_info?: { readonly name?: string } }
  }
  const language = metadata?.language_info?.name ?? 'ts'
  return cells
    .map((cell) => {
      if (cell.cell_type !== 'code') return joined(cell.source)
      const shown = (cell.outputs ?? []).map(({ data = {}, text }) => {
        const picture = joined(data['image/png'])
        if (picture !== '') return figure(picture, joined(data['text/plain']))
        const html = joined(data['text/html'])
        if (html !== '') return html.replaceAll(/\n\s*\n/g, '\n')
        const said = joined(data['text/markdown'])
        return said === '' ? fenced('', joined(data['text/plain'] ?? text)) : said
      })
      return [fenced(language, joined(cell.source)), ...shown].join('\n\n')
    })
    .join('\n\n')
}

/** A picture with the text alternative of its chart: the title, and the ends of each series. */
const figure = (png: string, text: string): string => {
  const alternative = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('\n', '; ')
  return `<figure><img src="data:image/png;base64,${png}" alt="${alternative}" width="720"></figure>`
}

const fenced = (language: string, code: string): string =>
  code.trim() === '' ? '' : `\`\`\`\`${language}\n${code.trimEnd()}\n\`\`\`\``
