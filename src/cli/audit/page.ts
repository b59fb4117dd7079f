/**
 * Page: the report of an audit as one HTML file. The summary first, then each finding with its story, what
 * both sides answer, who has more or less, and the commands that repeat it.
 *
 * It opens from disk and loads nothing. Every severity is a sentence; no colour carries a meaning.
 */
import { allowances } from '../../audit/config.ts'
import type { Finding } from '../../audit/finding.ts'
import { SEVERITY_TEXTS } from '../../audit/severity.ts'
import { consequencesOf, lossText } from '../../audit/report/consequences.ts'
import { effectText, mergedText, nearestText, seenText, viewTexts } from '../../audit/report/finding-text.ts'
import { surfaceLines } from '../../audit/report/surface-lines.ts'
import { counted } from '../../audit/report/counted.ts'
import { againstLines, runLines, undoneLines, unusedLines } from '../../audit/report/text.ts'
import { countedBySeverity, type Verdict } from '../../audit/report/verdict.ts'
import { sentence } from '../../lockstep/report/story.ts'
import { htmlDocument } from '../../report/document.ts'
import { markup, nothing, type Html } from '../../report/html.ts'
import { table } from '../../report/sections.ts'

/**
 * The HTML text. `folder`: the folder with the files of a finding, relative to the page, where it has one.
 */
export function auditPage(verdict: Verdict, folder: (finding: Finding) => string | undefined): string {
  const { audit, open, known, unused } = verdict
  const { subject, config } = audit
  return htmlDocument({
    title: `Audit of ${subject.name} · AMT Lab`,
    body: markup`${header(verdict)}
${summary(open)}
${open.map((finding) => section(verdict, finding, folder(finding)))}
${part('surface', 'Interface', [...surfaceLines(subject.surface), ...unusedLines(subject)])}
${verdict.against === undefined ? nothing : part('against', `Against ${verdict.against.other}`, againstLines(verdict))}
${part('allowed', 'Not reported as differences', allowances(config))}
${part('undone', 'Undone where the sides differed, so that states which follow from these calls were reached less', undoneLines(verdict))}
${part(
  'accepted',
  'Accepted',
  known.map(({ finding, reason }) => `${finding.signature}: ${reason}`),
)}
${part(
  'unused',
  'Accepted, but not found',
  unused.map(({ signature }) => signature),
)}
${repeated(verdict)}`,
    tables: {},
    charts: [],
    plotly: undefined,
  })
}

function header(verdict: Verdict): Html {
  const { audit } = verdict
  return markup`<header>
<p class="eyebrow">AMT Lab <span aria-hidden="true">/</span> audit</p>
<h1>Audit of ${audit.subject.name}</h1>
<p class="answer">${answer(verdict)}</p>
<p class="facts">${runLines(audit, audit.seed).map((line) => markup`<span>${line}</span> `)}</p>
</header>`
}

/** How many findings there are, and what they mean, in order of rank. */
function answer({ open, known }: Verdict): Html {
  const accepted =
    known.length === 0 ? '' : ` ${known.length} more ${known.length === 1 ? 'is' : 'are'} accepted.`
  if (open.length === 0) return markup`No finding.${accepted}`
  const parts = countedBySeverity(open).map(([severity, count]) => `in ${count}, ${SEVERITY_TEXTS[severity]}`)
  return markup`${counted(open.length, 'finding')}: ${parts.join('; ')}.${accepted}`
}

function summary(findings: readonly Finding[]): Html {
  if (findings.length === 0) return nothing
  const rows = findings.map((finding) => [
    markup`<a href="#${idOf(finding)}">${finding.rank}. <code>${finding.signature}</code></a>`,
    markup`<code>${finding.severity}</code><span class="under">${SEVERITY_TEXTS[finding.severity]}</span>`,
    lossText(finding),
    `${finding.shown.actions.length}`,
    `${finding.count}`,
  ])
  return markup`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
${table('Findings', ['Difference', 'Severity', 'Loses most', '#Actions', '#Seen'], rows)}
</section>`
}

function section({ repeat }: Verdict, finding: Finding, folder: string | undefined): Html {
  const { rank, signature, severity, shown, effects, claim, isShrunk } = finding
  const { difference } = shown
  const files =
    folder === undefined || shown.actions.length === 0
      ? nothing
      : markup`<p class="note">Files: ${FILES.filter(([file]) => file !== 'nearest.json' || finding.nearest !== undefined).map(([file, title], index) => markup`${index === 0 ? '' : ', '}<a href="${folder}/${file}">${title}</a>`)}.</p>`
  return markup`<section aria-labelledby="${idOf(finding)}">
<h2 id="${idOf(finding)}">${rank}. <code>${signature}</code></h2>
<p>${capitalised(SEVERITY_TEXTS[severity])}; ${seenText(finding)}.</p>
${claim === undefined ? nothing : markup`<p>By design: the project's own contracts do the same; see statement ${claim} of the whitepaper.</p>`}
${isShrunk ? nothing : markup`<p>Not shrunk: time was over.</p>`}
${shown.apart === undefined ? nothing : markup`<p>${capitalised(mergedText(shown.apart))}.</p>`}
${steps(finding)}
<dl class="small">
<div><dt>${severity === 'property' ? 'Property' : 'Model'}</dt><dd>${difference.model}</dd></div>
<div><dt>Chain</dt><dd>${difference.chain}</dd></div>
</dl>
${bullets(effects.map((effect) => `On the chain ${effectText(effect)}.`))}
${consequencesOf(finding).map(({ about, lines }) => markup`<p>${about}</p>${bullets(lines)}`)}
${finding.nearest === undefined ? nothing : markup`<p>${nearestText(finding, finding.nearest)}</p>`}
${bullets(viewTexts(finding))}
<pre class="command" tabindex="0"><code>${repeat(finding)}</code></pre>
${files}
</section>`
}

/** Files in the folder of a finding, with their titles. */
const FILES = [
  ['story.txt', 'story'],
  ['case.json', 'case'],
  ['nearest.json', 'closest case without it'],
  ['finding.test.ts', 'vitest file'],
  ['foundry/', 'Foundry project'],
] as const

function steps({ shown, severity }: Finding): Html {
  const { actions, outcomes, difference } = shown
  if (actions.length === 0)
    return markup`<p>${difference.kind === 'extra' ? 'Tried where every contract holds something.' : 'Right after deployment.'}</p>`
  const side = severity === 'property' ? '' : ' in the model'
  const step = (action: (typeof actions)[number], index: number): Html => {
    const outcome = outcomes[index]
    const result =
      outcome === undefined || outcome.ok ? nothing : markup` <i>Reverted${side}: ${outcome.revert}.</i>`
    const said = markup`${sentence(action)}.${result}`
    // What precedes the last action prepares it.
    return index === actions.length - 1 ? markup`<li><b>${said}</b></li>\n` : markup`<li>${said}</li>\n`
  }
  return markup`<ol class="steps">
${actions.map(step)}</ol>`
}

function part(id: string, title: string, texts: readonly string[]): Html {
  if (texts.length === 0) return nothing
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${bullets(texts)}
</section>`
}

function bullets(texts: readonly string[]): Html {
  return texts.length === 0
    ? nothing
    : markup`<ul class="lines">${texts.map((text) => markup`<li>${text}</li>\n`)}</ul>`
}

function repeated({ command, audit }: Verdict): Html {
  return markup`<section aria-labelledby="repeat">
<h2 id="repeat">Repeat</h2>
<pre class="command" tabindex="0"><code>${command}</code></pre>
<p class="note">${counted(audit.campaign.census.actions, 'action')} of seed ${audit.seed} give the same findings on every machine. Files beside this page: <a href="report.md">report.md</a>, <a href="audit.sarif">audit.sarif</a>, <a href="audit.json">audit.json</a>.</p>
</section>`
}

const idOf = ({ rank }: Finding): string => `finding-${rank}`

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
