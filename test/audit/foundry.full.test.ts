/**
 * Exported tests of findings. Those of Foundry, run by forge, pass on the wrong contracts and fail on the right
 * ones; those of vitest, run as `npx vitest run finding.test.ts`, fail on the wrong ones and pass on the right ones.
 */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CensusRunner, type CensusSetup } from '../../src/audit/census/runner.ts'
import { showing } from '../../src/audit/census/shrink.ts'
import { STANDARD_CONFIG } from '../../src/audit/config.ts'
import { exportFinding } from '../../src/audit/export.ts'
import type { Finding } from '../../src/audit/finding.ts'
import { NO_LOSS } from '../../src/audit/severity.ts'
import { projectBuild, type Build } from '../../src/evm/build.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import type { ExportedFile } from '../../src/lockstep/export/failure-case.ts'
import { peopleIn } from '../../src/lockstep/compare/run-sequence.ts'
import { call } from '../../src/lockstep/generate/context.ts'
import type { Action } from '../../src/model/interface/action.ts'
import { canRun, forge, inFolder } from '../lockstep/export/forge.ts'
import { writtenTo } from '../lockstep/export/failures.ts'
import { reworded, WRONG_BUILDS } from './builds/index.ts'
import { buildOf } from './builds/wrong-build.ts'

/** What the chain does, blocks, returns and stores, and a reason that no table knows. */
const CASES: readonly {
  readonly name: string
  readonly build: Build
  readonly actions: readonly Action[]
}[] = [
  ...WRONG_BUILDS.filter(({ fn }) =>
    ['market.buy', 'master.removeLiquidity', 'stakingVault.deposit', 'master.charge'].includes(fn),
  ).map((wrong) => ({ name: wrong.name, build: buildOf(wrong), actions: wrong.trigger })),
  {
    name: 'wording',
    build: reworded(),
    actions: [call('alice', 'master.payRent', { amountBtcb: 1n, vaultParticipation: 0n })],
  },
]

/** The finding that the last action of a list shows. */
function findingOf(setup: CensusSetup, actions: readonly Action[]): Finding {
  const runner = new CensusRunner(setup, 'below', peopleIn(actions))
  const [difference] = actions.flatMap((action) => runner.step(action).differences)
  const { signature, kind } = difference!
  const shown = showing(setup, 'below', actions, signature)!
  return {
    rank: 1,
    signature,
    severity: 'state',
    kind,
    actor: 'alice',
    needsPrivilege: false,
    shown,
    isShrunk: true,
    loss: NO_LOSS,
    effects: [],
    worst: { weight: 0, effects: [] },
    count: 1,
    foundAfter: 1,
  }
}

function foundry(finding: Finding, build: Build): readonly ExportedFile[] {
  return exportFinding(finding, build, STANDARD_CONFIG, 'npm run audit').flatMap(({ path, text }) =>
    path.startsWith('foundry/') ? [{ path: path.slice('foundry/'.length), text }] : [],
  )
}

describe.skipIf(!canRun)('a Foundry test of a finding', () => {
  it('passes on the wrong contracts and fails on the right ones', { timeout: 600_000 }, () => {
    const files: ExportedFile[] = []
    for (const [index, { build, actions }] of CASES.entries()) {
      const finding = findingOf({ build }, actions)
      const wrong = foundry(finding, build)
      const bytecode = foundry(finding, projectBuild()).find(({ path }) => path === 'test/Bytecode.sol')!
      const right = wrong.map((file) => (file.path === bytecode.path ? bytecode : file))
      files.push(...inFolder(`${index}/wrong`, wrong), ...inFolder(`${index}/right`, right))
    }
    const place = writtenTo('audit-foundry', files)
    const run = forge(place)
    const statuses = CASES.map(({ name }, index) => [
      name,
      ...(['wrong', 'right'] as const).map(
        (which) =>
          run[`test/${index}/${which}/Counterexample.t.sol:CounterexampleTest`]?.test_results[
            'test_contractsShowTheDifference()'
          ]?.status,
      ),
    ])
    expect(statuses).toEqual(CASES.map(({ name }) => [name, 'Success', 'Failure']))
    rmSync(place, { recursive: true })
  })
})

describe('a vitest test of a finding', () => {
  it('fails as long as it shows, and passes on the right contracts', { timeout: 240_000 }, () => {
    const { build, actions } = CASES[0]!
    const finding = findingOf({ build }, actions)
    const exported = (folder: string, of: Build): readonly ExportedFile[] =>
      exportFinding(finding, of, STANDARD_CONFIG, 'npm run audit')
        .filter(({ path }) => !path.startsWith('foundry/'))
        .map(({ path, text }) => ({
          path: `${folder}/${path}`,
          text: text.replaceAll(
            /'amt-lab\/(\w+)'/g,
            (_all, part: string) => `'${join(projectRoot, 'src', part, 'index.ts')}'`,
          ),
        }))
    const place = writtenTo('audit-vitest', [
      ...exported('wrong', build),
      ...exported('right', projectBuild()),
    ])
    writeFileSync(join(place, 'vitest.config.mjs'), 'export default {}\n')
    const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
    const statusOf = (which: string): number | null =>
      spawnSync(process.execPath, [vitest, 'run', '--root', place, `${which}/finding.test.ts`], {
        cwd: place,
      }).status
    expect([statusOf('wrong'), statusOf('right')]).toEqual([1, 0])
    rmSync(place, { recursive: true })
  })
})
