import { expect, test } from 'vitest'
import type { Action } from '../../../src/model/interface/action.ts'
import { UnknownFunction } from '../../../src/model/interface/functions.ts'
import { apply } from '../../../src/model/economy.ts'
import { deployedWorld } from '../../support/model-world.ts'

test.each(['amt.teleport', 'nothing.transfer', '__proto__.toString'])(
  'applying the unknown function "%s" throws an error that names it',
  (name) => {
    const { economy } = deployedWorld()
    const unknown = { by: 'alice', call: name, args: {} } as unknown as Action
    expect(() => apply(economy, unknown)).toThrow(UnknownFunction)
    expect(() => apply(economy, unknown)).toThrow(`"${name}"`)
  },
)
