/**
 * Layout of the site: contents and search at the side of every page.
 */
import { posix } from 'node:path'
import type { Section } from './contents.ts'

export interface LayoutInput {
  readonly title: string
  /** Path of the page in the site. */
  readonly target: string
  readonly body: string
  /** Line about the source of the page. @default none */
  readonly source?: string
}

/** Pages that are no Markdown: title and path. */
export interface Extra {
  readonly title: string
  readonly target: string
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A page of the site as HTML. */
export function layout(
  { title, target, body, source }: LayoutInput,
  sections: readonly Section[],
  extras: readonly Extra[],
): string {
  const up = '../'.repeat(target.split('/').length - 1)
  const link = (to: string, text: string): string =>
    `<li><a href="${up}${to}"${to === target ? ' aria-current="page"' : ''}>${escaped(text)}</a></li>`
  const list = (name: string, items: readonly Extra[]): string => {
    const isOpen = name === 'Start' || items.some((item) => item.target === target)
    return `<details${isOpen ? ' open' : ''}><summary>${escaped(name)}</summary><ul>${items.map((item) => link(item.target, item.title)).join('')}</ul></details>`
  }
  const language = target.endsWith('.es.html') ? 'es' : 'en'
  return `<!doctype html>
<html lang="${language}" data-root="${up}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · AMT Lab</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}site.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<aside>
<a class="name" href="${up}index.html">AMT Lab</a>
<input type="search" placeholder="Search ( / )" aria-label="Search">
<ul id="results" aria-live="polite"></ul>
<nav aria-label="Contents">${sections.map((section) => list(section.title, section.pages)).join('')}${list('Results and API', extras)}</nav>
</aside>
<main id="content">
${body}
${source === undefined ? '' : `<p class="source">${source}</p>`}
</main>
<script src="${up}minisearch.js"></script>
<script src="${up}search-index.js"></script>
<script src="${up}search.js"></script>
</body>
</html>
`
}

/** The path from one page of the site to another. */
export const relative = (from: string, to: string): string => posix.relative(posix.dirname(from), to)
