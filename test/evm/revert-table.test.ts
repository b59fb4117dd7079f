import { expect, it } from 'vitest'
import { changedBuild, type Build } from '../../src/evm/build.ts'
import { Chain } from '../../src/evm/chain.ts'
import { call } from '../../src/lockstep/generate/context.ts'

/** The project's contracts with two reasons in other words: a string, and another custom error. */
const reworded = changedBuild('reworded', {
  edits: [
    {
      purpose: 'a string for NotPayer',
      source: 'contracts/Master.sol',
      find: 'if (msg.sender != payerWallet) revert NotPayer();',
      replace: 'require(msg.sender == payerWallet, "only the payer");',
    },
    {
      purpose: 'another error for PaymentTooSmall',
      source: 'contracts/Master.sol',
      find: 'if (amountBtcb <= PAYMENT_FLOOR) revert PaymentTooSmall();',
      replace: 'if (amountBtcb <= PAYMENT_FLOOR) revert BadRange();',
    },
  ],
})

function revertsOf(build: Build): readonly unknown[] {
  const chain = new Chain({ build, amtSorts: 'below', start: 5n })
  return (['alice', 'payer'] as const).map((by) =>
    chain.apply(call(by, 'master.payRent', { amountBtcb: 7n, vaultParticipation: 0n })),
  )
}

it("translates a build's own revert strings and errors by the build's table", () => {
  expect(revertsOf(reworded)).toEqual([
    { ok: false, revert: 'Error("only the payer")' },
    { ok: false, revert: 'BadRange' },
  ])
  const reverts = { 'only the payer': 'NotPayer', BadRange: 'PaymentTooSmall' }
  expect(revertsOf({ ...reworded, reverts })).toEqual([
    { ok: false, revert: 'NotPayer' },
    { ok: false, revert: 'PaymentTooSmall' },
  ])
})
