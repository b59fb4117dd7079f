/**
 * The suite in a project of its own, run by a child: what passes, and what the messages of failures hold.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { importItf } from '../../src/lockstep/export/itf/read.ts'
import { replayCase } from '../../src/lockstep/export/replay-case.ts'
import { BACKING_NEVER_FALLS } from '../../src/lockstep/mutation/canaries.ts'
import { supplyWithinCap } from '../../src/model/invariants/conservation.ts'
import { DuplicateInvariant, InvalidSuite, lockstepSuite } from '../../src/vitest/suite.ts'
import { writtenTo } from '../lockstep/export/failures.ts'

interface Run {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const SOURCE = `
import { lockstepSuite } from '${projectRoot}/src/vitest/index.ts'
import { changedBuild } from '${projectRoot}/src/evm/index.ts'
import { BACKING_NEVER_FALLS } from '${projectRoot}/src/lockstep/mutation/canaries.ts'
import { supplyWithinCap } from '${projectRoot}/src/model/invariants/conservation.ts'

lockstepSuite({
  build: () => changedBuild('no check', { edits: [{
    purpose: 'test', source: 'contracts/Master.sol',
    find: 'if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();', replace: '',
  }] }),
  invariants: [supplyWithinCap, BACKING_NEVER_FALLS],
  sequences: 60,
  seed: 5,
})
`

function run(place: string): Run['testResults'][number]['assertionResults'] {
  const program = join(projectRoot, 'node_modules/vitest/vitest.mjs')
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'run', '--root', place, '--reporter=json'],
    {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, VITEST: undefined },
    },
  )
  if (!stdout.includes('{')) throw new Error(`expected results in JSON, got ${stdout}${stderr}`)
  return (JSON.parse(stdout.slice(stdout.indexOf('{'))) as Run).testResults[0]!.assertionResults
}

describe('a lockstep suite', () => {
  it('has a test for agreement and one for each invariant; a failure tells its story and writes its case', () => {
    const place = writtenTo('suite', [
      { path: 'some.test.ts', text: SOURCE },
      { path: 'vitest.config.mjs', text: 'export default {}\n' },
    ])
    const results = run(place)
    expect(results.map(({ title, status }) => [title, status])).toEqual([
      ['model and contracts agree', 'failed'],
      [`${supplyWithinCap.name}: ${supplyWithinCap.statement}`, 'passed'],
      [`${BACKING_NEVER_FALLS.name}: ${BACKING_NEVER_FALLS.statement}`, 'failed'],
    ])
    const [agreement, , backing] = results.map(({ failureMessages }) => failureMessages[0])
    expect(agreement).toMatch(/[12]\. Payer pays/)
    expect(agreement).toContain("seed: 5, path: '")
    expect(backing).toContain('redeems')

    const [file] = /\S+trace\.itf\.json/.exec(agreement!)!
    expect(file).toBe(join(place, 'counterexamples/agreement/trace.itf.json'))
    const { deployment, actions } = importItf(readFileSync(file, 'utf8'))
    expect(replayCase(deployment, actions)).toBeUndefined()
    expect(existsSync(join(place, 'counterexamples/agreement/foundry/test/Counterexample.t.sol'))).toBe(true)

    const [broken] = /\S+trace\.itf\.json/.exec(backing!)!
    const itf = importItf(readFileSync(broken, 'utf8'))
    const about = { invariants: [BACKING_NEVER_FALLS] }
    expect(replayCase(itf.deployment, itf.actions, about)?.about).toBe(itf.about)
    rmSync(place, { recursive: true })
  })

  it('wants different names for its invariants', () => {
    expect(() => lockstepSuite({ invariants: [supplyWithinCap, supplyWithinCap] })).toThrow(
      DuplicateInvariant,
    )
  })

  it.each([
    [{ sequences: 0 }, 'a whole number from 1 for sequences in lockstepSuite, got 0'],
    [{ sequences: Number.NaN }, 'got NaN'],
    [{ maxActions: -1 }, 'a whole number from 1 for maxActions'],
    [{ timeout: 0 }, 'a whole number from 1 for timeout'],
    [{ seed: 1.5 }, 'a whole number for seed in lockstepSuite, got 1.5'],
    [{ agreement: false }, 'an invariant where agreement is false'],
  ])('of nothing is an error: %o', (options, message) => {
    expect(() => lockstepSuite(options)).toThrow(InvalidSuite)
    expect(() => lockstepSuite(options)).toThrow(message)
  })
})
