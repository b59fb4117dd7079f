/**
 * Command `backtest`: forecasts from what was known before a day, scored against what came.
 */
import { times } from '../../report/number.ts'
import { backtest as test, TooShortBefore } from '../../calibration/backtest/backtest.ts'
import { chosenModel, scoresOf } from '../../calibration/backtest/summary.ts'
import { analysisReport } from '../../report/analysis/report.ts'
import { dateOfDay } from '../../sim/process/history-csv.ts'
import { scoreAmt } from '../backtest/amt.ts'
import { payoutWith } from '../backtest/payout.ts'
import { OPTIONS, readBacktest } from '../backtest/request.ts'
import { backtestData, fansOf, pitPicture, sectionsOf } from '../backtest/story.ts'
import { updateGallery } from '../gallery/update.ts'
import { optionLines } from '../help.ts'
import { EXIT, shownPath, type Command } from '../io.ts'
import type { Lab } from '../lab.ts'
import { checkOutput, writeOutput } from '../output.ts'
import { progress } from '../progress.ts'
import { sectionText } from '../section-text.ts'
import { plotlyBundle, versions } from '../versions.ts'
import { WrongInput } from '../wrong-input.ts'

const NOT_MODELLED = [
  'The uncertainty of the estimates: each path has the parameters at their estimates.',
  'Fees: a fixed share of the subsidy. Real fees rose to several times that on some days, such as at the halving of 2024.',
  'The day of the next retarget: the forecast changes difficulty every 14 days from its first day, reality when it is due.',
  'What the project did: its machines, power price and uptime are assumptions.',
]

/**
 * The command on a lab.
 *
 * @throws {WrongInput} when an argument or a line of a file is wrong; nothing is written then.
 */
export function backtest(lab: Pick<Lab, 'scenarios' | 'run'>): Command {
  return async (argv, io) => {
    const run = readBacktest(argv, io.cwd)
    if ('help' in run) {
      io.out(help())
      return EXIT.holds
    }
    if (run.report !== undefined) checkOutput(run.report)
    const line = progress(io, 'backtest', 'origins')
    try {
      const result = test(run.file.history, {
        ...run,
        payoutOf: payoutWith(run.feesShare),
        onOrigin: (done, of) => line.at(done, of),
      })
      const scores = scoresOf(result, run.step)
      const model = run.model ?? chosenModel(scores)
      const amt =
        run.amt === undefined
          ? undefined
          : scoreAmt(lab, result.first, run.amt.prices, {
              ...run,
              paths: run.amt.paths,
              model,
              onPath: (done, of) => line.at(done, of),
            })
      if (run.amt !== undefined && amt === undefined)
        throw new WrongInput({
          expected: `AMT prices between ${dateOfDay(run.from)} and ${dateOfDay(run.to)}`,
          got: 'none',
          advice: 'Change the dates of the test, or leave --amt-prices out.',
        })
      const story = { run, result, scores, model, amt }
      const sections = sectionsOf(story)
      const data = backtestData(story)
      const [from, to] = [dateOfDay(run.from), dateOfDay(run.to)]
      if (run.report !== undefined) {
        const pit = pitPicture(story)
        const files = analysisReport({
          kind: 'backtest',
          heading: `Would forecasts from ${from} to ${to} have been right?`,
          answer: `Forecasts with ${model}, scored on ${times(result.origins.length, 'origin')}.`,
          seed: String(run.seed),
          facts: [
            run.file.text,
            times(result.origins.length, 'origin'),
            times(run.paths, 'path'),
            `seed ${run.seed}`,
          ],
          sections,
          tables: [pit.table],
          charts: [pit.spec],
          fans: fansOf(story),
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
      const written =
        run.report === undefined ? [] : [`Report      ${shownPath(`${run.report}/report.html`, io)}`]
      line.end()
      const head = `${run.file.text}: backtest from ${from} to ${to}`
      io.out(
        run.json
          ? `${JSON.stringify(data)}\n`
          : `${[head, ...sections.map(sectionText), ...written].join('\n\n')}\n`,
      )
      return EXIT.holds
    } catch (error) {
      line.end()
      if (!(error instanceof TooShortBefore)) throw error
      throw new WrongInput({
        expected: `enough days with btc_usd before ${dateOfDay(run.from)} to fit the models`,
        got: error.message,
        advice: 'Set a later --from, or use a longer file.',
      })
    }
  }
}

function help(): string {
  return `Fits the models to what was known before a day, and scores their forecasts against what came.

Usage
  npm run backtest -- FILE.csv --from DATE --to DATE [options]
  The file is that of calibrate. With difficulty, network, hashprice and payouts are tested, too.

Options
${optionLines(OPTIONS)}

Exit codes
  0  done, whatever the scores
  2  nothing written: invalid input; every wrong line of a file is reported
  3  nothing written: internal error

Examples
  npm run backtest -- docs/examples/history.csv --from 2023-01-01 --to 2024-01-17
  npm run backtest -- docs/examples/history.csv --from 2023-01-01 --to 2024-01-17 --horizons 30,90 --report out/backtest
`
}
