/**
 * Command `calibrate`: fits the models of the environment to a daily history, and writes a scenario file.
 */
import { times } from '../../report/number.ts'
import { calibrate as fit } from '../../calibration/calibration.ts'
import { worldOf } from '../../calibration/world.ts'
import { analysisReport } from '../../report/analysis/report.ts'
import { dateOfDay } from '../../sim/process/history-csv.ts'
import { calibrationData } from '../calibrate/data.ts'
import { picturesOf } from '../calibrate/charts.ts'
import { OPTIONS, readCalibrate } from '../calibrate/request.ts'
import { responseOf } from '../calibrate/response.ts'
import { scenarioText } from '../calibrate/scenario-text.ts'
import { sectionsOf } from '../calibrate/story.ts'
import { updateGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import type { Lab } from '../lab.ts'
import { checkOutput, writeOutput } from '../output.ts'
import { progress } from '../progress.ts'
import { sectionText } from '../section-text.ts'
import { plotlyBundle, versions } from '../versions.ts'
import { WrongInput } from '../wrong-input.ts'
import { writeWholeFile } from '../write-file.ts'

const NOT_MODELLED = [
  'Changes of the parameters over the days of the file: one set is fitted to all of them.',
  'Dependence between the columns, except that of difficulty on past rewards.',
  'Errors of the file: its values are taken as they are.',
  'Other parameters of the network than the elasticity of orders: the fit of the response takes them ' +
    'from the scenario.',
  'The uncertainty of the estimates: the scenario file has one value for each parameter.',
]

/**
 * The command on a lab.
 *
 * @throws {WrongInput} when an argument or a line of the file is wrong; nothing is written then.
 */
export function calibrate(lab: Pick<Lab, 'scenarios'>): Command {
  return async (argv, io) => {
    const run = readCalibrate(argv, lab.scenarios, io.cwd)
    if ('help' in run) {
      io.out(help())
      return EXIT.holds
    }
    if (run.report !== undefined) checkOutput(run.report)
    const line = progress(io, 'calibrate', 'fits')
    line.say('calibrate: fitting the models')
    const calibration = fit(run.history, { feesShare: run.feesShare })
    if (run.model !== undefined && calibration.price === undefined)
      throw new WrongInput({
        expected: `enough prices in btc_usd for --model ${run.model}`,
        got: calibration.notFitted.join('; ') || 'no column btc_usd',
        advice: 'Leave --model out, or use a file with daily prices.',
      })
    const response = responseOf(run, calibration)
    line.end()
    const world = worldOf(calibration, run.scenario.parameters, run.model, response)
    const sections = sectionsOf(run, calibration, world, response)
    const data = calibrationData(run, calibration, world, response)
    const [from, to] = [dateOfDay(calibration.firstDay), dateOfDay(calibration.lastDay)]
    if (run.report !== undefined) {
      const pictures = picturesOf(run.history, calibration, response)
      const files = analysisReport({
        kind: 'calibration',
        heading: `What do the days from ${from} to ${to} say about prices and network?`,
        ...(calibration.price === undefined
          ? {}
          : { answer: `Of the models of BTC, ${calibration.price.best} has the least BIC.` }),
        facts: [run.file.text, times(calibration.lastDay - calibration.firstDay + 1, 'day')],
        sections,
        tables: pictures.map(({ table }) => table),
        charts: pictures.map(({ spec }) => spec),
        fans: [],
        notModelled: NOT_MODELLED,
        data,
        command: run.command,
        versions: versions(),
        plotly: plotlyBundle(),
        language: run.language,
      })
      writeOutput(run.report, files)
      updateGallery(run.report, io)
    }
    if (run.out !== undefined) writeWholeFile(run.out, scenarioText(run.scenario.name, world, run.command))
    const written = [
      ...(run.out === undefined ? [] : [`Scenario    ${shownPath(run.out, io)}`]),
      ...(run.report === undefined ? [] : [`Report      ${shownPath(`${run.report}/report.html`, io)}`]),
    ]
    const head = `${run.file.text}: ${from} to ${to}`
    io.out(
      run.json
        ? `${JSON.stringify(data)}\n`
        : `${[head, ...sections.map(sectionText), ...(written.length === 0 ? [] : [written.join('\n')])].join('\n\n')}\n`,
    )
    return EXIT.holds
  }
}

function help(): string {
  return `Fits the models of BTC price, network, fees and gas to a daily history, and writes a scenario file.

Usage
  npm run calibrate -- FILE.csv [options]
  The file has the column date and any of btc_usd, difficulty, fees_btc, gas_gwei, bnb_usd; one row a day.

Options
${optionLines(OPTIONS)}

Exit codes
  0  done
  2  nothing written: invalid input; every wrong line of the file is reported
  3  nothing written: internal error

Examples
  npm run calibrate -- history.csv
  npm run calibrate -- history.csv --until 2023-07-12 --out my-world.yaml --report out/calibration
  npm run simulate -- my-world.yaml
`
}
