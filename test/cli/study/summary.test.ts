import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resultHash } from '../../../src/index.ts'
import { kindOf, pointsOf, readAxis, rowOf, source, summaryOf, tallyOf } from '../../../src/sim/index.ts'
import { readable } from '../../../src/report/index.ts'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { contents, directory, run } from '../harness.ts'
import { ask, command } from './ask.ts'
import { lab } from './lab.ts'

describe('what a study says', () => {
  test('are the quantiles, means and extremes of its paths', async () => {
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
    expect(json).toMatchObject({ scenario: 'hamlet', runs: 9, paths: 9, seed: '1', days: 3, size: 1 })
  })

  test('compares points path by path, with less variance than apart', async () => {
    const { json } = await ask(directory(), '--runs', '6', '--sweep', 'share=20,40')
    const { pairs, higher, varianceReduction } = json.comparisons[0]!.metrics['finalFloor']!
    expect([pairs, higher]).toEqual([6, 6])
    // Redeeming leaves the rate; payments after it are shared by fewer. So x varies as the share does, and y as x twice over:
    // (1 + 4) / (2 - 1)² = 5.
    expect(Number(varianceReduction)).toBeGreaterThan(4)
    // The gambler draws the same at every point.
    expect(json.comparisons[0]!.metrics['redeemed']).toMatchObject({
      mean: '0',
      varianceReduction: 'infinite',
    })
    expect(json.points.map(({ settings }) => settings)).toEqual([{ share: '20' }, { share: '40' }])
  })

  test('tells each point’s quantiles by themselves, as a study of that point alone does', async () => {
    const { json } = await ask(directory(), '--runs', '5', '--sweep', 'share=20,40')
    for (const { settings, metrics } of json.points) {
      const alone = await ask(directory(), '--runs', '5', '--set', `share=${settings['share']}`)
      expect(metrics).toEqual(alone.json.metrics)
    }
    const [low, high] = json.points.map(({ metrics }) => metrics['finalFloor']!)
    expect(Number(low!.max)).toBeLessThan(Number(high!.min))
    // Over both points together the extremes come from one and the other: a mixture.
    expect(json.metrics['finalFloor']).toMatchObject({ count: 10, min: low!.min, max: high!.max })
  })

  test('are what the library’s parts add up to, in a loop over points and paths', async () => {
    const { json } = await ask(directory(), '--runs', '3', '--sweep', 'share=20,40')
    const hamlet = lab.scenarios[0]!
    const share = hamlet.parameters.find(({ name }) => name === 'share')!
    const settings = pointsOf('grid', [readAxis(share, '20,40')], source(1n, 0))
    const metrics = settings.map((set, point) => {
      const results = [0, 1, 2].map((path) => lab.run(hamlet, { seed: 1n, path, set, variants: false }))
      const rows = results.map((result, path) => rowOf({ point, path }, result, resultHash(result)))
      return summaryOf(tallyOf(rows), kindOf(results[0]!)).metrics
    })
    expect(json.points.map((point) => point.metrics)).toEqual(metrics)
  })

  test('tells sensitivity by the designs made for it', async () => {
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
    // One parameter explains everything: the estimate from 8 rows is off by what their variances differ.
    expect(Number(first.value)).toBeGreaterThan(0.5)
    expect(sobol.json.size).toBe(24)
  })

  test('tells probabilities with their exact intervals', async () => {
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

  test('names the worst paths with commands that give their values', async () => {
    const cwd = directory()
    const { json } = await ask(cwd, '--runs', '6', '--by', 'redeemed:highest')
    const values = json.worst.paths.map(({ value }) => Number(value))
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    const { command: again, value } = json.worst.paths[0]!
    const alone = await run(simulate(lab), [...again.split(' -- ')[1]!.split(' '), '--json'], { cwd })
    expect(
      (JSON.parse(alone.out) as { metrics: Record<string, { value: string }> }).metrics['redeemed']!.value,
    ).toBe(value)
  })

  test('in words has verdicts, numbers, worst paths, hash and place', async () => {
    const cwd = directory()
    const { out, err, code } = await run(command, ['hamlet', '--runs', '3', '--workers', '1'], { cwd })
    expect([code, err]).toEqual([0, ''])
    for (const part of [
      'hamlet: How does the gambler fare?',
      '3 paths of 3 days',
      'Redeemed',
      'Worst paths: finalFloor',
      join('out', 'study-hamlet', 'report.html'),
    ])
      expect(out).toContain(part)
    expect(out).toMatch(/Result hash [0-9a-f]{64}\n/)
  })

  test('in words compares points, and tells sensitivity, by the metric that is asked about', async () => {
    const cwd = directory()
    const ask = (...argv: string[]) =>
      run(command, ['hamlet', '--workers', '1', '--by', 'finalFloor', ...argv], { cwd })
    const compared = await ask('--runs', '4', '--sweep', 'share=20,40', '--out', 'compared')
    expect(compared.out).toMatch(
      /Against the first point, path by path: finalFloor.*\n {2}share=40: \S+ ± \S+ BTC\/AMT, higher on 4 and lower on 0 of 4 paths; independent runs would need \S+ times the paths\n/,
    )
    const walks = ['--runs', '1', '--days', '1', '--design', 'morris', '--sweep', 'share=0..100:3']
    expect((await ask(...walks, '--sweep', 'mishap=0..1:3', '--out', 'morris')).out).toMatch(
      /Sensitivity of finalFloor \(morris\)\n {2}share: mean absolute effect \S+ ± .+ BTC\/AMT, mean effect .*\n {2}mishap: /,
    )
    const rows = ['--runs', '1', '--days', '1', '--design', 'saltelli', '--sweep', 'share=0..100:4']
    expect((await ask(...rows, '--out', 'sobol')).out).toMatch(
      /Sensitivity of finalFloor \(sobol\)\n {2}share: by itself -?\d\.\d{3} \(.* to .*\), with all others /,
    )
    expect(compared.out).not.toContain('Sensitivity')
  })

  test('in words has a line for each metric and point that is a choice, and none for the mixture', async () => {
    const cwd = directory()
    const argv = ['--runs', '5', '--sweep', 'share=20,40', '--probability', 'finalFloor>0']
    const { json } = await ask(cwd, ...argv, '--out', 'told')
    const { out } = await run(command, ['hamlet', '--workers', '1', ...argv, '--out', 'told'], { cwd })
    const numbers = /\n\nIn numbers, by point.*?\n\n/s.exec(out)![0]
    const { title, unit } = json.metrics['finalFloor']!
    const shown = json.points.map(({ settings, metrics }) => {
      const { quantiles, mean } = metrics['finalFloor']!
      const cells = [quantiles!['p5'], quantiles!['p50'], quantiles!['p95'], mean]
      return ` +share=${settings['share']} +${cells.map((cell) => readable(cell!)).join(' +')}`
    })
    expect(numbers).toMatch(new RegExp(`${title} +${unit}\n${shown.join('\n')}\n`))
    // The gambler draws the same at every point.
    const { title: same, quantiles } = json.points[0]!.metrics['redeemed']!
    expect(numbers).toMatch(new RegExp(`${same} +${readable(quantiles!['p5']!)} `))
    expect(out).toMatch(
      /Probabilities.*\n {2}finalFloor>0\n {4}share=20: 5 of 5 .*\n {4}share=40: 5 of 5 .*\n\n/,
    )
  })

  test('in words says of the points of a drawn design that together they are a mixture', async () => {
    const argv = ['hamlet', '--workers', '1', '--runs', '1', '--design', 'lhs', '--sweep', 'share=0..100:3']
    const { out } = await run(command, [...argv, '--probability', 'finalFloor>0'], { cwd: directory() })
    expect(out).toContain('In numbers, over all 3 points together: a mixture')
    expect(out).toMatch(/finalFloor>0: 3 of 3 .* of all paths at all points together\n/)
  })

  test('in words tells the first five points, and how many there are', async () => {
    const argv = ['hamlet', '--workers', '1', '--runs', '1', '--days', '1', '--sweep', 'share=1,2,3,4,5,6,7']
    const { out } = await run(command, argv, { cwd: directory() })
    expect(out).toContain('(the first 5 of 7; all are in points.csv)')
    expect(out).toMatch(/\n {4}share=5 /)
    expect(out).not.toMatch(/\n {4}share=6 /)
  })

  test('in words has a place outside the current directory as a whole', async () => {
    const place = join(directory(), 'study')
    const { out } = await run(command, ['hamlet', '--runs', '1', '--workers', '1', '--out', place], {
      cwd: directory(),
    })
    expect(out).toContain(`Report      ${join(place, 'report.html')}\n`)
  })

  test('shows progress with the time left only where somebody watches', async () => {
    const watched = await run(command, ['hamlet', '--runs', '4', '--workers', '1'], {
      cwd: directory(),
      terminal: true,
    })
    expect(watched.err).toMatch(/hamlet: 2 of 4 paths \(50%\), about \d+ s left/)
    expect((await ask(directory(), '--runs', '2')).err).toBe('')
  })
})

test('--list and --help say what there is, and run nothing', async () => {
  const cwd = directory()
  expect((await run(command, ['--list'], { cwd })).out).toContain('hamlet (3 days)')
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
