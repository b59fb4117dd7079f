/**
 * Page: the ledger of claims as one HTML file in English and Spanish. Each claim with its quotation, the
 * verdict of each reading in words, and each counterexample step by step with what every step changes.
 *
 * It opens from disk and loads nothing; the choice of language needs no script.
 */
import type { Reading } from '../../claims/claim.ts'
import type { Verdict } from '../../claims/evaluate.ts'
import type { Found, Quoted } from '../../claims/inconsistencies.ts'
import type { Entry, ReadingEntry, Repaired, Story } from '../../claims/ledger.ts'
import { MECHANISMS } from '../../claims/mechanisms.ts'
import { FROM_DOCS, type Link } from '../../claims/page.ts'
import { numberText, readable } from '../../claims/readable.ts'
import { UNREPAIRED } from '../../claims/unrepaired.ts'
import { lemmaText } from '../../claims/proof/lemma.ts'
import { proofText, type Proof } from '../../claims/proof/proof.ts'
import { sentence } from '../../lockstep/report/story.ts'
import { htmlDocument } from '../../report/document.ts'
import { markup, nothing, type Content, type Html, raw } from '../../report/html.ts'
import type { Language } from '../../report/language/language.ts'
import { times } from '../../report/number.ts'
import {
  both,
  evidenceWords,
  MEANINGS,
  SPANISH_ASSUMPTIONS,
  verdictWords,
  WORDS,
  type Both,
} from './bilingual.ts'
import { changesOf, type Change, type Shown } from './changes.ts'
import { computedTexts, type Computed, type Translate } from './computed.ts'
import { keptRegions, regionFigure, type KeptRegions } from './region-figure.ts'
import { SPANISH_SYMBOLS, spanishProof } from './spanish-proofs.ts'
import { SPANISH_OPEN } from './spanish-open.ts'
import { SPANISH_MECHANISMS } from './spanish-mechanisms.ts'
import { SPANISH_REPAIRS, SPANISH_UNREPAIRED } from './spanish-repairs.ts'
import { SPANISH_READINGS } from './spanish-readings.ts'
import { spanishSentence } from './spanish-story.ts'

/** What all parts of the page need. */
interface Context {
  readonly link: Link
  readonly regions: KeptRegions
  readonly computed: Computed
  readonly translate: Translate
}

/**
 * The HTML text. `command` makes it again; `inconsistencies` are left out if there are none.
 *
 * @param link to files of the project.
 * @param language that is shown first; the reader can change it.
 */
export function claimsPage(
  entries: readonly Entry[],
  command: string,
  inconsistencies: readonly Found[] = [],
  link: Link = FROM_DOCS,
  language: Language = 'en',
): string {
  const checked = (own: Language): Html => raw(own === language ? ' checked' : '')
  const context: Context = { link, regions: keptRegions(), ...computedTexts() }
  return htmlDocument({
    title: `${WORDS.title[language]} · AMT Lab`,
    lang: language,
    body: markup`<input type="radio" name="language" id="english" class="language"${checked('en')}>
<label for="english" lang="en-GB">English</label>
<input type="radio" name="language" id="spanish" class="language"${checked('es')}>
<label for="spanish" lang="es-419">Español</label>
<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> ${both({ en: 'claims', es: 'afirmaciones' })}</p>
<h1>${both(WORDS.title)}</h1>
<p class="answer">${both(headline(entries))}</p>
<p>${both(WORDS.how)}</p>
<ul class="lines">${MEANINGS.map(([word, meaning]) => markup`<li><b>${both(word)}</b>: ${both(meaning)}.</li>\n`)}</ul>
</header>
${glance(entries)}
${inconsistencies.length === 0 ? nothing : againstItself(inconsistencies, context)}
${entries.map((entry) => claimSection(entry, context))}
<section aria-labelledby="repeat"><h2 id="repeat">${both({ en: 'Repeat', es: 'Repetir' })}</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre></section>`,
    tables: {},
    charts: [],
    plotly: undefined,
  })
}

/** How many readings have each verdict; the assumptions left out. */
function headline(entries: readonly Entry[]): Both {
  const verdicts = entries.flatMap(({ readings }) => readings.map(({ verdict }) => verdict))
  const counts = new Map<string, readonly [Both, number]>()
  for (const verdict of verdicts) {
    const bare = 'assumptions' in verdict ? { ...verdict, assumptions: undefined } : verdict
    const word = verdictWords(bare as Verdict)
    counts.set(word.en, [word, (counts.get(word.en)?.[1] ?? 0) + 1])
  }
  const list = [...counts.values()].toSorted(([, a], [, b]) => b - a)
  const words = (language: keyof Both): string =>
    list.map(([word, count]) => `${word[language].toLowerCase()} ${count}`).join(', ')
  return {
    en: `${times(entries.length, 'statement')} in ${times(verdicts.length, 'reading')}: ${words('en')}.`,
    es:
      `${entries.length} ${entries.length === 1 ? 'afirmación' : 'afirmaciones'} en ` +
      `${verdicts.length} ${verdicts.length === 1 ? 'lectura' : 'lecturas'}: ${words('es')}.`,
  }
}

function glance(entries: readonly Entry[]): Html {
  const rows = entries.flatMap((entry) =>
    entry.readings.map(({ reading, verdict }) => [
      markup`<a href="#claim-${entry.claim.number}">${entry.claim.number}</a>`,
      both(propertyOf(entry, reading)),
      both(verdictWords(verdict)),
      both(evidenceWords(verdict)),
    ]),
  )
  return markup`<section aria-labelledby="glance">
<h2 id="glance">${both(WORDS.summary)}</h2>
${bilingualTable(WORDS.summary, [{ en: 'No.', es: 'N.º' }, WORDS.reading, WORDS.verdict, WORDS.evidence], rows)}
</section>`
}

function againstItself(inconsistencies: readonly Found[], { computed }: Context): Html {
  const quoted = ({ quotation, place }: Quoted): Html => markup`<q lang="es">${quotation}</q> (${place})`
  return markup`<section aria-labelledby="against">
<h2 id="against">${both(WORDS.against)}</h2>
${inconsistencies.map(
  ({ about, one, other, found }) =>
    markup`<p class="steps">${computed(about)} ${quoted(one)} · ${quoted(other)} → ${found === undefined ? both(WORDS.agree) : computed(found)}</p>\n`,
)}</section>`
}

function claimSection(entry: Entry, context: Context): Html {
  const { claim, readings } = entry
  const id = `claim-${claim.number}`
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${both(WORDS.statement)} ${claim.number}</h2>
<blockquote lang="es-419">${claim.quotation}</blockquote>
<p class="note">Whitepaper, <span lang="es-419">${claim.place}</span></p>
<p lang="en">${claim.english}</p>
${readings.map((each) => readingSection(entry, each, context))}
<p><b>${both(WORDS.leavesOpen)}</b>: ${both({ en: claim.leavesOpen, es: SPANISH_OPEN[claim.number] ?? '' })}</p>
</section>`
}

function readingSection(
  entry: Entry,
  { reading, verdict, stories, repaired }: ReadingEntry,
  context: Context,
): Html {
  const { link, computed } = context
  const key = `${entry.claim.number} ${reading.name}`
  const why = UNREPAIRED[key]
  return markup`<h3>${both(verdictWords(verdict))}</h3>
<p>${both(propertyOf(entry, reading))} <span class="note">${both(capitals(evidenceWords(verdict)))}.</span></p>
${details(entry, reading, verdict, computed)}
${regionOf(key, context)}
${stories.map((story, at) => counterexample(story, headingOf(verdict, at), computed))}
${restsOn(reading)}
${repaired === undefined ? nothing : repairOf(repaired, link)}
${why === undefined ? nothing : markup`<p class="note"><b>${both(WORDS.unrepaired)}:</b> ${both({ en: why, es: SPANISH_UNREPAIRED[key] ?? why })}</p>`}`
}

/** The chart of a reading's region, with a link to all that it stands on. */
function regionOf(key: string, context: Context): Html {
  const { regions, link } = context
  const mapped = regions.mapped.find(({ region }) => `${region.claim} ${region.reading}` === key)
  if (mapped === undefined) return nothing
  const figure = regionFigure(mapped, regions.seed, context)
  const address = link('docs/regions.md')
  if (address === undefined) return figure
  return markup`${figure}
<p class="note"><a href="${address}#claim-${mapped.region.claim}">${both(WORDS.standsOn)}</a></p>`
}

function capitals({ en, es }: Both): Both {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
  return { en: capital(en), es: capital(es) }
}

/** The mechanisms of a verdict, as sentences. */
function restsOn({ restsOn: names }: Reading): Html {
  if (names.length === 0) return nothing
  const sentences = names.map(
    (name) => markup`${both({ en: MECHANISMS[name], es: SPANISH_MECHANISMS[name] })} `,
  )
  return markup`<p class="note">${both(WORDS.rests)}: ${sentences}</p>`
}

function repairOf({ repair, verdict }: Repaired, link: Link): Html {
  const { name, change, cost } = repair
  const spanish = SPANISH_REPAIRS[name] ?? { change, cost }
  const file = markup`<code>${name}.diff</code>`
  const address = link(`contracts/hardened/${name}.diff`)
  return markup`<p class="seal"><b>${both(WORDS.repair)}:</b> ${both({ en: change, es: spanish.change })} <b>${both(WORDS.withIt)}:</b> ${both(verdictWords(verdict))}, ${both(evidenceWords(verdict))}. <b>${both(WORDS.cost)}:</b> ${both({ en: cost, es: spanish.cost })} ${address === undefined ? file : markup`<a href="${address}">${file}</a>`}: ${both(WORDS.difference)}.</p>`
}

/** Counterexamples of an assumption are named by what is left out. */
function headingOf(verdict: Verdict, at: number): Both {
  if (verdict.is !== 'holds if' || !('assumptions' in verdict)) return WORDS.counterexample
  const { assumption } = verdict.assumptions![at]!
  return {
    en: `Without “${assumption.text}”`,
    es: `Sin “${SPANISH_ASSUMPTIONS[assumption.name]}”`,
  }
}

function details(entry: Entry, reading: Reading, verdict: Verdict, computed: Computed): Html {
  if (verdict.is === 'figures')
    return bilingualTable(
      propertyOf(entry, reading),
      [WORDS.identity, WORDS.said, WORDS.computed],
      verdict.figures.map(({ what, said, found }) => [computed(what), computed(said), computed(found)]),
    )
  if ('study' in verdict)
    return markup`<p>${computed(verdict.text)}</p>
<p class="note">${both(WORDS.oneRun)}: <code>${verdict.repeat}</code></p>`
  if (verdict.is === 'partly testable' && reading.by === 'search')
    return markup`<p>${both(WORDS.limits)}: ${computed(reading.reach ?? '')}</p>`
  if ('proof' in verdict && verdict.proof !== undefined) return proofHtml(verdict.proof)
  return nothing
}

/** The formula, what its letters mean, and who proves it. */
function proofHtml(proof: Proof): Html {
  const { lemma } = proof
  const symbols = Object.entries(lemma.symbols).map(
    ([letter, meaning], at) =>
      markup`${at === 0 ? '' : ', '}<code>${letter}</code> ${both({ en: meaning, es: SPANISH_SYMBOLS[meaning] ?? meaning })}`,
  )
  return markup`<p>${both(WORDS.forAllIntegers)}: <code>${both({ en: lemmaText(lemma), es: lemmaText(lemma, { if: 'Si', and: 'y' }) })}</code></p>
<p>${both(WORDS.here)} ${symbols}; ${both(WORDS.inBaseUnits)}.</p>
<p class="note">${both({ en: withCode(proofText(proof)), es: withCode(spanishProof(proof)) })}</p>`
}

/** A text whose formulas stand in backticks, as in Markdown. */
const withCode = (text: string): Content =>
  text.split('`').map((part, index) => (index % 2 === 0 ? part : markup`<code>${part}</code>`))

function counterexample({ counterexample: found }: Story, heading: Both, computed: Computed): Html {
  const { actions, outcomes, violation } = found
  const changes = changesOf(actions)
  const step = (action: (typeof actions)[number], index: number): Html => {
    const outcome = outcomes[index]
    const failed =
      outcome === undefined || outcome.ok
        ? nothing
        : markup` <i>${both(WORDS.reverted)}: ${outcome.revert}.</i>`
    const changed = changes[index]!.map(
      (change) => markup`<span class="change">${change.what}: ${both(changeWords(change))}</span> `,
    )
    return markup`<li>${both({ en: readable(sentence(action)), es: readable(spanishSentence(action), 'es') })}.${failed} ${changed}</li>\n`
  }
  return markup`<details open><summary>${both(heading)}</summary>
<ol class="steps">
${actions.map(step)}</ol>
<p>${both(WORDS.so)}: ${computed(readable(violation))}.</p></details>`
}

/** `0 → 5 base units`; what is said in tokens needs no unit, since the token is named. */
function changeWords({ before, after }: Change): Both {
  const words = (language: keyof Both): string => {
    const text = ({ value, isBase }: Shown): string => {
      const [, whole, rest] = /^(\d+)(\.\d+)?$/.exec(value)!
      const digits = numberText(whole!, rest, language)
      return isBase ? `${digits} ${(value === '1' ? WORDS.baseUnit : WORDS.baseUnits)[language]}` : digits
    }
    return `${text(before)} → ${text(after)}`
  }
  return { en: words('en'), es: words('es') }
}

function propertyOf({ claim }: Entry, { name, property }: Reading): Both {
  return { en: property, es: SPANISH_READINGS[`${claim.number} ${name}`] ?? property }
}

/** On a narrow page each row becomes a list, in which both titles stand before the cell. */
function bilingualTable(label: Both, titles: readonly Both[], rows: readonly (readonly Content[])[]): Html {
  const cell = (content: Content, index: number): Html =>
    index === 0
      ? markup`<th scope="row">${content}</th>`
      : markup`<td data-title="${titles[index]!.en} · ${titles[index]!.es}">${content}</td>`
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label.en} · ${label.es}"><table class="rows">
<thead><tr>${titles.map((title) => markup`<th scope="col">${both(title)}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>`
}
