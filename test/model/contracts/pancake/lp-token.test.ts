import { expect, test } from 'vitest'
import { begin } from '../../../../src/model/state/economy-state.ts'
import { MathAddOverflow } from '../../../../src/model/contracts/pancake/ds-math.ts'
import { mintShares } from '../../../../src/model/contracts/pancake/lp-token.ts'
import { modelWorldOf, UINT256_MAX } from '../../../support/model-world.ts'
import { LIQUID, withMore } from './pool-states.ts'

test('a mint raises the supply of shares to the largest uint256, and not above', () => {
  const held = LIQUID.tokens.pair.ledger.supply
  const step = begin(withMore(LIQUID, 'pair', 'bruno', UINT256_MAX - held - 5n))
  expect(() => mintShares(step, 'pair', 'alice', 6n)).toThrow(MathAddOverflow)
  expect(step.events).toEqual([])
  mintShares(step, 'pair', 'alice', 5n)
  expect(step.state.tokens.pair.ledger.supply).toBe(UINT256_MAX)
})

test('shares are moved, approved and spent by whoever may, for anyone', () => {
  const world = modelWorldOf(LIQUID)
  const done = (events: readonly unknown[]) => ({ ok: true, returned: true, events })
  expect(world.ok('bruno', 'pair.approve', { spender: 'carmen', amount: 5n })).toEqual(
    done([{ on: 'pair', name: 'Approval', args: ['bruno', 'carmen', 5n] }]),
  )
  const take = { from: 'bruno', to: 'alice', amount: 3n }
  expect(world.ok('carmen', 'pair.transferFrom', take)).toEqual(
    done([{ on: 'pair', name: 'Transfer', args: ['bruno', 'alice', 3n] }]),
  )
  expect(world.ask('pair', 'allowance', 'bruno', 'carmen')).toBe(2n)
  expect(world.ask('pair', 'allowance', 'bruno', 'alice')).toBe(0n)
  expect(world.ok('alice', 'pair.transfer', { to: 'zero', amount: 3n })).toEqual(
    done([{ on: 'pair', name: 'Transfer', args: ['alice', 'zero', 3n] }]),
  )
  expect(world.revert('carmen', 'pair.transferFrom', take)).toBe('MathSubUnderflow')
})
