import { expect, it } from 'vitest'
import { projectBuild } from '../../src/evm/build.ts'
import { Chain } from '../../src/evm/chain.ts'
import type { View } from '../../src/model/surface/observation.ts'

const chain = new Chain({ build: projectBuild(), amtSorts: 'below', start: 0n })
const view = (id: bigint): View => ({ on: 'amt', fn: 'balanceOfAt', args: ['alice', id] })

it('interns equal views as one object, and no others', () => {
  expect(chain.interned(view(1n))).toBe(chain.interned(view(1n)))
  expect(chain.interned(view(2n))).not.toBe(chain.interned(view(1n)))
  expect(chain.interned({ ...view(1n), on: 'liqAmt' })).not.toBe(chain.interned(view(1n)))
  expect(chain.interned({ on: 'amt', fn: 'balanceOf', args: ['alice'] })).toEqual({
    on: 'amt',
    fn: 'balanceOf',
    args: ['alice'],
  })
})
