/**
 * Command `dashboard`: one state of the economy, of a saved run's day or of a chain snapshot.
 */
import { Decimal } from 'decimal.js'
import { analysisReport } from '../../report/analysis/report.ts'
import { translatorFor } from '../../report/language/language.ts'
import { mustBeDirectory } from '../results/saved.ts'
import { readRunManifest } from '../results/saved-run.ts'
import { replayRun } from '../dashboard/replayed.ts'
import { OPTIONS, readDashboard, type DashboardRun } from '../dashboard/request.ts'
import { privileges } from '../dashboard/roles.ts'
import { stateOfRun, stateOfSnapshot, type DashboardState } from '../dashboard/state.ts'
import { dashboardCharts, dashboardTables } from '../dashboard/charts.ts'
import { dashboardData } from '../dashboard/data.ts'
import type { Dashboard } from '../dashboard/figures.ts'
import { dashboardAnswer, dashboardSections } from '../dashboard/story.ts'
import { updateGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import { checkOutput, writeOutput } from '../output.ts'
import { progress } from '../progress.ts'
import { sectionIn, sectionText } from '../section-text.ts'
import { readSnapshotFile } from '../snapshot-file.ts'
import { plotlyBundle, versions } from '../versions.ts'

const NOT_MODELLED = [
  'Payouts, prices and the share of the RCL of later days: all figures are of one day. Forecasts are studies.',
  'Gas of exits and claims, and other people who leave at the same time.',
  'Taxes, and the difference between BTCB and BTC.',
]

/** @throws {WrongInput} when the arguments, the run or the snapshot are invalid; nothing is written then. */
export const dashboard: Command = async (argv, io) => {
  const asked = readDashboard(argv, io.cwd)
  if ('help' in asked) {
    io.out(help())
    return EXIT.holds
  }
  checkOutput(asked.out)
  const line = progress(io, 'dashboard', 'days')
  line.say('dashboard: replaying the run on the model')
  const { shown, name } = showing(asked, io.cwd)
  line.end()
  writeOutput(asked.out, files(shown, name, asked))
  updateGallery(asked.out, io)
  const { translate } = translatorFor(asked.language)
  const sections = dashboardSections(shown).map((section) => sectionText(sectionIn(section, translate)))
  io.out(
    asked.json
      ? `${JSON.stringify(dashboardData(shown))}\n`
      : `${[translate(dashboardAnswer(shown)), ...sections, `Report      ${shownPath(`${asked.out}/report.html`, io)}`].join('\n\n')}\n`,
  )
  return EXIT.holds
}

/** What is shown, and the name of the scenario or file. */
function showing(
  { source, day, holding, elsewhere }: DashboardRun,
  cwd: string,
): { readonly shown: Dashboard; readonly name: string } {
  const more = (state: DashboardState, price: Decimal | undefined): Dashboard => ({
    state,
    privileges: privileges(),
    ...(holding === undefined ? {} : { holding }),
    ...(price === undefined ? {} : { elsewhere: price }),
  })
  if ('snapshot' in source) {
    const { text, rows } = readSnapshotFile(source.snapshot, cwd)
    return { shown: more(stateOfSnapshot(rows), elsewhere), name: text }
  }
  mustBeDirectory(source.run)
  const manifest = readRunManifest(source.run)
  const state = stateOfRun(replayRun(source.run, manifest, day), manifest.parameters)
  return { shown: more(state, elsewhere ?? machinePrice(manifest.parameters)), name: manifest.scenario }
}

/** The run's price of machines, if it has one. */
function machinePrice({ machinePrice: text = '0' }: Readonly<Record<string, string>>): Decimal | undefined {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? new Decimal(text) : undefined
}

function files(
  shown: Dashboard,
  name: string,
  { command, language }: DashboardRun,
): ReturnType<typeof analysisReport> {
  const { date, day } = shown.state
  const tables = dashboardTables(shown)
  return analysisReport({
    kind: 'dashboard',
    name,
    heading: `Where does the economy stand on ${date}?`,
    answer: dashboardAnswer(shown),
    seal: {
      state: 'unverified',
      words: day === undefined ? 'From a chain snapshot' : 'Replayed on the model',
    },
    facts: [name, ...(day === undefined ? [] : [`day ${day}`])],
    sections: dashboardSections(shown),
    tables,
    charts: dashboardCharts(tables),
    fans: [],
    notModelled: NOT_MODELLED,
    data: dashboardData(shown),
    command,
    versions: versions(),
    plotly: plotlyBundle(),
    language,
  })
}

function help(): string {
  return `Shows one state of the economy: premium, exit depth, why the payout changed, dilution, roles, and what became of
payments. The actions of the run are replayed on the model up to the day.

Usage
  npm run dashboard -- DIR [options]            DIR: a run of npm run simulate
  npm run dashboard -- SNAPSHOT.csv [options]   a chain snapshot

Options
${optionLines(OPTIONS)}

Exit codes
  0  page written
  2  nothing written: invalid input, or a run that is damaged or of another version
  3  nothing written: internal error

Examples
  npm run dashboard -- out/baseline --day 200
  npm run dashboard -- out/baseline --holding 10000 --elsewhere 20
  npm run dashboard -- docs/examples/opening.csv
`
}
