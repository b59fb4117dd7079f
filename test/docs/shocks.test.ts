/**
 * The page on shocks: its table of the library equals the data, and its table of results what the command
 * finds.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stress } from '../../src/cli/commands/stress.ts'
import { lab } from '../../src/cli/lab.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { dayOf } from '../../src/sim/process/history-csv.ts'
import type { Path, Shock } from '../../src/sim/stress/shock.ts'
import { SHOCKS } from '../../src/sim/stress/shocks.ts'
import { directory, run } from '../cli/harness.ts'

const PAGE = readFileSync(join(projectRoot, 'docs/explanation/shocks.md'), 'utf8')

/** Cells of the page's tables, by the name in the first column; tables in order. */
const tables: readonly ReadonlyMap<string, readonly string[]>[] = PAGE.split('\n\n')
  .filter((block) => block.startsWith('|'))
  .map((block) => {
    const rows = block.trim().split('\n').slice(2)
    const cells = rows.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    )
    return new Map(cells.map(([name = '', ...more]) => [name, more]))
  })

const lowestOf = (path: Path): string => Math.min(...path.map(([, value]) => Number(value))).toFixed(3)

describe('the page on shocks', () => {
  test.each(SHOCKS.map((shock) => [shock.name, shock as Shock] as const))('describes %s', (name, shock) => {
    const [, from, days, btc, difficulty] = tables[0]!.get(name)!
    expect(new Date(`${from} UTC`).toISOString().slice(0, 10)).toBe(shock.from)
    expect(Number(days)).toBe(dayOf(shock.to)! - dayOf(shock.from)!)
    expect(btc!.split(' ')[0]).toBe(lowestOf(shock.btc!))
    expect(difficulty).toBe(shock.difficulty === undefined ? 'not recorded' : lowestOf(shock.difficulty))
  })

  test('has results of every scenario for every shock', () => {
    expect([...tables[1]!.keys()]).toEqual(lab.scenarios.map(({ name }) => name))
    for (const row of tables[1]!.values()) expect(row).toHaveLength(1 + SHOCKS.length)
  })

  test('states what the command finds', async () => {
    const { out } = await run(stress(lab), ['bank-run'], { cwd: directory() })
    const found = /^ +bank-run +(.*)$/m.exec(out)![1]!
    const [metric, ...changes] = tables[1]!.get('bank-run')!
    const bankRun = lab.scenarios.find(({ name }) => name === 'bank-run')!
    expect(metric).toBe(bankRun.primary!.metric)
    expect(found).toContain(' sat/AMT ')
    expect(found.split(/ {2,}/).slice(-SHOCKS.length)).toEqual(changes)
  })
})
