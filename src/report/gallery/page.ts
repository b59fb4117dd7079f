/**
 * Gallery: one page with all results of a directory, each with thumbnail, question, answer and seal. It
 * loads nothing; a small script filters and sorts.
 */
import { readFileSync } from 'node:fs'
import { htmlDocument } from '../document.ts'
import { markup, nothing, type Html } from '../html.ts'
import { KINDS, type Card } from './card.ts'
import { thumbnail } from './thumbnail.ts'

/** A result in its directory. */
export interface Shown {
  /** Relative to the gallery, with slashes. */
  readonly directory: string
  readonly card: Card
  /** What the reader should know of its files, such as that one is missing. */
  readonly remark?: string
}

/** A directory that holds no result, and why. */
export interface Unshown {
  readonly directory: string
  readonly why: string
}

export interface GalleryInput {
  readonly results: readonly Shown[]
  readonly others: readonly Unshown[]
}

/** By this a page is recognised as a gallery that may be replaced. */
export const GENERATOR = 'AMT Lab gallery'

const script = `'use strict'\n${readFileSync(new URL('../page/gallery.js', import.meta.url), 'utf8')}`

/** The complete HTML text. */
export function galleryPage({ results, others }: GalleryInput): string {
  const kinds = KINDS.filter((kind) => results.some(({ card }) => card.kind === kind))
  return htmlDocument({
    title: 'Results · AMT Lab',
    generator: GENERATOR,
    body: markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> results</p>
<h1>Results</h1>
<p class="facts"><span><b>${results.length}</b> ${results.length === 1 ? 'result' : 'results'}</span>${others.length === 0 ? nothing : markup` <span><b>${others.length}</b> other ${others.length === 1 ? 'directory' : 'directories'}</span>`}</p>
</header>
${
  results.length === 0
    ? markup`<p>There is no result yet. <code>npm run simulate</code> makes one.</p>`
    : markup`${controls(kinds)}
<p class="note" id="shown" role="status">All results are shown.</p>
<ul class="gallery">
${results.map(cardHtml)}</ul>`
}
${rest(others)}`,
    tables: {},
    charts: [],
    plotly: undefined,
    script,
  })
}

function controls(kinds: readonly string[]): Html {
  const option = (value: string, text: string): Html => markup`<option value="${value}">${text}</option>`
  return markup`<form class="controls" aria-label="Filter and sort">
<label>Search <input type="search" id="search" placeholder="scenario, word, hash" autocomplete="off"></label>
<label>Kind <select id="kind">${option('', 'all')}${kinds.map((kind) => option(kind, kind))}</select></label>
<label>Seal <select id="seal">${option('', 'all')}${option('verified', 'verified')}${option('unverified', 'not verified')}${option('broken', 'broken or different')}</select></label>
<label>Sort by <select id="sort">${option('directory', 'directory')}${option('name', 'scenario')}${option('kind', 'kind')}${option('seal', 'seal')}</select></label>
</form>`
}

function cardHtml({ directory, card, remark }: Shown): Html {
  const { kind, name, question, answer, page, seal, hash, seed, commit, picture } = card
  const link = [...directory.split('/').map(encodeURIComponent), page].join('/')
  return markup`<li class="result" data-directory="${directory}" data-name="${name}" data-kind="${kind}" data-seal="${seal.state}">
<a class="picture" href="${link}" tabindex="-1" aria-hidden="true">${picture === undefined ? markup`<span class="no-picture">${kind}</span>` : thumbnail(picture, `Main chart of ${directory}`)}</a>
<p class="eyebrow">${kind} <span aria-hidden="true">/</span> ${name}</p>
<h2><a href="${link}">${question}</a></h2>
${answer === '' ? nothing : markup`<p class="said">${firstSentence(answer)}</p>`}
<p class="badge ${seal.state}">${seal.words}</p>
${remark === undefined ? nothing : markup`<p class="badge broken">${remark}</p>`}
<p class="note"><code>${directory}</code>${seed === undefined ? nothing : markup` · seed ${seed}`}${hash === undefined ? nothing : markup` · hash <code title="${hash}">${hash.slice(0, 12)}</code>`}${commit === undefined ? nothing : markup` · commit <code>${commit}</code>`}</p>
</li>
`
}

/** Up to the first stop that a capital follows. */
export const firstSentence = (text: string): string => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0]!

function rest(others: readonly Unshown[]): Html {
  if (others.length === 0) return nothing
  return markup`<section aria-labelledby="others">
<h2 id="others">Other directories</h2>
<ul>${others.map(({ directory, why }) => markup`<li><code>${directory}</code>: ${why}</li>\n`)}</ul>
</section>`
}
