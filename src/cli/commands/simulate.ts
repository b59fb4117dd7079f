/**
 * Command `simulate`: runs one scenario, optionally replays it on the EVM, writes the report and prints a
 * summary.
 */
import { InitialStateReverted } from '../../sim/engine/simulation.ts'
import { HistoryEnded } from '../../sim/process/history-replay.ts'
import { ReplayEnded } from '../../sim/process/table.ts'
import type { RunResult } from '../../sim/result.ts'
import type { Fan } from '../../sim/study/fan.ts'
import { answerOf } from '../../sim/answer/answer.ts'
import { keyOf } from '../../sim/answer/key.ts'
import { remarksOf } from '../../sim/answer/remarks.ts'
import { startFan, type StartedFan } from '../fan/fan.ts'
import { versionText, type Verification } from '../../report/manifest.ts'
import { runData } from '../../report/run-data.ts'
import { updateGallery } from '../gallery/update.ts'
import { help, list, listData } from '../help.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { checkOutput } from '../output.ts'
import { progress } from '../progress.ts'
import { publish } from '../publish.ts'
import { commandOf, readRequest, type Run } from '../request.ts'
import { startOf } from '../start.ts'
import { summary } from '../summary.ts'
import { versions } from '../versions.ts'
import { WrongInput } from '../wrong-input.ts'

/**
 * The command on a lab. Worker threads import the same lab from `labModule`, the file URL of a module that
 * exports it as `lab`; without it all paths run in the main thread.
 *
 * @throws {WrongInput} when the arguments are invalid; no file has changed then.
 */
export function simulate(lab: Lab, labModule?: string): Command {
  return async (argv, io) => {
    const request = readRequest(argv, lab.scenarios, io.cwd)
    if ('help' in request) return print(io, help())
    if ('list' in request) {
      return print(io, request.json ? `${JSON.stringify(listData(request.list))}\n` : list(request.list))
    }
    const { run } = request
    checkOutput(run.out)
    const { result, verification, paths } = await runAll(lab, labModule, run, io)
    const answer = answerOf(run.scenario, result, paths)
    const remarks = remarksOf(run.scenario, run.set, run.days)
    const key = keyOf(run.scenario, result, paths)
    const version = versionText(versions())
    const told = { result, verification, paths, answer, remarks, key, version }
    const command = commandOf(run, startOf(labModule, io.cwd))
    const { language } = run
    const page = publish({ ...told, scenario: run.scenario, command, language }, run.out)
    updateGallery(run.out, io)
    io.out(
      run.json ? `${JSON.stringify(runData(told))}\n` : summary({ ...told, language }, shownPath(page, io)),
    )
    return verdict(result, verification, paths)
  }
}

function print(io: Io, text: string): ExitCode {
  io.out(text)
  return EXIT.holds
}

function runScenario(lab: Lab, { scenario, seed, path, days, set }: Run, io: Io): RunResult {
  const line = progress(io, scenario.name, 'days')
  try {
    return lab.run(scenario, { seed, path, days, set, onDay: line.at })
  } catch (error) {
    if (error instanceof ReplayEnded)
      throw new WrongInput({
        expected: `prices for ${days} days in ${set['btcPrices']}`,
        got: `${error.rows}`,
        advice: 'Lower --days, or use a longer file.',
      })
    if (error instanceof HistoryEnded)
      throw new WrongInput({
        expected: `${error.column} on each of ${days} days from historyFrom in ${set['history']}`,
        got: `none on ${error.date}`,
        advice: 'Lower --days, or complete the file.',
      })
    if (!(error instanceof InitialStateReverted) || Object.keys(set).length === 0) throw error
    throw new WrongInput({
      expected: `parameters with which the initial state of ${scenario.name} can be set up`,
      got: `--set ${Object.entries(set)
        .map((entry) => entry.join('='))
        .join(' --set ')}`,
      advice: `${error.message}. Change these parameters; see --list.`,
    })
  } finally {
    line.end()
  }
}

/** The run, its replay and its further paths, as far as each is asked for. */
async function runAll(
  lab: Lab,
  labModule: string | undefined,
  run: Run,
  io: Io,
): Promise<{
  readonly result: RunResult
  readonly verification: Verification | undefined
  readonly paths: Fan | undefined
}> {
  const seed = run.seed.toString()
  const fan = run.paths === 0 ? undefined : startFan({ ...run, seed, lab, labModule, cwd: io.cwd })
  try {
    const result = runScenario(lab, run, io)
    const verification = run.verify ? await replay(lab, result, io) : undefined
    return { result, verification, paths: fan && (await finish(fan, result, io)) }
  } finally {
    await fan?.close()
  }
}

async function finish(fan: StartedFan, result: RunResult, io: Io): Promise<Fan> {
  const line = progress(io, 'further paths', 'paths')
  try {
    return await fan.finish(result, line.at)
  } finally {
    line.end()
  }
}

async function replay(lab: Lab, result: RunResult, io: Io): Promise<Verification> {
  const line = progress(io, 'replay on the EVM', 'actions')
  try {
    return await lab.verify(result, (done, of) => {
      line.at(done, of)
      if (done === of) line.say('EthereumJS executes every message again')
    })
  } finally {
    line.end()
  }
}

function verdict(
  { invariants }: RunResult,
  verification: Verification | undefined,
  paths: Fan | undefined,
): ExitCode {
  const holds =
    Object.values(invariants).every((each) => each.holds) && Object.keys(paths?.broken ?? {}).length === 0
  return holds && (verification?.divergences ?? 0) === 0 ? EXIT.holds : EXIT.broken
}
