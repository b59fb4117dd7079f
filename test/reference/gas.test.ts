/** Exact gas of each function, and code size of each contract: checks `docs/reference/gas.md`. */
import { describe, expect, it } from 'vitest'
import { changedProjectArtifacts, projectArtifacts } from '../../src/evm/compile/project.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { MAX_CODE } from '../../src/evm/machine/gas.ts'
import { claimCosts, measurements, simpleCalls, type ClaimCost } from './gas-situations.ts'
import { fit, gasPage, sizesOf } from './gas-page.ts'
import { expectPage } from './page.ts'
import { PLACES, roleList, type Entry } from './role-list.ts'

/** Functions of users and of roles, without those of ownership and those that only Master calls. */
const wanted = roleList.filter(
  ({ contract, fn, who }) => contract in PLACES && who !== 'Master' && !fn.includes('Ownership'),
)
const placeOf = ({ contract, fn }: Entry): string => `${PLACES[contract]}.${fn.slice(0, fn.indexOf('('))}`

// `chargeFromTo` has its own table.
const situations = measurements()
const covered = ['master.chargeFromTo', ...situations.map(({ fn }) => fn)]
const measured = [...situations, ...simpleCalls(wanted.filter((entry) => !covered.includes(placeOf(entry))))]
const costs = claimCosts()

describe('gas', () => {
  it('equals the page', () => {
    expectPage('gas.md', gasPage(measured, costs, projectArtifacts()))
  })

  it('is measured for every function but those of ownership and those that only Master calls', () => {
    const known = ['master.chargeFromTo', ...measured.map(({ fn }) => fn)]
    expect(wanted.map(placeOf).filter((fn) => !known.includes(fn))).toEqual([])
  })

  it('of a function without a situation is that of a call with simple arguments', () => {
    const setFee = roleList.filter((entry) => placeOf(entry) === 'market.setFee')
    const [simple] = simpleCalls(setFee)
    const [of] = situations.filter(({ fn }) => fn === 'market.setFee')
    expect(simple).toEqual({ ...of!, situation: 'simple arguments', gas: expect.any(BigInt) })
  })

  it('of claiming is linear in the number of payments, within 3%', () => {
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

  it('exceed the limit with added ballast', () => {
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
