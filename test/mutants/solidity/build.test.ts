import { describe, expect, it } from 'vitest'
import { readProject } from '../../../src/evm/compile/sources.ts'
import type { GeneratedMutant } from '../../../src/mutants/generated-mutant.ts'
import { mutantsOf } from '../../../src/mutants/generated-mutant.ts'
import { MutantBuilder } from '../../../src/mutants/solidity/build.ts'

const VAULT = 'contracts/BurnVault.sol'
const builder = new MutantBuilder()

/** A mutant of a source that replaces a text which occurs once. */
function mutant(find: string, after: string, source = VAULT): GeneratedMutant {
  const text = readProject(source)!
  const start = text.indexOf(find)
  const proposal = { unit: 'BurnVault', operator: 'test', start, end: start + find.length, after }
  return mutantsOf('contracts', source, text, [proposal])[0]!
}

describe('the build of a mutant', () => {
  it('is discarded when solc rejects the source', () => {
    expect(builder.build(mutant('supply == 0', 'supply == nothing'))).toBe('invalid')
  })

  it('is discarded when the code without metadata is the same', () => {
    expect(builder.build(mutant('in proportion', 'pro rata'))).toBe('same-code')
  })

  it('changes only the contract of the mutant', () => {
    const built = builder.build(mutant('payout > 0', 'payout > 1'))
    if (typeof built === 'string') throw new Error(built)
    const unchanged = builder.build(mutant('supply == 0', 'supply == 1'))
    if (typeof unchanged === 'string') throw new Error(unchanged)
    expect(built.build.burnVault.deployedBytecode).not.toBe(unchanged.build.burnVault.deployedBytecode)
    expect(built.build.master).toBe(unchanged.build.master)
  })

  it('has equal code hashes for two texts with the same code, and others for other code', () => {
    const hashOf = (find: string, after: string): string => {
      const built = builder.build(mutant(find, after))
      if (typeof built === 'string') throw new Error(built)
      return built.codeHash
    }
    expect(hashOf('payout > 0', 'payout > 1')).toBe(hashOf('payout > 0', 'payout > uint256(1)'))
    expect(hashOf('payout > 0', 'payout > 1')).not.toBe(hashOf('payout > 0', 'payout > 2'))
  })

  it('sees a change inside of a contract that another one creates', () => {
    const built = builder.build(mutant('balance > 0', 'balance > 1', 'contracts/LiquidityLocker.sol'))
    expect(built).toHaveProperty('codeHash')
  })

  it('finds the pairs of a changed PancakeSwap by the changed hash', () => {
    const source = '@uniswap/v2-core/contracts/libraries/SafeMath.sol'
    const built = builder.build(mutant('(z = x + y) >= x', '(z = x + y) > x', source))
    if (typeof built === 'string') throw new Error(built)
    const original = builder.build(mutant('payout > 0', 'payout > 1'))
    if (typeof original === 'string') throw new Error(original)
    expect(built.build.outside.pair.bytecode).not.toBe(original.build.outside.pair.bytecode)
    expect(built.build.outside.router.bytecode).not.toBe(original.build.outside.router.bytecode)
  })
})
