/** Engine: what the workers compute is what the commands compute. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { compare } from '../../src/cli/commands/compare.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { scenarioText } from '../../src/explorer/scenario-file.ts'
import { directory, run } from '../cli/harness.ts'
import { failureOf, openEngine, UnknownScenario } from '../../src/explorer/engine/engine.ts'
import { MOST_POINTS, pointsOf, sweptPage, TooManyPoints } from '../../src/explorer/engine/swept.ts'
import { scenarioOf } from '../../src/explorer/engine/engine.ts'
import type { Experiment } from '../../src/explorer/experiment.ts'
import { readRequest } from '../../src/cli/request.ts'
import { readStudyRequest } from '../../src/cli/study/request.ts'
import { createHash } from '../../src/explorer/outside/sha256.ts'
import { resultHash, sha256, cspHash } from '../../src/report/hash.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { runScenario } from '../../src/sim/run.ts'
import { furtherPaths } from '../../src/sim/study/fan-run.ts'
import { input } from '../report/fixture.ts'

const { versions } = input()
const EXPERIMENT: Experiment = {
  scenario: 'baseline',
  seed: '7',
  path: 2,
  days: 5,
  set: { vaultShare: '40' },
}

describe('the engine', () => {
  test('runs an experiment to the result of the command line', () => {
    const engine = openEngine(versions)
    const { hash, content, parameters } = engine.run({ experiment: EXPERIMENT, language: 'en' })
    const result = runScenario(scenarioOf(EXPERIMENT), {
      seed: 7n,
      path: 2,
      days: 5,
      set: { vaultShare: '40' },
    })
    expect(hash).toBe(resultHash(result))
    expect(parameters['vaultShare']).toBe('40')
    expect(content.body).toContain(hash)
    expect(content.body).toContain('in this browser')
    expect(content.body).not.toContain('href="manifest.json"')
  })

  test('shows the last run among further paths', () => {
    const engine = openEngine(versions)
    engine.run({ experiment: EXPERIMENT, language: 'en' })
    const paths = furtherPaths(2, 3).map((path) => engine.path({ experiment: EXPERIMENT, path }))
    expect(paths.map(({ path }) => path)).toEqual([0, 1, 3])
    expect(engine.among(paths).content.body).toContain('median and 5 to 95% of 4 paths')
  })

  test('compares two experiments by the difference on each path', () => {
    const engine = openEngine(versions)
    const other = { ...EXPERIMENT, set: { vaultShare: '20' } }
    const sides = [EXPERIMENT, other].map((experiment) => ({
      experiment,
      paths: furtherPaths(2, 6).map((path) => engine.path({ experiment, path })),
    }))
    const { body } = engine.compare({ sides: [sides[0]!, sides[1]!], language: 'en' })
    expect(body).toContain('vaultShare=20 against vaultShare=40')
    expect(body).toMatch(/higher on 7 of 7/)
  })

  test('saves the files of the command line, which compare reads', async () => {
    const engine = openEngine(versions)
    engine.run({ experiment: EXPERIMENT, language: 'en' })
    engine.among(furtherPaths(2, 3).map((path) => engine.path({ experiment: EXPERIMENT, path })))
    const archive = engine.files({ experiment: EXPERIMENT, language: 'en' })
    expect(archive.name).toBe('baseline-seed-7-path-2.zip')
    const cwd = directory()
    const argv = [
      'baseline',
      ...'--seed 7 --path 2 --days 5 --paths 3 --set vaultShare=40 --out own'.split(' '),
    ]
    expect((await run(simulate(lab), argv, { cwd })).code).toBe(0)
    const files = unzipSync(archive.bytes)
    // The manifest and result.json name versions and pages; all data are the same bytes.
    for (const name of readdirSync(join(cwd, 'own')).filter((each) => /\.(?:csv|parquet|jsonl)$/.test(each)))
      expect(Buffer.from(files[name] ?? []).equals(readFileSync(join(cwd, 'own', name))), name).toBe(true)
    writeFileSync(join(cwd, 'saved.zip'), archive.bytes)
    const { code, out } = await run(compare, ['own', 'saved.zip', '--json'], { cwd })
    expect(code).toBe(0)
    const { comparisons } = JSON.parse(out) as {
      readonly comparisons: readonly {
        readonly common: number
        readonly metrics: Record<string, { equal: boolean }>
      }[]
    }
    expect(comparisons[0]!.common).toBe(4)
    expect(Object.values(comparisons[0]!.metrics).every(({ equal }) => equal)).toBe(true)
  })

  test('an archive that is none is wrong input', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'a.zip'), 'none')
    const { code, err } = await run(compare, ['a.zip', 'b.zip'], { cwd })
    expect([code, err]).toEqual([2, expect.stringContaining('an archive of results')])
  })

  test('has a scenario file that gives the same run', () => {
    const experiment = { ...EXPERIMENT, set: { vaultShare: '40', protocolFee: 'false', costs: 'retained' } }
    const cwd = directory()
    writeFileSync(join(cwd, 'own.yaml'), scenarioText(experiment, 5))
    expect(readRequest(['own.yaml'], scenarios, cwd)).toMatchObject({
      run: { seed: 7n, path: 2, days: 5, set: experiment.set },
    })
  })

  test('has the command that gives the same run', () => {
    const { command } = openEngine(versions).run({ experiment: EXPERIMENT, language: 'en' })
    const argv = command.replace('npm run simulate -- ', '').split(' ')
    const request = readRequest(argv, scenarios, process.cwd())
    expect(request).toMatchObject({
      run: { seed: 7n, path: 2, days: 5, paths: 0, set: { vaultShare: '40' } },
    })
  })
})

describe('a sweep', () => {
  test('has the command of the study with the same points and paths', () => {
    const scenario = scenarioOf(EXPERIMENT)
    const axes = [{ name: 'vaultShare', values: '0..100:3' }]
    const experiment = { ...EXPERIMENT, set: { vaultShare: '40', costs: 'retained' } }
    const { metrics } = runScenario(scenario, { seed: 7n, days: 1, set: experiment.set })
    const points = pointsOf(scenario, axes)
    const { html } = sweptPage(
      { experiment, scenario, axes, points, paths: [], metrics, wanted: 4 },
      versions,
    ).body
    const [, command = ''] = /<code>npm run study -- ([^<]*)<\/code>/.exec(html) ?? []
    const request = readStudyRequest(command.split(' '), scenarios, process.cwd())
    expect(request).toMatchObject({
      study: {
        spec: { seed: '7', days: 5, runs: 4, points, set: { costs: 'retained' } },
      },
    })
  })

  test('has all combinations of the values of its axes', () => {
    const axes = [
      { name: 'vaultShare', values: '0..100:3' },
      { name: 'costs', values: 'deducted,retained' },
    ]
    expect(pointsOf(scenarioOf(EXPERIMENT), axes)).toEqual(
      ['0', '50', '100'].flatMap((vaultShare) =>
        ['deducted', 'retained'].map((costs) => ({ vaultShare, costs })),
      ),
    )
  })

  test('has at most as many points as a visit allows', () => {
    const many = [{ name: 'vaultShare', values: `0..100:${MOST_POINTS + 1}` }]
    expect(() => pointsOf(scenarioOf(EXPERIMENT), many)).toThrow(TooManyPoints)
  })
})

describe('a failure', () => {
  const failed = (set: Record<string, string>, scenario = 'baseline') => {
    try {
      return openEngine(versions).run({ experiment: { ...EXPERIMENT, scenario, set }, language: 'en' })
    } catch (error) {
      return failureOf(error)
    }
  }

  test('names the parameter and what it accepts', () => {
    expect(failed({ vaultShare: '101' })).toEqual({
      name: 'InvalidParameter',
      parameter: 'vaultShare',
      message: 'expected an integer from 0 to 100 (%), got "101"',
    })
  })

  test('of an unknown scenario or parameter names what there is', () => {
    expect(failed({}, 'none')).toMatchObject({ name: UnknownScenario.name })
    expect(failed({ unknown: '1' })).toMatchObject({ name: 'UnknownParameter' })
  })
})

test('the browser’s SHA-256 is Node’s', () => {
  for (const text of ['', 'a', 'ñ€😀', 'x'.repeat(100_000)]) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256(text))
    expect(`'sha256-${createHash('sha256').update(text).digest('base64')}'`).toBe(cspHash(text))
  }
  expect(() => createHash('md5')).toThrow('expected the algorithm sha256, got md5')
})
