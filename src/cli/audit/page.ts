/**
 * Page: the report of an audit as one HTML file. The summary first, then each finding with its story, what
 * both sides answer, who has more or less, and the commands that repeat it.
 *
 * It opens from disk and loads nothing. Every severity is a sentence; no colour carries a meaning.
 */
import type { Group } from '../../audit/causes/groups.ts'
import { allowances } from '../../audit/config.ts'
import { PROPERTIES } from '../../audit/properties/properties.ts'
import type { Finding } from '../../audit/finding.ts'
import { SEVERITY_TEXTS } from '../../audit/severity.ts'
import { consequencesOf, lossText } from '../../audit/report/consequences.ts'
import { AUDIT_SCHEMA } from '../../audit/report/data.ts'
import { effectText, mergedText, nearestText, seenText, viewTexts } from '../../audit/report/finding-text.ts'
import { surfaceLines } from '../../audit/report/surface-lines.ts'
import { counted } from '../../audit/report/counted.ts'
import { claimPage, PROPERTIES_PAGE, searchedLines } from '../../audit/report/searched.ts'
import { stepsOf } from '../../audit/report/steps.ts'
import { againstLines, runLines, titleOf, undoneLines, unusedLines } from '../../audit/report/text.ts'
import { countedBySeverity, type Verdict } from '../../audit/report/verdict.ts'
import { htmlDocument } from '../../report/document.ts'
import { markup, nothing, type Html } from '../../report/html.ts'
import { table } from '../../report/table.ts'

/**
 * The HTML text. `folder`: the folder with the files of a finding, relative to the page, where it has one.
 */
export function auditPage(verdict: Verdict, folder: (finding: Finding) => string | undefined): string {
  const { audit, groups, known, unused } = verdict
  const { subject, config } = audit
  return htmlDocument({
    title: `${titleOf(subject)} · AMT Lab`,
    body: markup`${header(verdict)}
${summary(verdict)}
${groups.map((group) => section(verdict, group, folder))}
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
${part('searched', 'How much was searched', searchedLines(audit))}
${part(
  'properties',
  `Properties watched on the chain alone (${PROPERTIES_PAGE})`,
  PROPERTIES.map(({ name, statement }) => `${name}: ${statement}`),
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
<h1>${titleOf(audit.subject)}</h1>
<p class="answer">${answer(verdict)}</p>
<p class="facts">${runLines(audit, audit.seed).map((line) => markup`<span>${line}</span> `)}</p>
</header>`
}

/** How many findings there are, and what they mean, in order of rank. */
function answer({ open, groups, known }: Verdict): Html {
  const accepted =
    known.length === 0
      ? ''
      : ` ${counted(known.length, 'further finding is', 'further findings are')} accepted, with ` +
        'reasons (below).'
  if (open.length === 0)
    return markup`${known.length === 0 ? 'No finding.' : 'No finding that is not accepted.'}${accepted}`
  const parts = countedBySeverity(open).map(([severity, count]) => `in ${count}, ${SEVERITY_TEXTS[severity]}`)
  const causes =
    groups.length === open.length
      ? ''
      : ` They have ${counted(groups.length, 'cause')}, as far as links show.`
  return markup`${counted(open.length, 'finding')}: ${parts.join('; ')}.${causes}${accepted}`
}

/** One row for each cause. */
function summary({ groups }: Verdict): Html {
  if (groups.length === 0) return nothing
  const rows = groups.map(({ representative: finding, others }) => [
    markup`<a href="#${idOf(finding)}">${finding.rank}. <code>${finding.signature}</code></a>`,
    markup`<code>${finding.severity}</code><span class="under">${SEVERITY_TEXTS[finding.severity]}</span>`,
    lossText(finding),
    `${finding.shown.actions.length}`,
    `${finding.count}`,
    `${others.length}`,
  ])
  return markup`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
${table('Findings by rank', ['Difference', 'Severity', 'Loses most', '#Actions', '#Seen', '#Same cause'], rows)}
</section>`
}

type FolderOf = (finding: Finding) => string | undefined

/** The finding that is told of a cause, then the others, folded. */
function section(verdict: Verdict, { representative, others }: Group, folder: FolderOf): Html {
  const rest = others.map(
    ({ finding, to, because }) => markup`<details id="${idOf(finding)}">
<summary>${finding.rank}. <code>${finding.signature}</code> (<code>${finding.severity}</code>), as ${to.rank}: ${because}</summary>
${story(verdict, finding, folder(finding))}
</details>\n`,
  )
  return markup`<section aria-labelledby="${idOf(representative)}">
<h2 id="${idOf(representative)}">${representative.rank}. <code>${representative.signature}</code></h2>
${story(verdict, representative, folder(representative))}
${rest.length === 0 ? nothing : markup`<h3>${counted(rest.length, 'more finding')} of the same cause, as far as shown</h3>${rest}`}
</section>`
}

function story({ repeat }: Verdict, finding: Finding, folder: string | undefined): Html {
  const { severity, shown, effects, claim, isShrunk } = finding
  const { difference } = shown
  const files =
    folder === undefined || shown.actions.length === 0
      ? nothing
      : markup`<p class="note">Files: ${FILES.filter(([file]) => file !== 'nearest.json' || finding.nearest !== undefined).map(([file, title], index) => markup`${index === 0 ? '' : ', '}<a href="${folder}/${file}">${title}</a>`)}.</p>`
  return markup`<p>${capitalised(SEVERITY_TEXTS[severity])}; ${seenText(finding)}.</p>
${claim === undefined ? nothing : markup`<p>By design: the project's own contracts do the same; see statement ${claim} of the whitepaper (<code>${claimPage(claim)}</code>).</p>`}
${isShrunk ? nothing : markup`<p>Not shrunk: time was over.</p>`}
${shown.apart === undefined ? nothing : markup`<p>${capitalised(mergedText(shown.apart))}.</p>`}
${steps(finding)}
<dl class="small">
<div><dt>${severity === 'property' ? 'Property' : 'Model'}</dt><dd>${difference.model}</dd></div>
<div><dt>Audited contracts</dt><dd>${difference.chain}</dd></div>
</dl>
${bullets(effects.map((effect) => `On the chain ${effectText(effect)}.`))}
${consequencesOf(finding).map(({ about, lines }) => markup`<p>${about}</p>${bullets(lines)}`)}
${finding.nearest === undefined ? nothing : markup`<p>${nearestText(finding, finding.nearest)}</p>`}
${bullets(viewTexts(finding))}
<pre class="command" tabindex="0"><code>${repeat(finding)}</code></pre>
${files}`
}

/** Files in the folder of a finding, with their titles. */
const FILES = [
  ['story.txt', 'story'],
  ['case.json', 'case'],
  ['nearest.json', 'closest case without it'],
  ['finding.test.ts', 'vitest file'],
  ['foundry/', 'Foundry project'],
] as const

function steps(finding: Finding): Html {
  const { actions, difference } = finding.shown
  if (actions.length === 0)
    return markup`<p>${difference.kind === 'extra' ? 'Tried where every contract holds something.' : 'Right after deployment.'}</p>`
  const told = stepsOf(finding).map(({ sentence, call, note }, index) => {
    const ending = note === undefined ? nothing : markup` <i>${capitalised(note)}.</i>`
    const said = markup`${sentence}.${ending} <code>${call}</code>`
    // What precedes the last action prepares it.
    return index === actions.length - 1 ? markup`<li><b>${said}</b></li>\n` : markup`<li>${said}</li>\n`
  })
  return markup`<ol class="steps">
${told}</ol>`
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
<p class="note">${counted(audit.campaign.census.actions, 'action')} of seed ${audit.seed} give the same findings on every machine. Files beside this page: <a href="report.md">report.md</a>, <a href="audit.sarif">audit.sarif</a>, <a href="audit.json">audit.json</a>; schema ${AUDIT_SCHEMA}.</p>
</section>`
}

const idOf = ({ rank }: Finding): string => `finding-${rank}`

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
