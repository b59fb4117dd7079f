/** Program `amt-lab`: selection of the command and its arguments. */
import { expect, test } from 'vitest'
import { amtLab } from '../../src/cli/commands/amt-lab.ts'
import { EXIT, type Command } from '../../src/cli/io.ts'
import { directory, run } from './harness.ts'

const echo =
  (name: string): Command =>
  (argv, io) => {
    io.out(`${name} ${argv.join(' ')}\n`)
    return Promise.resolve(EXIT.broken)
  }

const program = amtLab(
  {
    simulate: { summary: 'Runs a scenario.', command: echo('simulate') },
    verify: { summary: 'Replays scenarios.', command: echo('verify') },
  },
  '1.2.3',
)
const output = (...argv: readonly string[]) => run(program, argv, { cwd: directory() })

test('a command gets the other arguments, and its exit code is the program’s', async () => {
  expect(await output('verify', 'baseline', '--help')).toEqual({
    code: EXIT.broken,
    out: 'verify baseline --help\n',
    err: '',
  })
})

test.each(['--help', '-h', 'help'])('%s lists the commands', async (option) => {
  const { code, out } = await output(option)
  expect(code).toBe(EXIT.holds)
  expect(out).toContain('  simulate  Runs a scenario.\n  verify    Replays scenarios.\n')
})

test('--version is the package’s', async () => {
  expect(await output('--version')).toEqual({ code: EXIT.holds, out: '1.2.3\n', err: '' })
})

test('an unknown command is invalid input, with a suggestion', async () => {
  const { code, err } = await output('simulat')
  expect(code).toBe(EXIT.wrongInput)
  expect(err).toBe(
    'expected a command: simulate, verify; got "simulat".\nDid you mean "simulate"? See amt-lab --help.',
  )
})

test.each([[[]], [['toString']], [['--json']]])('%j names no command', async (argv) => {
  expect((await output(...argv)).code).toBe(EXIT.wrongInput)
})
