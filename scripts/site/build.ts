/**
 * Builds the documentation site: static files that work from disk, without a network.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, posix } from 'node:path'
import MiniSearch from 'minisearch'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { contents, type Section, type SitePage } from './contents.ts'
import { escaped, layout, relative, type Extra } from './layout.ts'
import { render } from './markdown.ts'

/** Folder of the pages that show files of the project. */
const FILES = 'files'

const PICTURE = /\.(?:png|svg|jpg|gif)$/

const SEARCH = {
  fields: ['heading', 'title', 'text'],
  storeFields: ['page', 'anchor', 'heading', 'title'],
}

/** Writes the pages to `out`. `extras` are pages that others write there. Returns their paths. */
export function buildSite(out: string, extras: readonly Extra[]): readonly string[] {
  const sections = contents()
  const pages = sections.flatMap((section) => section.pages)
  const targets = new Map(pages.map(({ source, target }) => [source, target]))
  const shown = new Set<string>()
  const parts: object[] = []
  const write = (target: string, bytes: string | Uint8Array): void => {
    mkdirSync(dirname(join(out, target)), { recursive: true })
    writeFileSync(join(out, target), bytes)
  }
  for (const page of pages) {
    const rendered = render(page.text, (address) => linkFrom(page, address, targets, shown))
    for (const { heading, anchor, text } of rendered.parts)
      if (heading !== '' || text.trim() !== '')
        parts.push({ id: parts.length, page: page.target, title: page.title, heading, anchor, text })
    const source = `Source: <code>${escaped(page.source)}</code>`
    write(page.target, layout({ ...page, body: rendered.html, source }, sections, extras))
  }
  const written = [...targets.values()]
  for (const path of shown) written.push(writeShown(path, write, sections, extras, shown))
  const search = new MiniSearch(SEARCH)
  search.addAll(parts)
  write(
    'search-index.js',
    `window.amtLabSearch = ${JSON.stringify({ options: SEARCH, index: search.toJSON() }).replaceAll('<', '\\u003c')}\n`,
  )
  const here = new URL('./', import.meta.url).pathname
  for (const name of ['site.css', 'search.js']) copyFileSync(join(here, name), join(out, name))
  const minisearch = createRequire(import.meta.url).resolve('minisearch')
  copyFileSync(join(dirname(minisearch), '../umd/index.js'), join(out, 'minisearch.js'))
  return written
}

/**
 * The address of a link in the site. Other files of the project get a page that shows them, pictures are
 * copied.
 */
function linkFrom(
  { source, target }: SitePage,
  address: string,
  targets: ReadonlyMap<string, string>,
  shown: Set<string>,
): string {
  if (/^(?:[a-z]+:|#)/.test(address)) return address
  const [path = '', anchor] = address.split('#')
  const file = posix.join(posix.dirname(source), path).replace(/\/$/, '')
  const page = targets.get(file) ?? targets.get(`${file}/README.md`)
  if (page !== undefined) return `${relative(target, page)}${anchor === undefined ? '' : `#${anchor}`}`
  shown.add(file)
  return relative(target, shownAs(file))
}

const shownAs = (path: string): string => (PICTURE.test(path) ? `${FILES}/${path}` : `${FILES}/${path}.html`)

/** A page with the text of a file or the names in a folder, or a copy of a picture. */
function writeShown(
  path: string,
  write: (target: string, bytes: string | Uint8Array) => void,
  sections: readonly Section[],
  extras: readonly Extra[],
  shown: Set<string>,
): string {
  const place = join(projectRoot, path)
  if (!existsSync(place))
    throw new Error(`expected a file or folder that a page links to; ${path} is not there`)
  const target = shownAs(path)
  if (PICTURE.test(path)) {
    write(target, readFileSync(place))
    return target
  }
  const isFolder = statSync(place).isDirectory()
  const body = isFolder
    ? `<ul>${readdirSync(place)
        .filter((name) => !name.startsWith('.') && name !== 'node_modules')
        .map((name) => {
          const inner = `${path}/${name}`
          if (!statSync(join(projectRoot, inner)).isDirectory() || shown.has(inner)) shown.add(inner)
          return shown.has(inner)
            ? `<li><a href="${relative(target, shownAs(inner))}"><code>${escaped(name)}</code></a></li>`
            : `<li><code>${escaped(name)}/</code></li>`
        })
        .join('')}</ul>`
    : `<pre tabindex="0"><code>${escaped(readFileSync(place, 'utf8'))}</code></pre>`
  write(
    target,
    layout(
      { title: path, target, body: `<h1><code>${escaped(path)}</code></h1>\n${body}` },
      sections,
      extras,
    ),
  )
  return target
}
