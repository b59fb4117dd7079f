import { expect, it } from 'vitest'
import { call } from '../../../src/lockstep/generate/context.ts'
import { amountText, sentence, story } from '../../../src/lockstep/report/story.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { amt, btcb } from '../../../src/model/kernel/units.ts'

it('tells a finding as numbered sentences that end with what the sides say', () => {
  const actions = [
    call('owner', 'master.mintMaster', { account: 'alice', amount: amt('1000') }),
    call('payer', 'master.payRent', { amountBtcb: btcb('0.5'), vaultParticipation: 20n }),
    { wait: 172_800n },
    call('alice', 'master.charge', { snapId: 1n }),
  ]
  const done = { ok: true, returned: undefined, events: [] } as const
  const text = story(
    {
      actions,
      divergence: {
        kind: 'outcome',
        model: { ok: true, returned: 7n, events: [] },
        chain: { ok: false, revert: 'AlreadyCharged' },
      },
    },
    [done, { ok: false, revert: 'InsufficientAllowance' }, done],
  )
  expect(text.split('\n')).toEqual([
    '  1. Owner mints 1000 AMT to alice',
    '  2. Payer pays 0.5 BTCB, 20% of it to the RCL (reverted: InsufficientAllowance)',
    '  3. Time passes: 2 days',
    '  4. Alice claims payment 1 as a holder',
    '     model: done; returns 7; no events',
    '     chain: reverted, AlreadyCharged',
  ])
})

it('counts small amounts in base units and calls the greatest by its name', () => {
  expect(amountText(1n, 'AMT')).toBe('1 base unit of AMT')
  expect(amountText(999n, 'AMT')).toBe('999 base units of AMT')
  expect(amountText(0n, 'AMT')).toBe('0 AMT')
  expect(amountText(UINT256_MAX, 'AMT')).toBe('2^256-1 base units of AMT')
  expect(amountText(amt('1.5') + 1n, 'AMT')).toBe('1.500000000000000001 AMT')
})

it('names the pair in what is done to it', () => {
  expect(sentence(call('alice', 'pair.skim', { to: 'bruno' }, 'pair:btcb/usdt'))).toBe(
    'Alice skims the BTCB/USDT pair to bruno',
  )
  expect(sentence(call('alice', 'pair.transfer', { to: 'bruno', amount: amt('2') }))).toBe(
    'Alice sends 2 AMT/BTCB pair LP to bruno',
  )
})

it('writes calls without a phrase as they are called', () => {
  expect(sentence(call('owner', 'master.extendApprove', { amount: UINT256_MAX }))).toBe(
    'Owner calls master.extendApprove(amount: 2^256-1)',
  )
})

it('tells times in the largest unit without a remainder', () => {
  const told = [86_400n, 90_000n, 172_800n, 3_660n, 61n, 1n, 0n].map((wait) => sentence({ wait }))
  expect(told.map((text) => text.replace('Time passes: ', ''))).toEqual([
    '1 day',
    '25 hours',
    '2 days',
    '61 minutes',
    '61 seconds',
    '1 second',
    '0 seconds',
  ])
})

it('tells of the Market, the vaults and the airdrop', () => {
  const told = [
    call('alice', 'market.buy', { amountUsdt: amt('3') }),
    call('owner', 'market.setRate', { usdPer100Amt: 155n }),
    call('alice', 'stakingVault.deposit', { amount: amt('2') }),
    call('bruno', 'buyBackVault.withdraw', { amount: 0n }),
    call('bruno', 'stakingVault.settle', { account: 'alice', upTo: 4n }),
    call('carmen', 'buyBackVault.poke', {}),
    call('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: 1n }),
    call('owner', 'deploy.distributor', {
      reserve: 'owner',
      snapshotId: 3n,
      deadline: 9n,
      accounts: ['alice', 'bruno'],
      amounts: [1n, 2n],
    }),
    call('elena', 'distributor.claim', { index: 1n, account: 'bruno', amount: 2n, proof: 1n }),
  ].map(sentence)
  expect(told).toEqual([
    'Alice buys AMT from the Market for 3 USDT',
    'Owner makes 100 AMT cost 155 USDT at the Market',
    'Alice deposits 2 AMT in the staking vault',
    'Bruno withdraws 0 AMT from the buy-back vault',
    'Bruno has the staking vault settle alice up to payment 4',
    'Carmen has the buy-back vault note the price (poke)',
    'Carmen has the buy-back vault buy at least 0 AMT until second 1 since 1970',
    'Owner announces an airdrop to alice, bruno, of snapshot 3',
    'Elena claims entry 1 of the airdrop, 2 base units of AMT for bruno, by the proof of 1',
  ])
})
