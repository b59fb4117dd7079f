/**
 * Verify here: the script of the worker replays a run without Node and EthereumJS, and finds a changed
 * contract.
 */
import { describe, expect, test } from 'vitest'
import { projectBuild } from '../../src/evm/build.ts'
import { CONTRACTS_LICENCE, explorerDocument } from '../../src/explorer/document.ts'
import { openEngine } from '../../src/explorer/engine/engine.ts'
import { explorerContracts } from '../../src/explorer/verify/contracts.ts'
import { input } from '../report/fixture.ts'
import { dearer, scripts, verified } from './verifier.ts'

const { versions } = input()
const contracts = explorerContracts()
const engine = openEngine(versions)
const experiment = { scenario: 'baseline', seed: '1', path: 0, days: 2, set: {} }
const { runs } = engine.recorded(experiment)

describe('the worker', () => {
  test('is without EthereumJS and modules of Node', () => {
    expect(scripts.verifier).not.toMatch(/from\s*["']|import\(|require\(/)
    // A message of an error names it; its packages and what they export are not there.
    expect(scripts.verifier).not.toMatch(/@ethereumjs|SimpleStateManager|getActivePrecompiles/)
    expect(scripts.verifier.length).toBeLessThan(200_000)
  })

  test('replays a run with its progress, and its seal says that EthereumJS took no part', async () => {
    const said = await verified({ runs, contracts: JSON.stringify({ build: contracts.build }) })
    const { length } = runs[0]!.actions
    expect(said.slice(0, -1)).toEqual(
      Array.from({ length: Math.floor(length / 50) }, (_, index) => ({ done: 50 * (index + 1), of: length })),
    )
    const [last] = said.slice(-1)
    expect(last).toEqual({
      verification: { actions: length, divergences: 0, answers: expect.any(Number), messages: 0 },
    })
    const { verification } = last as Extract<typeof last, { verification: unknown }>
    expect(verification.answers).toBeGreaterThan(10_000)
    expect(engine.seal({ verification, language: 'en' })).toMatch(
      /^<p class="seal good">.*; EthereumJS took no part\.<\/p>$/,
    )
    expect(engine.seal({ verification, language: 'es' })).toContain('EthereumJS no participó.')
  })

  test('ends at the first divergence of a changed contract, with a red seal and its story', async () => {
    const changed = JSON.stringify({ build: dearer(contracts).build })
    const [last] = (await verified({ runs, contracts: changed })).slice(-1)
    const { verification } = last as Extract<typeof last, { verification: unknown }>
    expect(verification.divergences).toBe(1)
    expect(verification.actions).toBeLessThan(runs[0]!.actions.length)
    expect(verification.first).toMatch(/swap/i)
    expect(engine.seal({ verification, language: 'en' })).toMatch(/^<div class="seal bad">.*<pre/s)
  })

  test('says why it cannot replay', async () => {
    const said = await verified({ runs, contracts: '{}' })
    expect(said).toEqual([{ failed: expect.stringContaining('Error: ') }])
  })
})

describe('the page', () => {
  const made = { ...scripts, versions, plotly: '' }

  test('has contracts, licence and source only if they are given', () => {
    const plain = explorerDocument(made)
    // Not toMatch: a failure would print the page.
    expect(/id="(?:verifier|contracts|source)"|GPL-3/.test(plain)).toBe(false)
    const full = explorerDocument({ ...made, contracts })
    for (const id of ['verifier', 'contracts', 'source']) expect(full.includes(`id="${id}"`)).toBe(true)
    expect(full.includes(`<meta name="license" content="${CONTRACTS_LICENCE}">`)).toBe(true)
    expect(full.length - plain.length).toBeLessThan(200_000)
  })

  test('has the creation code of all contracts, and nothing else of them', () => {
    const { outside, ...own } = projectBuild()
    const given = contracts.build
    for (const role of ['amt', 'liqAmt', 'burnVault', 'master', 'market', 'distributor'] as const)
      expect(given[role].bytecode).toBe(own[role].bytecode)
    for (const name of ['btcb', 'usdt', 'factory', 'pair', 'router'] as const)
      expect(given.outside[name].bytecode).toBe(outside[name].bytecode)
    expect(JSON.stringify(given)).not.toContain('storageLayout')
  })
})
