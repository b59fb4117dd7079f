import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { simulate } from '../../src/cli/commands/simulate.ts'
import { EXIT } from '../../src/cli/io.ts'
import { lab } from '../../src/cli/lab.ts'
import { readRequest, type Run } from '../../src/cli/request.ts'
import { readScenarioFile, WrongFile } from '../../src/cli/scenario-file/read.ts'
import { fileSchema, jsonSchemaText } from '../../src/cli/scenario-file/schema.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { directory, run } from './harness.ts'

/** The run of a scenario file with further arguments. */
function asked(text: string, ...argv: readonly string[]): Run {
  const cwd = directory()
  writeFileSync(join(cwd, 'mine.yaml'), text)
  return (readRequest(['mine.yaml', ...argv], scenarios, cwd) as { readonly run: Run }).run
}

/** The errors of a scenario file. */
function problems(text: string): readonly string[] {
  const file = join(directory(), 'mine.yaml')
  writeFileSync(file, text)
  try {
    readScenarioFile(file, scenarios, 'mine.yaml')
  } catch (error) {
    if (error instanceof WrongFile) return error.problems
    throw error
  }
  return []
}

/** Position and key of each error. */
const places = (text: string): readonly string[] => problems(text).map((line) => line.split(': ')[0]!)

describe('a scenario file', () => {
  test('sets a scenario and parameters', () => {
    const { scenario, seed, path, days, set, out } = asked(
      `scenario: baseline\nseed: 7\npath: 2\ndays: 30\nset:\n  vaultShare: 40\n  powerPrice: '0.045'\n`,
    )
    expect([scenario.name, seed, path, days]).toEqual(['baseline', 7n, 2, 30])
    expect(set).toEqual({ vaultShare: '40', powerPrice: '0.045' })
    expect(out.endsWith(join('out', 'mine'))).toBe(true)
  })

  test('may name only the scenario', () => {
    const plain = readRequest(['bank-run'], scenarios, directory()) as { readonly run: Run }
    const { out: _file, ...fromFile } = asked('scenario: bank-run\n')
    const { out: _name, ...byName } = plain.run
    expect(fromFile).toEqual(byName)
  })

  test('keeps every digit of a quoted amount and of a seed above 2^53', () => {
    const { seed, set } = asked(
      `scenario: baseline\nseed: '18446744073709551615'\nset:\n  backing: '30.000000000000000001'\n`,
    )
    expect(seed).toBe(18446744073709551615n)
    expect(set).toEqual({ backing: '30.000000000000000001' })
  })

  test('is overridden by options on the command line', () => {
    const { seed, days, set } = asked(
      `scenario: baseline\nseed: 7\ndays: 30\nset:\n  vaultShare: 40\n  holders: 20\n`,
      '--seed',
      '9',
      '--set',
      'vaultShare=50',
    )
    expect([seed, days]).toEqual([9n, 30])
    expect(set).toEqual({ vaultShare: '50', holders: '20' })
  })

  test('gives the same run as the equal options', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'a.yaml'), `scenario: baseline\ndays: 2\nset:\n  holders: 10\n`)
    const byFile = await run(simulate(lab), ['a.yaml', '--json'], { cwd })
    const byFlags = await run(simulate(lab), ['baseline', '--days', '2', '--set', 'holders=10', '--json'], {
      cwd,
    })
    expect(byFile.code).toBe(EXIT.holds)
    expect(byFile.out).toBe(byFlags.out)
  })
})

describe('errors in a scenario file have their position', () => {
  test.each([
    ['an unknown key', 'scenario: baseline\ndayz: 3\n', ['mine.yaml:2:1 dayz']],
    ['an unknown parameter', 'scenario: baseline\nset:\n  holdres: 3\n', ['mine.yaml:3:3 set.holdres']],
    ['another scenario’s parameter', 'scenario: bank-run\nset:\n  factor: 2\n', ['mine.yaml:3:3 set.factor']],
    ['an unknown scenario', 'days: 3\nscenario: baselin\n', ['mine.yaml:2:11 scenario']],
    ['no scenario', 'days: 3\n', ['mine.yaml:1:1 scenario']],
    ['a number out of range', 'scenario: baseline\ndays: 0\n', ['mine.yaml:2:7 days']],
    [
      'a seed that a float cannot hold',
      'scenario: baseline\nseed: 9007199254740993\n',
      ['mine.yaml:2:7 seed'],
    ],
    [
      'a parameter out of range',
      'scenario: baseline\nset: { vaultShare: 140 }\n',
      ['mine.yaml:2:20 set.vaultShare'],
    ],
    ['an amount without quotes', 'scenario: baseline\nset:\n  backing: 30\n', ['mine.yaml:3:12 set.backing']],
    [
      'a decimal without quotes',
      'scenario: baseline\nset:\n  powerPrice: 0.1234567890123456789\n',
      ['mine.yaml:3:15 set.powerPrice'],
    ],
    ['an invalid choice', 'scenario: baseline\nset:\n  pool: lunch\n', ['mine.yaml:3:9 set.pool']],
    ['a list for the parameters', 'scenario: baseline\nset: [1]\n', ['mine.yaml:2:6 set']],
    ['an empty file', '', ['mine.yaml:1:1 (file)']],
    ['a list', '- baseline\n', ['mine.yaml:1:1 (file)']],
    ['a duplicate key', 'scenario: baseline\nscenario: baseline\n', ['mine.yaml:2:1 scenario']],
    [
      'a duplicate parameter',
      'scenario: baseline\nset:\n  holders: 30\n  holders: 40\n',
      ['mine.yaml:4:3 set.holders'],
    ],
    ['a tab as indentation', 'scenario: baseline\nset:\n\tholders: 30\n', ['mine.yaml:3:1 (file)']],
    ['an unclosed bracket', 'scenario: [baseline\n', ['mine.yaml:2:1 (file)']],
    ['two documents', 'scenario: baseline\n---\nscenario: baseline\n', ['mine.yaml:2:1 (file)']],
    ['an alias', 'scenario: &name baseline\nseed: *name\n', ['mine.yaml:2:7 (file)']],
    ['binary data', '\u0000\u0001', ['mine.yaml:1:1 (file)']],
    ['a key that is a number', 'scenario: baseline\nset:\n  7: 1\n', ['mine.yaml:3:3 set.7']],
    ['a key of Object.prototype', 'scenario: baseline\nconstructor: 1\n', ['mine.yaml:2:1 constructor']],
    ['missing values', 'scenario: baseline\ndays:\nset:\n', ['mine.yaml:2:6 days', 'mine.yaml:3:5 set']],
    [
      'numbers of the wrong kind and out of range, together',
      'scenario: baseline\nseed: -1\npath: 1.5\ndays: 0\n',
      ['mine.yaml:2:7 seed', 'mine.yaml:3:7 path', 'mine.yaml:4:7 days'],
    ],
  ])('%s', (_what, text, expected) => {
    expect(places(text)).toEqual(expected)
  })

  test('all at once, in file order', () => {
    expect(places('seed: x\nscenario: baseline\nset:\n  pool: 3\n  other: 1\ndayz: 1\n')).toEqual([
      'mine.yaml:1:7 seed',
      'mine.yaml:4:9 set.pool',
      'mine.yaml:5:3 set.other',
      'mine.yaml:6:1 dayz',
    ])
  })

  test('schema errors together with range errors, in mappings and for files', () => {
    expect(
      places(
        'scenario: baseline\nset:\n  vaultShare: 140\n  backing: 30\n  btcPrices: none.csv\n  holdres: 3\ndays: 0\n',
      ),
    ).toEqual([
      'mine.yaml:3:15 set.vaultShare',
      'mine.yaml:4:12 set.backing',
      'mine.yaml:5:14 set.btcPrices',
      'mine.yaml:6:3 set.holdres',
      'mine.yaml:7:7 days',
    ])
  })

  test('each error once, even when two checks find it', () => {
    expect(places('scenario: baseline\nset.vaultShare: 1\nset: { vaultShare: 140, holders: x }\n')).toEqual([
      'mine.yaml:2:1 set.vaultShare',
      'mine.yaml:3:20 set.vaultShare',
      'mine.yaml:3:34 set.holders',
    ])
    expect(places('scenario: baselin\nset: { vaultShare: 140 }\n')).toEqual([
      'mine.yaml:1:11 scenario',
      'mine.yaml:2:20 set.vaultShare',
    ])
  })

  test('also of a scenario that is misspelt: five mistakes, five problems', () => {
    const file = (name: string): string =>
      `scenario: ${name}\nseed: -1\ndayz: 3\nset:\n  vaultShare: 140\n  holdres: 20\n`
    const others = ['mine.yaml:2:7 seed', 'mine.yaml:3:1 dayz', 'mine.yaml:5:15 set.vaultShare']
    for (const name of ['baselin', 'nothing-like-it'])
      expect(places(file(name))).toEqual(['mine.yaml:1:11 scenario', ...others, 'mine.yaml:6:3 set.holdres'])
    expect(problems(file('baselin')).at(-1)).toContain('Did you mean "holders"?')
  })

  test('without a scenario, only what is wrong in every scenario', () => {
    expect(places('set:\n  factor: 2\n  nowhere: 1\n  vaultShare: x\n')).toEqual([
      'mine.yaml:1:1 scenario',
      'mine.yaml:3:3 set.nowhere',
      'mine.yaml:4:15 set.vaultShare',
    ])
    expect(problems('set:\n  nowhere: 1\n')[1]).toContain('expected a parameter of one of the scenarios')
  })

  test('match the how-to guide', () => {
    const guide = readFileSync(join(projectRoot, 'docs/how-to/scenario-file.md'), 'utf8')
    const [, file, said] = /\*\*Errors\*\*[^`]*`mine\.yaml`\s+```yaml\n(.*?)```.*?```\n(.*?)```/s.exec(guide)!
    const actual = problems(file!)
    const printed = said!.trimEnd().split('\n')
    expect(actual).toHaveLength(printed.length)
    // The guide abbreviates long lists with an ellipsis.
    for (const [index, line] of printed.entries()) {
      const parts = line.split(', …,')
      expect(actual[index]!.startsWith(parts[0]!)).toBe(true)
      expect(actual[index]!.endsWith(parts.at(-1)!)).toBe(true)
      if (parts.length === 1) expect(actual[index]).toBe(line)
    }
  })

  test('with the expected and the given value, as written', () => {
    const [line] = problems('scenario: baseline\nset:\n  vaultShare: 140\n')
    expect(line).toBe('mine.yaml:3:15 set.vaultShare: expected an integer from 0 to 100 (%), got 140')
  })

  test('in the lab’s format, also for errors of the YAML parser', () => {
    for (const text of [
      'scenario: baseline\nscenario: baseline\n',
      'scenario: baseline\nset:\n\tholders: 3\n',
      'scenario: baseline\n---\n',
      'scenario: [\n',
      'scenario: *missing\n',
    ])
      for (const line of problems(text)) expect(line).toMatch(/^mine\.yaml:\d+:\d+ [^:]+: expected .*, got ./)
  })

  test('with the right place of a parameter outside of set', () => {
    expect(problems('scenario: baseline\nholders: 30\n')[0]).toContain('move it under set')
    expect(problems('scenario: baseline\nholdings: 30\n')[0]).not.toContain('move it under set')
  })

  test('up to twenty, then the number of further ones', () => {
    const keys = Array.from({ length: 50 }, (_, index) => `key${index}: 1\n`)
    const actual = problems(`scenario: baseline\n${keys.join('')}`)
    expect(actual).toHaveLength(21)
    expect(actual.at(-1)).toBe('and 30 more')
  })

  test('except when the file is missing, a directory or too large', () => {
    const cwd = directory()
    mkdirSync(join(cwd, 'dir.yaml'))
    writeFileSync(join(cwd, 'huge.yaml'), `scenario: baseline\n${'# a\n'.repeat(20_000)}`)
    for (const [name, message] of [
      ['none.yaml', 'none.yaml (ENOENT)'],
      ['dir.yaml', 'dir.yaml (EISDIR)'],
      ['huge.yaml', 'huge.yaml of 80019 bytes'],
    ] as const)
      expect(() => readRequest([name], scenarios, cwd)).toThrow(message)
  })

  test('with the advice to quote decimals', () => {
    expect(problems('scenario: baseline\nset:\n  powerPrice: 0.12345678901234567\n')[0]).toContain(
      'in quotes',
    )
  })

  test('and nothing runs', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'a.yaml'), 'scenario: baseline\ndays: x\n')
    const output = await run(simulate(lab), ['a.yaml'], { cwd })
    expect(output.code).toBe(EXIT.wrongInput)
    expect(output.err).toContain('a.yaml:2:7 days: expected')
    expect(readdirSync(cwd)).toEqual(['a.yaml'])
  })

  test('also when the file is missing', async () => {
    const output = await run(simulate(lab), ['none.yaml'], { cwd: directory() })
    expect(output.code).toBe(EXIT.wrongInput)
    expect(output.err).toContain('none.yaml (ENOENT)')
  })
})

describe('the JSON Schema for editors', () => {
  test('has one form for each scenario, with all of its parameters', () => {
    const { oneOf } = JSON.parse(jsonSchemaText(scenarios)) as {
      readonly oneOf: readonly {
        readonly properties: {
          readonly scenario: { readonly const: string }
          readonly set: { readonly properties: object }
        }
      }[]
    }
    expect(
      oneOf.map(({ properties }) => [properties.scenario.const, Object.keys(properties.set.properties)]),
    ).toEqual(scenarios.map(({ name, parameters }) => [name, parameters.map((parameter) => parameter.name)]))
  })

  test('changes with a parameter', () => {
    const [first, ...others] = scenarios
    const { parameters } = first!
    const renamed = {
      ...first!,
      parameters: [{ ...parameters[0]!, name: 'another' }, ...parameters.slice(1)],
    }
    expect(jsonSchemaText([renamed, ...others])).not.toBe(jsonSchemaText(scenarios))
  })

  const folder = join(projectRoot, 'docs/examples')
  const examples = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

  test.each(examples)('%s names it and is valid', (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../../dist/scenario.schema.json')
    expect(fileSchema(scenarios).safeParse(parse(text)).success).toBe(true)
    expect(problems(text)).toEqual([])
  })
})
