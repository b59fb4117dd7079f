/**
 * Command `compare`: runs and studies side by side, with the differences of their metrics on common paths.
 */
import { join } from 'node:path'
import { differing, notesOn } from '../../report/compare/inputs.ts'
import { comparePage, fansOf } from '../../report/compare/page.ts'
import { compareAnswer, type CompareStory } from '../../report/compare/story.ts'
import { htmlDocument } from '../../report/document.ts'
import { CARD, cardText, commitIn } from '../../report/gallery/card.ts'
import { pictureOfFan } from '../../report/gallery/picture.ts'
import { entriesOf } from '../compare/entry.ts'
import { comparisonsOf } from '../compare/pairs.ts'
import { OPTIONS, readCompare } from '../compare/request.ts'
import { compareData, compareText } from '../compare/story.ts'
import { checkFileSet, writeFileSet, type FileSet } from '../file-set.ts'
import { updateGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import type { Language } from '../../report/language/language.ts'
import { scenarios } from '../../scenarios/index.ts'
import { plotlyBundle, versions } from '../versions.ts'

const PAGE = 'compare.html'

/** Results of a comparison. */
const COMPARISON: FileSet = {
  manifest: 'compare.json',
  listed: ({ schema, comparisons }) =>
    typeof schema === 'number' && Array.isArray(comparisons) ? [PAGE, CARD] : undefined,
}

/** @throws {WrongInput} when the arguments or the results are invalid; nothing is written then. */
export const compare: Command = async (argv, io) => {
  const run = readCompare(argv, io.cwd)
  if ('help' in run) {
    io.out(help())
    return EXIT.holds
  }
  const { places, out, json, command, language } = run
  checkFileSet(COMPARISON, out, [PAGE, CARD])
  const groups = []
  for (const place of places) groups.push(await entriesOf(place))
  const comparisons = comparisonsOf(groups)
  const entries = groups
    .flat()
    .filter((each) => comparisons.some(({ base, other }) => base === each || other === each))
  const primary = scenarios.find(({ name }) => name === entries[0]?.scenario)?.primary?.metric
  const story = {
    primary,
    entries,
    comparisons,
    command,
    differing: differing(entries),
    notes: notesOn(comparisons, entries),
  }
  writeFileSet(COMPARISON, out, files(story, language))
  updateGallery(out, io)
  io.out(
    json ? `${JSON.stringify(compareData(story))}\n` : compareText(story, shownPath(join(out, PAGE), io)),
  )
  return EXIT.holds
}

function files(story: CompareStory, language: Language): ReadonlyMap<string, string> {
  const [fan] = fansOf(story.entries)
  const seeds = [...new Set(story.entries.map(({ seed }) => seed))]
  return new Map([
    [PAGE, html(story, language)],
    [
      CARD,
      cardText({
        kind: 'comparison',
        name: [...new Set(story.entries.map(({ scenario }) => scenario))].join(', '),
        question: `What differs between ${story.entries.map(({ label }) => label).join(' and ')}?`,
        answer: compareAnswer(story),
        page: PAGE,
        seal: { state: 'unverified', words: 'Computed from saved results' },
        ...(seeds.length === 1 ? { seed: seeds[0]! } : {}),
        ...commitIn(versions()),
        ...(fan === undefined ? {} : { picture: pictureOfFan(fan) }),
      }),
    ],
    [COMPARISON.manifest, `${JSON.stringify(compareData(story), undefined, 2)}\n`],
  ])
}

/** The page. Without charts it carries no Plotly. */
function html(story: CompareStory, language: Language): string {
  const page = comparePage({ ...story, language, versions: versions() })
  return htmlDocument({ ...page, plotly: page.charts.length === 0 ? undefined : plotlyBundle() })
}

function help(): string {
  return `Compares saved results of runs and studies: what differs in their inputs, and the differences of their metrics on
common paths, with intervals.

Usage
  npm run compare -- DIR DIR … [options]
  npm run compare -- STUDY [options]     compares its points with the first

Options
${optionLines(OPTIONS)}

Exit codes
  0  page written, whatever differs
  2  nothing written: invalid input, or results that are damaged, unfinished or of another version
  3  nothing written: internal error

Examples
  npm run simulate -- baseline --set vaultShare=40 --out out/forty
  npm run compare -- out/baseline out/forty
`
}
