/**
 * Command `stress`: all scenarios by all shocks of the past, on the same paths.
 */
import { times } from '../../report/number.ts'
import { analysisReport } from '../../report/analysis/report.ts'
import { updateGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { checkOutput, writeOutput } from '../output.ts'
import { progress } from '../progress.ts'
import { sectionText } from '../section-text.ts'
import { stressMatrix } from '../stress/matrix.ts'
import { OPTIONS, readStress, type Listing, type StressRun } from '../stress/request.ts'
import {
  allHold,
  MAP,
  mapTable,
  matrixTable,
  NOT_MODELLED,
  scenariosSection,
  resultSections,
  shockSections,
  stressAnswer,
  stressData,
  type StressStory,
} from '../stress/story.ts'
import { plotlyBundle, versions } from '../versions.ts'

/**
 * The command on a lab. Worker threads import the same lab from `labModule`, the file URL of a module that
 * exports it as `lab`; without it all paths run in the main thread.
 *
 * @throws {WrongInput} when the arguments are invalid; nothing is written then.
 */
export function stress(lab: Lab, labModule?: string): Command {
  return async (argv, io) => {
    const request = readStress(argv, lab.scenarios, io.cwd)
    if ('help' in request) return print(io, help())
    if ('list' in request) return print(io, listed(lab, request))
    const { run } = request
    checkOutput(run.out)
    const story = { run, rows: await matrix(lab, labModule, run, io) }
    writeOutput(run.out, files(story))
    updateGallery(run.out, io)
    io.out(
      run.json
        ? `${JSON.stringify(stressData(story))}\n`
        : `${[...resultSections(story).map(sectionText), LIBRARY, `Report      ${shownPath(`${run.out}/report.html`, io)}`].join('\n\n')}\n`,
    )
    return allHold(story) ? EXIT.holds : EXIT.broken
  }
}

const LIBRARY = 'Dates, sources and what the shocks leave out: npm run stress -- --list'

function print(io: Io, text: string): ExitCode {
  io.out(text)
  return EXIT.holds
}

function listed({ scenarios }: Pick<Lab, 'scenarios'>, { list, json }: Listing): string {
  if (!json) return `${[...shockSections(list), scenariosSection(scenarios)].map(sectionText).join('\n\n')}\n`
  const metrics = scenarios.map(({ name, primary }) => ({ scenario: name, ...primary }))
  return `${JSON.stringify({ shocks: list, scenarios: metrics })}\n`
}

async function matrix(
  lab: Lab,
  labModule: string | undefined,
  run: StressRun,
  io: Io,
): Promise<StressStory['rows']> {
  const line = progress(io, 'stress', 'paths')
  try {
    return await stressMatrix(run, { lab, labModule, cwd: io.cwd, onPath: line.at })
  } finally {
    line.end()
  }
}

function files(story: StressStory): ReturnType<typeof analysisReport> {
  const { run, rows } = story
  return analysisReport({
    kind: 'stress',
    heading: 'What do shocks of the past do to each scenario?',
    answer: stressAnswer(story),
    seal: {
      state: allHold(story) ? 'unverified' : 'broken',
      words: allHold(story) ? 'Not verified on the EVM' : 'An invariant is broken',
    },
    seed: run.seed.toString(),
    hash: stressData(story).resultHash,
    facts: [
      times(rows.length, 'scenario'),
      `${times(run.shocks.length, 'shock')} from day ${run.day}`,
      times(run.runs, 'path'),
      `seed ${run.seed}`,
    ],
    sections: [...resultSections(story), ...shockSections(story.run.shocks)],
    tables: [mapTable(story), matrixTable(story)],
    charts: [MAP],
    fans: [],
    notModelled: NOT_MODELLED,
    data: stressData(story),
    command: run.command,
    versions: versions(),
    plotly: plotlyBundle(),
    language: run.language,
  })
}

function help(): string {
  return `Runs scenarios with and without shocks of the past on the same paths, and compares their primary metrics.

Usage
  npm run stress [-- SCENARIO | FILE.yaml …] [options]
  Without names: all scenarios.

Options
${optionLines(OPTIONS)}

Exit codes
  0  report written; every invariant holds on every path
  1  report written; an invariant is broken on a path
  2  nothing written: invalid input, or a directory that is not writable
  3  nothing written: internal error

Examples
  npm run stress
  npm run stress -- baseline depeg --shock may-2022 --runs 50
  npm run stress -- baseline docs/examples/thin-pool.yaml
  npm run stress -- --list
`
}
