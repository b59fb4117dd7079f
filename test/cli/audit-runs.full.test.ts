/**
 * The audit command as a whole: repeated, configured, stopped by time, against another build, beside other
 * files.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit } from '../../src/cli/commands/audit.ts'
import { defective } from '../audit/defects.ts'
import { written } from '../audit/formats.ts'
import { contents, directory, run } from './harness.ts'

const place = written('hardhat', defective('anybody sets the fee', 'another wording'))
afterAll(() => rmSync(place, { recursive: true }))

const budget = ['--budget', '1400', '--seed', '1']

it('gives the same JSON for the same seed and budget', async () => {
  const cwd = directory()
  const first = await run(audit(), [place, ...budget, '--json'], { cwd })
  const second = await run(audit(), [place, ...budget, '--json'], { cwd })
  expect(second.out).toBe(first.out)
  const data = JSON.parse(first.out) as { schema: number; findings: { signature: string }[] }
  expect(data.schema).toBe(2)
  expect(data.findings.length).toBeGreaterThan(1)
  expect(readFileSync(join(cwd, 'out/audit/report.md'), 'utf8')).toContain(data.findings[0]!.signature)
})

it('follows a configuration, and lists what it hides', async () => {
  const cwd = directory()
  writeFileSync(join(cwd, 'audit.yaml'), "revertCodes: { 'only the payer': NotPayer }\n")
  const { out } = await run(audit(), [place, ...budget, '--config', 'audit.yaml'], { cwd })
  expect(out).not.toContain('the chain reverts Error("only the payer")')
  expect(out).toContain('Reverts of "only the payer" count as NotPayer.')
})

it('stops a limit of time at the end of a batch, which it names', async () => {
  let time = 0
  const clock = (): number => (time += 1000)
  const { out } = await run(audit(clock), [place, '--budget', '5s'], { cwd: directory() })
  // Three seconds for the comparison, one for the chain alone, one for shrinking.
  expect(out).toContain('stopped by time after batch 2')
  expect(out).toContain('on the chain alone, watched by properties; stopped by time')
  expect(out).toMatch(/findings? not shrunk: time was over/)
})

it('says what is fixed, new and unchanged against another build', async () => {
  const other = written('foundry', defective('another wording', 'redemptions round up'))
  const cwd = directory()
  const { code, out } = await run(audit(), [place, ...budget, '--against', other, '--json'], { cwd })
  expect(code).toBe(1)
  const { against } = JSON.parse(out) as { against: Record<'fixed' | 'added' | 'unchanged', string[]> }
  expect(against.added).toContain('market.setFee: the model reverts NotOwner, the chain does it')
  expect(against.fixed).toContain('burnVault.backingWithdraw: then btcb.balanceOf differs')
  expect(against.fixed).not.toContain(against.unchanged[0])
  expect(against.unchanged).toContain(
    'master.payRent: the model reverts NotPayer, the chain reverts Error("only the payer")',
  )
  rmSync(other, { recursive: true })
})

it('never overwrites a file that no audit wrote', async () => {
  const cwd = directory()
  writeFileSync(join(cwd, 'report.md'), 'mine')
  const { code, err } = await run(audit(), ['--budget', '300', '--out', '.'], { cwd })
  expect(code).toBe(2)
  expect(err).toMatch(/report\.md would be overwritten/)
  expect([...contents(cwd).keys()]).toEqual(['report.md'])

  rmSync(join(cwd, 'report.md'))
  writeFileSync(join(cwd, 'notes.txt'), 'mine')
  for (let times = 0; times < 2; times++)
    expect((await run(audit(), ['--budget', '300', '--out', '.'], { cwd })).code).toBe(0)
  expect(readFileSync(join(cwd, 'notes.txt'), 'utf8')).toBe('mine')
})
