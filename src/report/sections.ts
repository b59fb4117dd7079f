/**
 * Sections: the text and tables of a run's report. Every verdict is a word; colour only repeats it.
 */
import { COLUMNS } from './dictionary/columns-file.ts'
import type { DatedEvent, Finding, RunResult, Unjudged, Verdict } from '../sim/result.ts'
import type { Fan } from '../sim/study/fan.ts'
import { pathHash, resultHash } from './hash.ts'
import { markup, nothing, raw, type Content, type Html } from './html.ts'
import { variantFile, versionText, type Verification, type Versions } from './manifest.ts'
import { count, grouped, isDecimal, times } from './number.ts'
import { code, list, named, table } from './table.ts'

/** A parameter of the scenario with its value in the run and its default. */
export interface Setting {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly value: string
  readonly standard: string
}

/** What the head of a page tells besides the run. */
export interface Told {
  /** The answer to the question. */
  readonly answer?: string | undefined
  /** Names the sources. */
  readonly version?: string
  /** Where the run starts, in sentences. */
  readonly notes?: readonly string[] | undefined
  /** Whether a page around this one tells what is verified. @default false */
  readonly inBrowser?: boolean | undefined
}

export function header(
  result: RunResult,
  verification: Verification | undefined,
  { answer, version, notes = [], inBrowser = false }: Told = {},
): Html {
  return markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> <span translate="no">${result.scenario}</span></p>
<h1>${result.question}</h1>
${answer === undefined ? nothing : markup`<p class="answer">${answer}</p>`}
<p class="facts"><span><b>${count(result.days)}</b> days</span> <span>seed <b>${result.seed}</b></span> <span>path <b>${count(result.path)}</b></span> <span><b>${count(result.actions.length)}</b> actions</span>${version === undefined ? nothing : markup` <span class="version">${version}</span>`}${(result.events ?? []).map((event) => markup` <span>${eventWords(event)}</span>`)}</p>
${notes.map(
  (note) => markup`<p class="seal">${note}</p>
`,
)}${inBrowser ? nothing : seal(verification)}
</header>`
}

/** `Shock from day 11 (2023-07-23): Halving of April 2024`. */
export const eventWords = ({ day, date, title }: DatedEvent): string =>
  `Shock from day ${day} (${date}): ${title}`

/** Result of the verification as a sentence: `1,234 actions replayed on the EVM, 0 divergences`. */
export function sealWords({ actions, divergences }: Verification): string {
  return `${times(actions, 'action')} replayed on the EVM, ${times(divergences, 'divergence')}`
}

/** What the verification compared, and whether EthereumJS executed the messages as well. */
export function sealDetails({ answers, messages }: Verification): string {
  const reference =
    messages === 0 ? 'EthereumJS took no part' : `EthereumJS confirms ${times(messages, 'message')}`
  return (
    'Model and contracts agree exactly in every outcome, in every event and in ' +
    `${times(answers, 'view result')}; ${reference}.`
  )
}

export function seal(verification: Verification | undefined): Html {
  if (verification === undefined)
    return markup`<p class="seal"><b>Not verified: run with <code>--verify</code></b> to replay every action on the compiled contracts.</p>`
  const { divergences, first } = verification
  if (divergences === 0)
    return markup`<p class="seal good"><b>${sealWords(verification)}.</b> ${sealDetails(verification)}</p>`
  const story = first === undefined ? nothing : markup`<pre tabindex="0">${first}</pre>`
  return markup`<div class="seal bad"><p><b>${sealWords(verification)}.</b> Model and contracts differ, so the results on this page are not verified.</p>${story}</div>`
}

/** Number of invariants that hold, as a sentence. */
export function verdictSum({ invariants }: RunResult): string {
  const all = Object.values(invariants)
  const broken = all.filter(({ holds }) => !holds).length
  if (broken === 0) return `All ${count(all.length)} hold.`
  return `${count(broken)} of ${count(all.length)} ${broken === 1 ? 'is' : 'are'} broken.`
}

export function verdicts(result: RunResult): Html {
  const entries = Object.entries(result.invariants)
  const tone = entries.every(([, { holds }]) => holds) ? 'good' : 'bad'
  return markup`<section aria-labelledby="invariants">
<h2 id="invariants">Invariants <span class="sum ${tone}">${verdictSum(result)}</span></h2>
<details${tone === 'bad' ? ' open' : ''}><summary>Statements and check counts</summary>
<ul class="verdicts">
${entries.map(verdict)}</ul>
</details>
</section>`
}

function verdict([name, { statement, holds, checks, violation }]: [string, Verdict]): Html {
  const first =
    violation === undefined
      ? nothing
      : markup`<p class="violation">First on day ${violation.day}, action ${violation.action}${violation.variant === undefined ? '' : markup` of variant <code>${violation.variant}</code>`}: ${violation.message}</p>`
  return markup`<li class="${holds ? 'good' : 'bad'}">
<p class="word"><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${holds ? 'Holds' : 'Broken'}</p>
<p>${statement}</p>${first}
<p class="note"><code>${name}</code> <span>${times(checks, 'check')}</span></p>
</li>
`
}

/** The headings of a page's sections, as links. */
export function contents(body: Html): Html {
  const heads = [...body.html.matchAll(/<h2 id="([^"]*)">([^<]*)/g)]
  return markup`<nav class="contents" aria-label="Contents">${heads.map(([, id, text]) => markup`<a href="#${id!}">${raw(text!.trim())}</a> `)}</nav>`
}

/** A parameter's value. Words are what `--set` takes, in every language. */
const asGiven = (value: string): Content =>
  isDecimal(value) ? grouped(value) : markup`<span translate="no">${value}</span>`

/** Parameters with other values than their defaults. */
export function changed(settings: readonly Setting[]): Html {
  const other = settings.filter(({ value, standard }) => value !== standard)
  if (other.length === 0) return nothing
  return markup`<section aria-labelledby="changed" class="close">
<h2 id="changed">Changed parameters</h2>
<ul class="changed">${other.map(({ title, name, unit, value, standard }) => markup`<li>${title} ${code(name)}: <b>${asGiven(value)}</b> ${unit} <span class="note">default ${asGiven(standard)}</span></li>\n`)}</ul>
</section>`
}

/** What no run models, with the scenario's own limits before it. */
export function limits(own: readonly string[]): Html {
  return markup`<section aria-labelledby="limits">
<h2 id="limits">Not modelled</h2>
<ul>${[...own, ...LIMITS].map((each) => markup`<li>${each}</li>\n`)}</ul>
</section>`
}

const LIMITS = [
  'BNB: calls carry no value, and gas costs are counted only where agents weigh them.',
  'Signatures (permit), flash-swap callbacks, and tokens other than AMT, liqAMT, BTCB and USDT.',
  'Pauses and upgrades of BTCB and USDT; the order of one sender’s transactions within a phase of a day.',
]

/** Hypotheses with their outcomes, then those that this run does not judge. */
export function findings(result: RunResult, paths?: Fan, unjudged: readonly Unjudged[] = []): Html {
  if (result.findings.length + unjudged.length === 0) return nothing
  return markup`<section aria-labelledby="findings">
<h2 id="findings">Hypotheses</h2>
<ol class="findings">
${result.findings.map((each) => finding(each, heldOn(each, paths)))}${unjudged.map(leftOpen)}</ol>
</section>`
}

/** On how many paths a hypothesis holds; undefined where it is stated on this path only. */
function heldOn({ statement }: Finding, paths: Fan | undefined): string | undefined {
  const found = paths?.hypotheses.find((each) => each.statement === statement)
  return found === undefined || found.stated === 1
    ? undefined
    : `On ${count(found.held)} of ${times(found.stated, 'path')}`
}

function finding({ statement, found, asExpected }: Finding, held: string | undefined): Html {
  return markup`<li class="${asExpected ? 'good' : 'other'}">
<p class="word">${asExpected ? 'As expected' : 'Not as expected'}</p>
<p>${statement}</p>
<p class="found">${found}</p>${held === undefined ? nothing : markup`<p class="note">${held}</p>`}
</li>
`
}

function leftOpen({ statement, reason }: Unjudged): Html {
  return markup`<li>
<p class="word">Not judged</p>
<p>${statement}</p>
<p class="found">${reason}</p>
</li>
`
}

export function reverts(result: RunResult): Html {
  const entries = Object.entries(result.reverts)
  if (entries.length === 0) return nothing
  const total = entries.reduce((sum, [, number]) => sum + number, 0)
  return markup`<section aria-labelledby="reverts">
<h2 id="reverts">Reverted actions</h2>
<p>${count(total)} of ${times(result.actions.length, 'action')} reverted. A reverted action changes no state.</p>
${table(
  'Reverts by function and reason',
  ['Function and reason', '#Reverts'],
  entries.map(([name, number]) => [code(name), count(number)]),
)}
</section>`
}

export function parameters(settings: readonly Setting[]): Html {
  if (settings.length === 0) return nothing
  const rows = settings.map(({ name, title, unit, value, standard }) => [
    named(title, name),
    value === standard
      ? asGiven(value)
      : markup`<b>${asGiven(value)}</b><span class="under">default ${asGiven(standard)}</span>`,
    unit,
  ])
  return markup`<section aria-labelledby="parameters">
<h2 id="parameters">Parameters</h2>
<details><summary>All ${count(settings.length)} parameters</summary>${table('Parameters of the run', ['Parameter', '#Value', 'Unit'], rows)}</details>
</section>`
}

/** The variants of the run: further runs with the same random numbers and other parameters. */
export function variants({ variants: compared }: RunResult): Html {
  if (compared.length === 0) return nothing
  const set = (settings: Readonly<Record<string, string>>): Html =>
    code(
      Object.entries(settings)
        .map((entry) => entry.join('='))
        .join(' '),
    )
  return markup`<section aria-labelledby="variants">
<h2 id="variants">Variants</h2>
<p>The same scenario, seed and path with other parameters. Each variant is a full run: its invariants are checked, and <code>--verify</code> replays it too.</p>
${table(
  'Variants of the run',
  ['Variant', 'Set', '#Actions', '#Reverted'],
  compared.map((variant) => [
    named(variant.title, variant.name),
    set(variant.set),
    count(variant.actions.length),
    count(Object.values(variant.reverts).reduce((sum, number) => sum + number, 0)),
  ]),
)}
</section>`
}

export function reproduce(result: RunResult, command: string, versions: Versions, inBrowser = false): Html {
  const links = [
    ...result.tables.map(({ name }) => `${name}.csv`),
    COLUMNS,
    'actions.jsonl',
    ...result.variants.map(({ name }) => variantFile(name)),
    'manifest.json',
  ]
  return markup`<section aria-labelledby="reproduce">
<h2 id="reproduce">Reproduce</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre>
<p>With these versions, the command gives the same result hash on any machine.</p>
<dl class="small">
<div><dt>Result hash (SHA-256)</dt><dd><code>${resultHash(result)}</code></dd></div>
${
  result.variants.length === 0
    ? nothing
    : markup`<div><dt>Path hash (the run without variants, as in a study)</dt><dd><code>${pathHash(result)}</code></dd></div>
`
}<div><dt>Versions</dt><dd>${versionText(versions)}, ${inBrowser ? 'in this browser' : `Node.js ${versions.node}`}</dd></div>
<div><dt>Compilers</dt><dd>${list(versions.compilers, (what, version) => `solc ${version} for ${what}`)}</dd></div>
<div><dt>Packages</dt><dd translate="no">${list(versions.dependencies, (name, version) => `${name} ${version}`)}</dd></div>
${
  inBrowser
    ? nothing
    : markup`<div><dt>Files beside this page</dt><dd translate="no">${links.map((file, index) => markup`${index === 0 ? '' : ', '}<a href="${file}">${file}</a>`)}</dd></div>
`
}</dl>
</section>`
}
