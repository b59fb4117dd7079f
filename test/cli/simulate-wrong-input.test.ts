import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab, type Lab } from '../../src/cli/lab.ts'
import { WrongInput } from '../../src/cli/wrong-input.ts'
import { InitialStateReverted } from '../../src/sim/engine/simulation.ts'
import { contents, directory, run } from './harness.ts'
import { command, SHORT, succeed } from './short-run.ts'

const crashing: Lab = {
  ...lab,
  run: () => {
    throw new Error('a bug')
  },
}

describe('wrong input', () => {
  test.for<[what: string, argv: string[], said: RegExp]>([
    [
      'an unknown scenario',
      ['baselin'],
      /the name of a scenario, .*; got "baselin"\.\nDid you mean "baseline"\? See --list\.$/,
    ],
    [
      'a second scenario',
      ['baseline', '7'],
      /at most one scenario; got "baseline", "7"\.\n.*npm run simulate -- /,
    ],
    [
      'an unknown option',
      ['--sede', '1'],
      /an option of this command; got --sede\.\nDid you mean "--seed"\? See --help\.$/,
    ],
    [
      'an unknown parameter',
      ['--set', 'vaultshare=3'],
      /a parameter of baseline; got "vaultshare"\.\nDid you mean "vaultShare"\? See all parameters .*: npm run simulate -- baseline --list$/,
    ],
    [
      'a key of Object.prototype',
      ['--set', '__proto__=3'],
      /a parameter of baseline; got "__proto__"\.\nPossible: .* and \d+ more\. See all parameters .*: npm run simulate -- baseline --list$/,
    ],
    [
      'a setting without a value',
      ['--set', 'vaultShare'],
      /--set KEY=VALUE; got "vaultShare"\.\nWrite --set vaultShare=VALUE, with = and without spaces/,
    ],
    [
      'a setting whose value stands apart',
      ['--set', 'vaultShare', '40'],
      /--set KEY=VALUE; got "vaultShare" and "40"\.\nWrite --set vaultShare=40, with =/,
    ],
    [
      'a setting whose value stands apart, beside a scenario',
      ['baseline', '--set', 'vaultShare', '40'],
      /Write --set vaultShare=40, with =/,
    ],
    [
      'a setting without --set',
      ['vaultShare=40'],
      /the name of a scenario, .*; got "vaultShare=40"\.\nWrite --set vaultShare=40\.$/,
    ],
    [
      'a setting without --set, beside a scenario',
      ['baseline', 'vaultShare=40'],
      /at most one scenario; got .*\nWrite --set vaultShare=40\.$/,
    ],
    ['a setting without a key', ['--set', '=3'], /--set KEY=VALUE; got "=3"/],
    [
      'the same setting twice',
      ['--set', 'vaultShare=3', '--set', 'vaultShare=4'],
      /one --set for vaultShare; got "3" and "4"/,
    ],
    [
      'a setting that is no number',
      ['--set', 'vaultShare=lots'],
      /an integer from 0 to 100 \(%\) for vaultShare; got "lots"\.\nThe default is 20\. See .*: npm run simulate -- baseline --list$/,
    ],
    [
      'a setting out of its range',
      ['--set', 'vaultShare=101'],
      /an integer from 0 to 100 \(%\) for vaultShare; got "101"/,
    ],
    [
      'a setting that contradicts another',
      ['depeg', '--set', 'fee=0.6'],
      /a fee below batch, .*; got fee 0\.6 with batch 0\.5\.\nChange one of the parameters\./,
    ],
    [
      'a seed that is no number',
      ['--seed', 'abc'],
      /an integer from 0 to 18446744073709551615 for --seed; got "abc"/,
    ],
    ['a negative seed', ['--seed', '-1'], /for --seed; got "-1"/],
    ['a seed too large by one', ['--seed', '18446744073709551616'], /for --seed; got "18446744073709551616"/],
    ['a fraction of a seed', ['--seed', '1.5'], /for --seed; got "1\.5"/],
    ['an empty seed', ['--seed='], /for --seed; got ""/],
    ['a seed without a value', ['--seed'], /a value after --seed; got nothing/],
    ['no days', ['--days', '0'], /an integer from 1 to 36500 for --days; got "0"/],
    ['days beyond a century', ['--days', '36501'], /for --days; got "36501"/],
    ['days in words', ['--days', '1e3'], /for --days; got "1e3"/],
    [
      'a path too large by one',
      ['--path', '4294967296'],
      /an integer from 0 to 4294967295 for --path; got "4294967296"/,
    ],
    ['an empty directory', ['--out', ''], /a directory for --out that does not contain .*; got ""/],
    [
      'a directory below a file',
      ['--out', 'file/out'],
      /a writable directory .*; got .*file\/out.*\n.*--out DIR/,
    ],
    ['a file instead of a directory', ['--out', 'file'], /a writable directory .*not a directory/],
  ])('%s gives one message with valid input, exits 2 and changes nothing', async ([, argv, said]) => {
    const cwd = directory()
    writeFileSync(join(cwd, 'file'), 'a file')
    mkdirSync(join(cwd, 'out', 'baseline'), { recursive: true })
    writeFileSync(join(cwd, 'out', 'baseline', 'report.html'), 'earlier')
    const before = contents(cwd)
    const { code, out, err } = await run(command, argv, { cwd })
    expect(err).toMatch(said)
    expect(err.split('\n').length).toBeLessThanOrEqual(2)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(contents(cwd)).toEqual(before)
  })

  test('parameters whose initial state reverts are wrong input; without parameters it is a bug', async () => {
    const reverting: Lab = {
      ...lab,
      run: () => {
        throw new InitialStateReverted({ wait: 1n }, 'InsufficientBalance')
      },
    }
    const { code, err } = await run(simulate(reverting), ['--set', 'vaultShare=3'], { cwd: directory() })
    expect(code).toBe(2)
    expect(err).toMatch(
      /initial state of baseline can be set up; got --set vaultShare=3\.\n.*InsufficientBalance/,
    )
    await expect(run(simulate(reverting), [], { cwd: directory() })).rejects.toBeInstanceOf(
      InitialStateReverted,
    )
  })

  test('a bug is not wrong input: it escapes, and earlier results are kept', async () => {
    const cwd = directory()
    await succeed(cwd)
    const before = contents(cwd)
    const failed = run(simulate(crashing), SHORT, { cwd })
    await expect(failed).rejects.toThrow('a bug')
    await expect(failed).rejects.not.toBeInstanceOf(WrongInput)
    expect(contents(cwd)).toEqual(before)
  })
})
