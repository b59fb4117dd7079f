/** The audit command: exit codes, files, acceptance, and a case that is played alone. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit } from '../../src/cli/commands/audit.ts'
import { defective } from '../audit/defects.ts'
import { written } from '../audit/formats.ts'
import { contents, directory, run } from './harness.ts'

const place = written('hardhat', defective('anybody sets the fee', 'another wording'))
afterAll(() => rmSync(place, { recursive: true }))

const budget = ['--budget', '1400', '--seed', '1']

it('reports differences, exits 1, and repeats each alone', async () => {
  const cwd = directory()
  const { code, out } = await run(audit(), [place, ...budget], { cwd })
  expect(code).toBe(1)
  expect(out).toContain('permits       market.setFee: the model reverts NotOwner, the chain does it')
  expect(out).toContain('master: Master, as published')
  const files = contents(join(cwd, 'out/audit'))
  for (const name of [
    'audit.json',
    'report.html',
    'report.md',
    'accept-draft.yaml',
    'findings/01/case.json',
    'findings/01/foundry/test/Counterexample.t.sol',
  ])
    expect([...files.keys()]).toContain(name)

  const page = files.get('report.html')!
  expect(page).toContain('<code>market.setFee: the model reverts NotOwner, the chain does it</code>')
  expect(page).toMatch(/<ol class="steps">\n<li>.*setFee.*<\/li>/s)
  expect(page).toContain('href="findings/01/story.txt"')
  expect(page).not.toContain('id="plotly"')

  expect(page).toContain('schema 2.')
  expect(files.get('report.md')).toContain('\nSchema 2.\n')
  const sarif = JSON.parse(files.get('audit.sarif')!) as {
    version: string
    runs: {
      properties: { schema: number }
      tool: { driver: { rules: { id: string }[] } }
      results: { ruleId: string; ruleIndex: number; level: string }[]
    }[]
  }
  expect(sarif.version).toBe('2.1.0')
  const [{ tool, results, properties }] = sarif.runs as [(typeof sarif.runs)[0]]
  expect(properties.schema).toBe(2)
  expect(results[0]).toMatchObject({ ruleId: 'permits', level: 'error' })
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId)

  const played = await run(audit(), [place, '--case', 'out/audit/findings/01/case.json'], { cwd })
  expect(played.code).toBe(1)
  expect(played.out).toContain('It shows: market.setFee')
  const sound = await run(audit(), ['--case', 'out/audit/findings/01/case.json'], { cwd })
  expect(sound.code).toBe(0)
  expect(sound.out).toContain('No difference.')

  // All accepted but for the reasons, which somebody must write.
  const draft = files.get('accept-draft.yaml')!
  writeFileSync(
    join(cwd, 'accepted.yaml'),
    `${draft.replaceAll('""', 'known')}- signature: gone\n  reason: old\n`,
  )
  const again = await run(audit(), [place, ...budget, '--accept', 'accepted.yaml'], { cwd })
  expect(again.code).toBe(0)
  expect(again.out).toContain(`npm run audit -- ${place} --budget 1400 --seed 1 --accept accepted.yaml`)
  expect(again.out).toContain('No finding, ')
  expect(again.out).toContain('Accepted, but not found\n  gone')
  // The folders of the earlier findings are gone.
  expect([...contents(join(cwd, 'out/audit')).keys()].toSorted()).toEqual([
    'audit.json',
    'audit.sarif',
    'card.json',
    'report.html',
    'report.md',
  ])
})

it("finds nothing in the project's own contracts", async () => {
  const { code, out } = await run(audit(), ['--budget', '600'], { cwd: directory() })
  expect(code).toBe(0)
  expect(out).toContain('No finding.')
})

it('rejects wrong input with exit code 2', async () => {
  const cwd = directory()
  const wrong = async (...argv: readonly string[]): Promise<string> => {
    const { code, err } = await run(audit(), argv, { cwd })
    expect(code).toBe(2)
    return err
  }
  expect(await wrong('nowhere')).toContain('got nothing there')
  expect(await wrong(place, 'other')).toContain('one directory')
  expect(await wrong(place, '--budget', 'much')).toContain('--budget')
  expect(await wrong(place, '--map', 'Mastre=X')).toContain('Did you mean')
  expect(await wrong(place, '--map', 'Master=X')).toContain('there are:')
  expect(await wrong(place, '--config', 'nothing.yaml')).toContain('ENOENT')
  expect(await wrong('--map', 'master=X')).toContain('a build for --map; got no DIR')
  // Plans: a role that there is not, arguments and functions that the contracts do not have.
  const planned = (steps: string): Promise<string> => {
    writeFileSync(join(cwd, 'plan.yaml'), `deploy: [{ create: amt }, ${steps}]\n`)
    return wrong(place, '--config', 'plan.yaml')
  }
  expect(await planned('{ create: token }')).toMatch(/^plan\.yaml:1: deploy\.1: expected \{ create: ROLE/m)
  expect(await planned('{ create: liqAmt, args: [7] }')).toContain(
    'step 2, create liqAmt: the constructor of LiquidityToken: expected 0 values, got 1',
  )
  expect(await planned('{ call: amt.transferOwnership, args: [bob] }')).toContain(
    'step 2, call amt.transferOwnership: AutoMiningToken.transferOwnership(address): expected a value of type',
  )
  expect(await planned('{ call: amt.initialise }')).toContain('AutoMiningToken has no function initialise')
  writeFileSync(join(cwd, 'case.json'), '{}')
  expect(await wrong(place, '--case', 'case.json')).toContain('expected a case')
  rmSync(join(place, 'contracts/Master.sol'), { recursive: true })
  expect(await wrong(place)).toMatch(
    /^not this system: no contract has the published functions of master; [^.]*$/,
  )
})
