import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resultHash } from '../../../src/index.ts'
import { kindOf, pointsOf, readAxis, rowOf, source, summaryOf, tallyOf } from '../../../src/sim/index.ts'
import { readable } from '../../../src/report/index.ts'
import { readableIn, shownUnit } from '../../../src/report/unit.ts'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { contents, directory, run } from '../harness.ts'
import { ask, command } from './ask.ts'
import { lab } from './lab.ts'

describe('the summary of a study', () => {
  test('has quantiles, means and extremes of its paths', async () => {
    const { json } = await ask(directory(), '--runs', '9')
    const values = Array.from({ length: 9 }, (_, path) =>
      Number(lab.run(lab.scenarios[0]!, { seed: 1n, path }).metrics['redeemed']!.value),
    ).toSorted((a, b) => a - b)
    const { quantiles, min, max, mean, count } = json.metrics['redeemed']!
    expect(count).toBe(9)
    expect(Number(quantiles!['p50'])).toBeCloseTo(values[4]!, 9)
    expect(Number(quantiles!['p10'])).toBeCloseTo(values[0]!, 9)
    expect([Number(min), Number(max)]).toEqual([values[0], values[8]])
    expect(Number(mean)).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 9, 9)
    expect(json).toMatchObject({ scenario: 'gamble', runs: 9, paths: 9, seed: '1', days: 3, size: 1 })
  })

  test('has paired differences between points, with less variance than independent runs', async () => {
    const { json } = await ask(directory(), '--runs', '6', '--sweep', 'share=20,40')
    const { pairs, higher, varianceReduction } = json.comparisons[0]!.metrics['finalFloor']!
    expect([pairs, higher]).toEqual([6, 6])
    // Redeeming keeps the rate; later payments are shared by fewer AMT. So x varies with the share, and y
    // twice as much: (1 + 4) / (2 - 1)² = 5.
    expect(Number(varianceReduction)).toBeGreaterThan(4)
    // The gambler draws the same at every point.
    expect(json.comparisons[0]!.metrics['redeemed']).toMatchObject({
      mean: '0',
      varianceReduction: 'infinite',
    })
    expect(json.points.map(({ settings }) => settings)).toEqual([{ share: '20' }, { share: '40' }])
  })

  test('has quantiles per point equal to those of a study of that point alone', async () => {
    const { json } = await ask(directory(), '--runs', '5', '--sweep', 'share=20,40')
    for (const { settings, metrics } of json.points) {
      const alone = await ask(directory(), '--runs', '5', '--set', `share=${settings['share']}`)
      expect(metrics).toEqual(alone.json.metrics)
    }
    const [low, high] = json.points.map(({ metrics }) => metrics['finalFloor']!)
    expect(Number(low!.max)).toBeLessThan(Number(high!.min))
    // Pooled over both points, the minimum comes from one and the maximum from the other: a mixture.
    expect(json.metrics['finalFloor']).toMatchObject({ count: 10, min: low!.min, max: high!.max })
  })

  test('equals a loop over points and paths with the library’s functions', async () => {
    const { json } = await ask(directory(), '--runs', '3', '--sweep', 'share=20,40')
    const gamble = lab.scenarios[0]!
    const share = gamble.parameters.find(({ name }) => name === 'share')!
    const settings = pointsOf('grid', [readAxis(share, '20,40')], source(1n, 0))
    const metrics = settings.map((set, point) => {
      const results = [0, 1, 2].map((path) => lab.run(gamble, { seed: 1n, path, set, variants: false }))
      const rows = results.map((result, path) => rowOf({ point, path }, result, resultHash(result)))
      return summaryOf(tallyOf(rows), kindOf(results[0]!)).metrics
    })
    expect(json.points.map((point) => point.metrics)).toEqual(metrics)
  })

  test('has sensitivity indices for the designs morris and saltelli', async () => {
    const morris = await ask(
      directory(),
      '--runs',
      '1',
      '--design',
      'morris',
      '--sweep',
      'share=0..100:3',
      '--days',
      '1',
    )
    expect(morris.json.sensitivity).toMatchObject({ method: 'morris' })
    expect(morris.json.sensitivity!.metrics['finalFloor']!['share']).toHaveProperty('muStar')
    const sobol = await ask(
      directory(),
      '--runs',
      '1',
      '--design',
      'saltelli',
      '--sweep',
      'share=0..100:8',
      '--days',
      '1',
    )
    const { first } = sobol.json.sensitivity!.metrics['finalFloor']!['share'] as { first: { value: string } }
    // One parameter explains all variance. The estimate from 8 rows has a sampling error.
    expect(Number(first.value)).toBeGreaterThan(0.5)
    expect(sobol.json.size).toBe(24)
  })

  test('has probabilities with exact intervals', async () => {
    const { json } = await ask(
      directory(),
      '--runs',
      '5',
      '--probability',
      'redeemed>0',
      '--probability',
      'luck=never',
    )
    expect(json.probabilities[0]).toMatchObject({
      event: 'redeemed>0',
      all: { count: 5, of: 5, estimate: '1', low: '0.478176', high: '1' },
    })
    const never = json.metrics['luck']!.words['never']?.count ?? 0
    expect(json.probabilities[1]!.all).toMatchObject({ count: never, of: 5 })
  })

  test('lists the worst paths with commands that reproduce their values', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '6', '--by', 'redeemed:highest')
    const values = json.worst.paths.map(({ value }) => Number(value))
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    const { command: again, value } = json.worst.paths[0]!
    const alone = await run(simulate(lab), [...again.split(' simulate ')[1]!.split(' '), '--json'], { cwd })
    expect(
      (JSON.parse(alone.out) as { metrics: Record<string, { value: string }> }).metrics['redeemed']!.value,
    ).toBe(value)
  })

  test('as text has verdicts, metrics, worst paths, hash and report path', async () => {
    const cwd = directory()
    const { out, err, code } = await run(command, ['gamble', '--runs', '3', '--workers', '1'], { cwd })
    expect([code, err]).toEqual([0, ''])
    for (const part of [
      'gamble: How does the gambler fare?',
      '3 paths of 3 days',
      'Redeemed',
      'Worst paths: finalFloor',
      join('out', 'study-gamble', 'report.html'),
    ])
      expect(out).toContain(part)
    expect(out).toMatch(/Result hash [0-9a-f]{64}\n/)
  })

  test('as text has paired differences and sensitivity of the requested metric', async () => {
    const cwd = directory()
    const ask = (...argv: string[]) =>
      run(command, ['gamble', '--workers', '1', '--by', 'finalFloor', ...argv], { cwd })
    const compared = await ask('--runs', '4', '--sweep', 'share=20,40', '--out', 'compared')
    expect(compared.out).toMatch(
      /Paired differences from the first point: finalFloor.*\n {2}share=40: \S+ ± \S+ sat\/AMT, higher on 4 and lower on 0 of 4 paths; independent runs need \S+ times as many paths\n/,
    )
    const walks = ['--runs', '1', '--days', '1', '--design', 'morris', '--sweep', 'share=0..100:3']
    expect((await ask(...walks, '--sweep', 'mishap=0..1:3', '--out', 'morris')).out).toMatch(
      /Sensitivity of finalFloor \(morris\)\n {2}share: mean absolute effect μ\* \S+ ± .+ sat\/AMT, mean effect μ .*\n {2}mishap: /,
    )
    const rows = ['--runs', '1', '--days', '1', '--design', 'saltelli', '--sweep', 'share=0..100:4']
    expect((await ask(...rows, '--out', 'sobol')).out).toMatch(
      /Sensitivity of finalFloor \(sobol\)\n {2}share: first-order index -?\d\.\d{3} \(.* to .*\), total-effect index /,
    )
    expect(compared.out).not.toContain('Sensitivity')
  })

  test('as text has a line per metric and grid point, and none for the mixture', async () => {
    const cwd = directory()
    const argv = ['--runs', '5', '--sweep', 'share=20,40', '--probability', 'finalFloor>0']
    const { json } = await ask(cwd, ...argv, '--out', 'study')
    const { out } = await run(command, ['gamble', '--workers', '1', ...argv, '--out', 'study'], { cwd })
    const numbers = /\n\nAll metrics by point.*?\n\n/s.exec(out)![0]
    const { title, unit } = json.metrics['finalFloor']!
    const shown = json.points.map(({ settings, metrics }) => {
      const { quantiles, mean } = metrics['finalFloor']!
      const cells = [quantiles!['p5'], quantiles!['p50'], quantiles!['p95'], mean]
      return ` +share=${settings['share']} +${cells.map((cell) => readableIn(cell!, unit)).join(' +')}`
    })
    expect(numbers).toMatch(new RegExp(`${title} +${shownUnit(unit)}\n${shown.join('\n')}\n`))
    // The gambler draws the same at every point.
    const { title: same, quantiles } = json.points[0]!.metrics['redeemed']!
    expect(numbers).toMatch(new RegExp(`${same} +${readable(quantiles!['p5']!)} `))
    expect(out).toMatch(
      /Probabilities.*\n {2}finalFloor>0\n {4}share=20: 5 of 5 .*\n {4}share=40: 5 of 5 .*\n\n/,
    )
  })

  test('as text labels the pooled points of a sampled design as a mixture', async () => {
    const argv = ['gamble', '--workers', '1', '--runs', '1', '--design', 'lhs', '--sweep', 'share=0..100:3']
    const { out } = await run(command, [...argv, '--probability', 'finalFloor>0'], { cwd: directory() })
    expect(out).toContain('All metrics, pooled over all 3 points: a mixture')
    expect(out).toMatch(/finalFloor>0: 3 of 3 .* of all paths, all points pooled\n/)
  })

  test('as text lists the first five points and their total number', async () => {
    const argv = ['gamble', '--workers', '1', '--runs', '1', '--days', '1', '--sweep', 'share=1,2,3,4,5,6,7']
    const { out } = await run(command, argv, { cwd: directory() })
    expect(out).toContain('(the first 5 of 7; all are in points.csv)')
    expect(out).toMatch(/\n {4}share=5 /)
    expect(out).not.toMatch(/\n {4}share=6 /)
  })

  test('as text has the absolute path of a report outside of the working directory', async () => {
    const place = join(directory(), 'study')
    const { out } = await run(command, ['gamble', '--runs', '1', '--workers', '1', '--out', place], {
      cwd: directory(),
    })
    expect(out).toContain(`Report      ${join(place, 'report.html')}\n`)
  })

  test('shows progress with the time left only on a terminal', async () => {
    const watched = await run(command, ['gamble', '--runs', '4', '--workers', '1'], {
      cwd: directory(),
      terminal: true,
    })
    expect(watched.err).toMatch(/gamble: 2 of 4 paths \(50%\), about \d+ s left/)
    expect((await ask(directory(), '--runs', '2')).err).toBe('')
  })
})

test('--list and --help print scenarios and usage, and run nothing', async () => {
  const cwd = directory()
  expect((await run(command, ['--list'], { cwd })).out).toMatch(/gamble +3 days +How does the gambler fare\?/)
  const listed = await run(command, ['--list', '--json'], { cwd })
  expect((JSON.parse(listed.out) as { scenarios: object[] }).scenarios.length).toBe(2)
  for (const argv of [['--help'], ['-h'], ['nothing', '--help']]) {
    const { code, out } = await run(command, argv, { cwd })
    expect(code).toBe(0)
    for (const option of [
      '--runs N',
      '--workers W',
      '--sweep KEY=VALUES',
      '--design NAME',
      '--shard-size K',
      '--verify-worst K',
      '--by METRIC',
    ])
      expect(out).toContain(option)
    expect(out).toMatch(/Exit codes\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /)
  }
  expect(contents(cwd).size).toBe(0)
})
