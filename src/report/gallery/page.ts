/**
 * Gallery: one page with all results of a directory, each with thumbnail, question, answer and seal. It
 * loads nothing; a small script filters and sorts.
 */
import { readFileSync } from 'node:fs'
import { htmlDocument } from '../document.ts'
import { markup, nothing, raw, type Html } from '../html.ts'
import { translatorFor, type Language } from '../language/language.ts'
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
  /** Language of the page. @default English */
  readonly language?: Language | undefined
}

/** By this a page is recognised as a gallery that may be replaced. */
export const GENERATOR = 'AMT Lab gallery'

const script = `'use strict'\n${readFileSync(new URL('../page/gallery.js', import.meta.url), 'utf8')}`

/** The complete HTML text. */
export function galleryPage({ results, others, language = 'en' }: GalleryInput): string {
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
<p class="note" id="shown" role="status" data-label="… of … results are shown.">All results are shown.</p>
<ul class="gallery">
${results.map((each) => cardHtml(each, language))}</ul>`
}
${rest(others)}`,
    tables: {},
    charts: [],
    plotly: undefined,
    script,
    language,
  })
}

/** A kind as it is shown: “claims” alone are those of payments. */
const shownKind = (kind: string): string => (kind === 'claims' ? 'claims of the whitepaper' : kind)

function controls(kinds: readonly string[]): Html {
  const option = (value: string, text: string): Html => markup`<option value="${value}">${text}</option>`
  return markup`<form class="controls" aria-label="Filter and sort">
<label>Search <input type="search" id="search" placeholder="scenario, word, hash" autocomplete="off"></label>
<label>Kind <select id="kind">${option('', 'all')}${kinds.map((kind) => option(kind, shownKind(kind)))}</select></label>
<label>Seal <select id="seal">${option('', 'all')}${option('verified', 'verified')}${option('unverified', 'not verified')}${option('broken', 'broken or different')}</select></label>
<label>Sort by <select id="sort">${option('directory', 'directory')}${option('name', 'scenario')}${option('kind', 'kind')}${option('seal', 'seal')}</select></label>
</form>`
}

function cardHtml({ directory, card, remark }: Shown, language: Language): Html {
  const { kind, name, question, answer, page, seal, hash, seed, commit, picture } = card
  const link = [...directory.split('/').map(encodeURIComponent), page].join('/')
  return markup`<li class="result" data-directory="${directory}" data-name="${name}" data-kind="${kind}" data-seal="${seal.state}">
<a class="picture" href="${link}" tabindex="-1" aria-hidden="true">${picture === undefined ? markup`<span class="no-picture">${shownKind(kind)}</span>` : thumbnail(picture, `Main chart of ${directory}`)}</a>
<p class="eyebrow">${shownKind(kind)} <span aria-hidden="true">/</span> <span translate="no">${name}</span></p>
<h2><a href="${link}">${question}</a></h2>
${answer === '' ? nothing : said(answer, language)}
<p class="badge ${seal.state}">${seal.words}</p>
${remark === undefined ? nothing : markup`<p class="badge broken">${remark}</p>`}
<p class="note"><code>${directory}</code>${seed === undefined ? nothing : markup` · seed ${seed}`}${hash === undefined ? nothing : markup` · hash <code title="${hash}">${hash.slice(0, 12)}</code>`}${commit === undefined ? nothing : markup` · commit <code>${commit}</code>`}</p>
</li>
`
}

/** The first sentence of an answer, whose translation is that of the whole answer. */
function said(answer: string, language: Language): Html {
  const { translate } = translatorFor(language)
  const done = language === 'en' ? nothing : raw(' translate="no"')
  return markup`<p class="said"${done}>${firstSentence(translate(answer))}</p>`
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
