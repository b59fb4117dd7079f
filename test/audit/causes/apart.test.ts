/** Whether two findings of one function have two causes. */
import { describe, expect, it } from 'vitest'
import { areApart, type Root } from '../../../src/audit/causes/apart.ts'

const root = (kind: Root['kind'], revert: string | undefined, views = '', right = ''): Root => ({
  fn: 'master.payRent',
  kind,
  revert,
  views: new Set(views.split(' ').filter((each) => each !== '')),
  right: new Set(right.split(' ').filter((each) => each !== '')),
})

const both = (one: Root, other: Root): boolean => {
  expect(areApart(other, one)).toBe(areApart(one, other))
  return areApart(one, other)
}

describe('two findings of one function are apart', () => {
  it('if a check of the caller or of an argument is wrong in one of them only', () => {
    const floor = root('permits', 'PaymentTooSmall', 'master.pays btcb.balanceOf')
    expect(both(floor, root('state', undefined, 'master.pays'))).toBe(true)
    expect(both(floor, root('permits', 'NotPayer', 'master.pays'))).toBe(true)
    expect(both(floor, root('blocks', 'Panic(0x11)'))).toBe(true)
    // The same class of check: one condition for two reasons.
    expect(both(floor, root('permits', 'ShareOutOfRange', 'master.pays'))).toBe(false)
  })

  it('if each does rightly what the other does wrongly', () => {
    const recorded = root('state', undefined, 'master.pays', 'btcb.balanceOf')
    const transferred = root('state', undefined, 'btcb.balanceOf', 'master.pays')
    expect(both(recorded, transferred)).toBe(true)
    expect(both(recorded, root('state', undefined, 'btcb.balanceOf master.pays'))).toBe(false)
  })
})

describe('two findings of one function may have one cause', () => {
  it('if a computed amount makes something revert', () => {
    const state = root('state', undefined, 'btcb.balanceOf')
    for (const revert of ['Panic(0x11)', 'InsufficientBalance', 'InsufficientAllowance', 'CapExceeded'])
      expect(both(state, root('blocks', revert))).toBe(false)
  })

  it('if one amount shows in one view or in another', () => {
    // Of a vault that settles too little: what is owed, or paid, or left of a deposit.
    const owed = root('state', undefined, 'vault.owedTo', 'btcb.balanceOf vault.settledTo')
    const paid = root('state', undefined, 'btcb.balanceOf', 'vault.depositOf vault.settledTo')
    const left = root('state', undefined, 'vault.depositOf', 'vault.settledTo')
    expect([both(owed, paid), both(owed, left), both(paid, left)]).toEqual([false, false, false])
  })

  it('if nothing happens, whatever the error: it is swallowed', () => {
    expect(both(root('permits', 'SnapshotIdZero'), root('permits', 'AlreadyCharged'))).toBe(false)
  })

  it('if they are of different functions, of which nothing is known', () => {
    const other = { ...root('state', undefined, 'master.pays'), fn: 'master.charge' }
    expect(both(root('permits', 'NotPayer', 'master.pays'), other)).toBe(false)
  })
})
