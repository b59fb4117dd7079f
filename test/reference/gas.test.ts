/** What each function costs, to the last unit of gas, and how long each contract is: `docs/reference/gas.md` says so. */
import { describe, expect, it } from 'vitest'
import { changedProjectArtifacts, projectArtifacts } from '../../src/evm/compile/project.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { MAX_CODE } from '../../src/evm/machine/gas.ts'
import { claimCosts, measurements, type ClaimCost } from './gas-situations.ts'
import { fit, gasPage, sizesOf } from './gas-page.ts'
import { expectPage } from './page.ts'
import { roleList } from './role-list.ts'

const measured = measurements()
const costs = claimCosts()

describe('gas', () => {
  it('is what the page says', () => {
    expectPage('gas.md', gasPage(measured, costs, projectArtifacts()))
  })

  it('is measured for every function that anyone may call', () => {
    const places: Readonly<Record<string, string>> = {
      AutoMiningToken: 'amt',
      LiquidityToken: 'liqAmt',
      Master: 'master',
      LiquidityLocker: 'locker',
      BurnVault: 'burnVault',
      Market: 'market',
      StakingVault: 'stakingVault',
      BuyBackVault: 'buyBackVault',
      ResetDistributor: 'distributor',
    }
    // It has its own table.
    const elsewhere = ['master.chargeFromTo']
    const wanted = roleList
      .filter(({ contract, who }) => contract in places && who === 'anyone')
      .map(({ contract, fn }) => `${places[contract]}.${fn.slice(0, fn.indexOf('('))}`)
    const known = [...measured.map(({ fn }) => fn), ...elsewhere]
    expect(wanted.filter((fn) => !known.includes(fn))).toEqual([])
  })

  it('of claiming grows by a constant for each payment, within 3%', () => {
    for (const column of ['first', 'later'] as const satisfies readonly (keyof ClaimCost)[]) {
      const { g0, g1 } = fit(costs.map((cost) => [cost.n, Number(cost[column])]))
      for (const cost of costs) {
        expect(Math.abs(g0 + g1 * cost.n - Number(cost[column]))).toBeLessThan(0.03 * Number(cost[column]))
      }
    }
  })
})

describe('contract sizes', () => {
  const tooLong = (artifacts: readonly Artifact[]): string[] =>
    sizesOf(artifacts).flatMap(([contract, size]) => (size >= MAX_CODE ? [contract] : []))

  it('are below the limit of EIP-170', () => {
    expect(tooLong(projectArtifacts())).toEqual([])
  })

  it('are found too long when they are', () => {
    const ballast = 'ab'.repeat(MAX_CODE)
    const artifacts = changedProjectArtifacts({
      edits: [
        {
          purpose: 'ballast',
          source: 'contracts/BurnVault.sol',
          find: '    /// @inheritdoc IBurnVault\n',
          replace: `    function ballast() external pure returns (bytes memory) { return hex"${ballast}"; }\n    /// @inheritdoc IBurnVault\n`,
        },
      ],
    })
    expect(tooLong(artifacts)).toEqual(['BurnVault'])
  })
})
