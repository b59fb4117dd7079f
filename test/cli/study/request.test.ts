import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contents, directory, run } from '../harness.ts'
import { lab } from './lab.ts'
import { ask, command, logRuns, type Printed } from './ask.ts'

describe('wrong input', () => {
  test.for<[what: string, argv: string[], said: RegExp]>([
    ['an unknown scenario', ['gamblee'], /got "gamblee"\.\nDid you mean "gamble"\?/],
    ['an unknown option', ['--run', '3'], /got --run\.\nDid you mean "--runs"\?/],
    ['no runs', ['--runs', '0'], /an integer from 1 to 10000000 for --runs; got "0"/],
    ['no workers', ['--workers', '0'], /for --workers; got "0"/],
    ['too many workers', ['--workers', '257'], /for --workers; got "257"/],
    ['an empty shard', ['--shard-size', '0'], /for --shard-size; got "0"/],
    [
      'a design of no sweep',
      ['--design', 'lhs'],
      /a --sweep with --design; got none\.\nExample: --design lhs --sweep /,
    ],
    [
      'an unknown design',
      ['--design', 'gird'],
      /one of the designs grid, .*; got "gird"\.\nDid you mean "grid"\?/,
    ],
    [
      'a sweep without values',
      ['--sweep', 'share'],
      /--sweep KEY=VALUES; got "share"\.\nExamples: --sweep share=10,20,30 .*simulate -- gamble --list/,
    ],
    ['a sweep of nothing known', ['--sweep', 'shar=1,2'], /got "shar"\.\nDid you mean "share"\?/],
    ['a sweep twice', ['--sweep', 'share=1', '--sweep', 'share=2'], /one --set or --sweep for share/],
    ['a sweep of what is set', ['--set', 'share=1', '--sweep', 'share=2'], /one --set or --sweep for share/],
    [
      'a range without a count',
      ['--sweep', 'share=0..9'],
      /values such as .* for --sweep share; got "0\.\.9"/,
    ],
    [
      'a value out of range',
      ['--sweep', 'share=50,101'],
      /an integer from 0 to 100 \(%\) for share; got "101"/,
    ],
    ['points twice', ['--sweep', 'share=0..2:9'], /points that differ; got 9 points, of which 3 differ/],
    ['too many paths', ['--sweep', 'share=0..100:101', '--runs', '1000000'], /at most 10000000 paths in all/],
    [
      'a zip of different lengths',
      ['--design', 'zip', '--sweep', 'share=1,2', '--sweep', 'mishap=1'],
      /as many values as share has, 2, .* for --sweep mishap; got "1"/,
    ],
    [
      'a sampled design of lists',
      ['--design', 'lhs', '--sweep', 'share=1,2'],
      /a range such as .* for --sweep share; got "1,2"/,
    ],
    [
      'a sampled design of ranges with different counts',
      ['--design', 'lhs', '--sweep', 'share=0..9:4', '--sweep', 'mishap=0..9:8'],
      /the count of share, 4, .* for --sweep mishap; got "0\.\.9:8"/,
    ],
    [
      'a probability of a metric without comparison',
      ['--probability', 'luck'],
      /an event such as .*; got "luck"/,
    ],
    [
      'an odd --by',
      ['--by', 'luck:best'],
      /METRIC, METRIC:lowest or METRIC:highest for --by; got "luck:best"\.\nWrite --by luck:lowest or --by luck:highest\./,
    ],
    ['too many worst', ['--verify-worst', '101'], /from 1 to 100 for --verify-worst/],
    ['an empty directory name', ['--out', ''], /a directory for --out; got ""/],
    [
      'a file instead of a directory',
      ['--out', 'file'],
      /a directory for --out; got .*file, which is a file/,
    ],
    ['a directory below a file', ['--out', 'file/x'], /a writable directory .*not a directory/],
    [
      'a directory with other content',
      ['--out', 'other'],
      /an empty directory, or the directory of the same study; got .*other/,
    ],
  ])('%s gives one message with valid input, exits 2 and changes nothing', async ([, argv, said]) => {
    const cwd = directory()
    writeFileSync(join(cwd, 'file'), 'a file')
    mkdirSync(join(cwd, 'other'))
    writeFileSync(join(cwd, 'other', 'letter'), 'a letter')
    const before = contents(cwd)
    const scenario = argv[0]!.startsWith('--') ? ['gamble'] : []
    const { code, out, err } = await run(command, [...scenario, ...argv], { cwd })
    expect(err).toMatch(said)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(contents(cwd)).toEqual(before)
  })

  test.for<[what: string, argv: string[]]>([
    ['the worst', ['--by', 'finalFlor']],
    ['a probability', ['--probability', 'finalFlor>0']],
  ])('an unknown metric for %s is an error before the paths run', async ([, argv]) => {
    const cwd = directory()
    const runs = logRuns()
    const said = /a metric of the scenario; got "finalFlor"\.\nDid you mean "finalFloor"\?/
    const { code, err } = await ask(cwd, '--runs', '2', '--out', 'study', ...argv)
    expect([code, contents(cwd).size, runs().length]).toEqual([2, 0, 1])
    expect(err).toMatch(said)
  })

  test('an unknown metric is an error after the paths when the first path fails, and keeps them', async () => {
    const cwd = directory()
    const argv = ['--runs', '2', '--set', 'mishap=20', '--seed', `${seedWhoseFirstFails()}`, '--out', 'study']
    const { code, err } = await ask(cwd, ...argv, '--probability', 'finalFlor>0')
    expect(code).toBe(2)
    expect(err).toContain('got "finalFlor"')
    const runs = logRuns()
    expect((await ask(cwd, ...argv)).json.failures.first[0]!.path).toBe(0)
    // No path of the study runs again; the worst one does, for its line in the charts.
    expect(runs()).toEqual(['default 1'])
  })
})

/** A seed whose path 0 fails with `mishap` at 20%, and whose path 1 does not. */
function seedWhoseFirstFails(): bigint {
  const fails = (seed: bigint, path: number): boolean => {
    try {
      lab.run(lab.scenarios[0]!, { seed, path, set: { mishap: '20' } })
      return false
    } catch {
      return true
    }
  }
  for (let seed = 1n; ; seed++) if (fails(seed, 0) && !fails(seed, 1)) return seed
}

describe('a scenario file', () => {
  const file = 'scenario: gamble\nseed: 5\ndays: 2\nset:\n  share: 30\n  mishap: 0\n'

  test('sets the study; options and sweeps override it', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'mine.yaml'), file)
    const asked = async (...argv: string[]) => {
      const argv1 = ['mine.yaml', '--runs', '2', '--workers', '1', '--json', ...argv]
      return JSON.parse((await run(command, argv1, { cwd })).out) as Printed
    }
    const plain = await asked()
    expect(plain).toMatchObject({ scenario: 'gamble', seed: '5', days: 2, parameters: { share: '30' } })
    expect(contents(cwd).has(join('out', 'study-mine', 'report.html'))).toBe(true)
    const { resultHash } = (
      await ask(
        cwd,
        ...'--runs 2 --seed 5 --days 2'.split(' '),
        ...'--set share=30 --set mishap=0 --out same'.split(' '),
      )
    ).json
    expect(plain.resultHash).toBe(resultHash)
    const other = await asked('--seed', '6', '--days', '1', '--sweep', 'share=1,2', '--out', 'other')
    expect(other).toMatchObject({ seed: '6', days: 1 })
    expect(other.points.map(({ settings }) => settings)).toEqual([{ share: '1' }, { share: '2' }])
  })

  test('with an error gives its position, and nothing changes', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'mine.yaml'), file.replace('share: 30', 'share: 300'))
    const { code, err } = await run(command, ['mine.yaml'], { cwd })
    expect(code).toBe(2)
    expect(err).toMatch(/^mine\.yaml:5:\d+ set\.share: expected an integer from 0 to 100/)
    expect([...contents(cwd).keys()]).toEqual(['mine.yaml'])
  })
})
