/** Payments, claims and rounding residue (dust), on numbers small enough to check by hand. */
import { describe, expect, it } from 'vitest'
import { MAX, ChainWorld } from '../support/chain-world.ts'

/**
 * S = 1,000,532 of which 1,000,501 are in the pair; alice, bruno and carmen hold the other 31. Λ = 2,000,002.
 * Payment of 1,000,000,007 with 33%: 330,000,002 to the vault; of 670,000,005, floor(670,000,005 * 1,000,501
 * / 1,000,532) = 669,979,246 are for the liquidity providers, 20,759 for the three holders.
 */
function paidWorld(): ChainWorld {
  const world = new ChainWorld()
  world.giveAmt('alice', 9n)
  world.giveAmt('bruno', 10n)
  world.giveAmt('carmen', 12n)
  world.provide('diego', 1_000_000n, 4_000_000n)
  world.provide('elena', 501n, 2_004n)
  world.pay(1_000_000_007n, 33n)
  return world
}

describe('a payment', () => {
  it('is divided between vault, holders and liquidity providers', () => {
    const world = paidWorld()
    expect(world.balance('btcb', 'burnVault')).toBe(330_000_002n)
    expect(world.balance('btcb', 'master')).toBe(670_000_005n)
    expect(world.amount('master', 'pays', 1n)).toBe(20_759n)
    expect(world.amount('master', 'liqPays', 1n)).toBe(669_979_246n)
    expect(world.amount('amt', 'getCurrentSnapshotId')).toBe(1n)
    expect(world.amount('liqAmt', 'getCurrentSnapshotId')).toBe(1n)
  })

  it('emits snapshots, transfers and payment, in this order', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    expect(world.pay(1000n, 25n).events).toEqual([
      'amt.Snapshot(1)',
      'liqAmt.Snapshot(1)',
      'btcb.Transfer(payer, burnVault, 250)',
      `btcb.Approval(payer, master, ${MAX - 250n})`,
      'btcb.Transfer(payer, master, 750)',
      `btcb.Approval(payer, master, ${MAX - 1000n})`,
      'master.rentPaid(1000, 250)',
    ])
  })

  it('transfers a single base unit to the vault', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    expect(world.pay(101n, 1n).events).toContain('btcb.Transfer(payer, burnVault, 1)')
  })

  it('makes no transfer of zero', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    expect(world.pay(101n, 0n).events.filter((event) => event.startsWith('btcb.Transfer'))).toEqual([
      'btcb.Transfer(payer, master, 101)',
    ])
    expect(world.pay(101n, 100n).events.filter((event) => event.startsWith('btcb.Transfer'))).toEqual([
      'btcb.Transfer(payer, burnVault, 101)',
    ])
    expect(world.amount('master', 'pays', 2n)).toBe(0n)
    expect(world.does('alice', 'master', 'charge', 2n).value).toBe(0n)
  })

  it('reverts for any caller but the payer wallet', () => {
    const world = new ChainWorld()
    expect(world.revert('owner', 'master', 'payRent', 0n, 101n)).toBe('NotPayer')
  })

  it('must exceed 100 base units', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    world.giveBtcb('payer', 1000n)
    expect(world.revert('payer', 'master', 'payRent', 100n, 101n)).toBe('PaymentTooSmall')
    expect(world.does('payer', 'master', 'payRent', 101n, 0n).events.at(-1)).toBe('master.rentPaid(101, 0)')
  })

  it('gives the vault at most 100%', () => {
    const world = new ChainWorld()
    expect(world.revert('payer', 'master', 'payRent', 101n, 101n)).toBe('ShareOutOfRange')
  })

  it('reverts without AMT in circulation', () => {
    const world = new ChainWorld()
    world.giveBtcb('payer', 101n)
    expect(world.revert('payer', 'master', 'payRent', 101n, 100n)).toBe('NoSupply')
  })

  it('reverts without sufficient BTCB, and then takes no snapshot', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    expect(world.revert('payer', 'master', 'payRent', 101n, 50n)).toBe(
      'BEP20: transfer amount exceeds balance',
    )
    expect(world.amount('amt', 'getCurrentSnapshotId')).toBe(0n)
  })

  it('reverts if a product overflows', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 2n)
    world.does('alice', 'amt', 'transfer', 'pair', 2n)
    expect(world.revert('payer', 'master', 'payRent', MAX / 100n + 1n, 100n)).toBe('Panic(0x11)')
    expect(world.revert('payer', 'master', 'payRent', MAX / 2n + 1n, 0n)).toBe('Panic(0x11)')
  })

  it('may come from a new payer wallet after the owner has set it', () => {
    const world = new ChainWorld()
    expect(world.revert('alice', 'master', 'setPayerWallet', 'alice')).toBe(
      'Ownable: caller is not the owner',
    )
    expect(world.revert('owner', 'master', 'setPayerWallet', `0x${'0'.repeat(40)}`)).toBe('ZeroAddress')
    const { events } = world.does('owner', 'master', 'setPayerWallet', 'alice')
    expect(events).toEqual(['master.payerWalletSet(alice)'])
    expect(world.revert('payer', 'master', 'payRent', 101n, 0n)).toBe('NotPayer')
    expect(world.revert('alice', 'master', 'payRent', 101n, 0n)).toBe('NoSupply')
  })
})

describe('a claim', () => {
  it('pays every holder in proportion, rounded down', () => {
    const world = paidWorld()
    expect(world.does('alice', 'master', 'charge', 1n)).toEqual({
      value: 6026n,
      events: ['btcb.Transfer(master, alice, 6026)', 'master.charged(1, alice, 6026)'],
    })
    expect(world.does('bruno', 'master', 'charge', 1n).value).toBe(6696n)
    expect(world.does('carmen', 'master', 'charge', 1n).value).toBe(8035n)
  })

  it('pays every liquidity provider in proportion, rounded down', () => {
    const world = paidWorld()
    expect(world.does('diego', 'master', 'liqCharge', 1n)).toEqual({
      value: undefined,
      events: ['btcb.Transfer(master, diego, 669643586)', 'master.charged(1, diego, 669643586)'],
    })
    expect(world.does('elena', 'master', 'liqChargeFromTo', 1n, 1n).value).toBe(335_659n)
  })

  it('uses the balance at the payment, not the current one', () => {
    const world = paidWorld()
    world.does('alice', 'amt', 'transfer', 'diego', 9n)
    expect(world.does('alice', 'master', 'charge', 1n).value).toBe(6026n)
    expect(world.revert('diego', 'master', 'charge', 1n)).toBe('NothingToCharge')
  })

  it('is possible once as a holder and once as a liquidity provider', () => {
    const world = paidWorld()
    world.does('alice', 'master', 'charge', 1n)
    expect(world.revert('alice', 'master', 'charge', 1n)).toBe('AlreadyCharged')
    expect(world.read('master', 'alreadyCharged', 'alice', 1n)).toBe(true)
    expect(world.read('master', 'liqAlreadyCharged', 'alice', 1n)).toBe(false)
    world.does('diego', 'master', 'liqCharge', 1n)
    expect(world.revert('diego', 'master', 'liqCharge', 1n)).toBe('AlreadyCharged')
    expect(world.read('master', 'liqAlreadyCharged', 'diego', 1n)).toBe(true)
    expect(world.read('master', 'alreadyCharged', 'diego', 1n)).toBe(false)
  })

  it('reverts for an account that held nothing', () => {
    const world = paidWorld()
    expect(world.revert('diego', 'master', 'charge', 1n)).toBe('NothingToCharge')
    expect(world.revert('alice', 'master', 'liqCharge', 1n)).toBe('NothingToCharge')
  })

  it('reverts for a payment that does not exist', () => {
    const world = paidWorld()
    for (const charge of ['charge', 'liqCharge']) {
      expect(world.revert('alice', 'master', charge, 0n)).toBe('ERC20Snapshot: id is 0')
      expect(world.revert('alice', 'master', charge, 2n)).toBe('ERC20Snapshot: nonexistent id')
      expect(world.revert('alice', 'master', charge, MAX)).toBe('ERC20Snapshot: nonexistent id')
    }
  })

  it('pays a single base unit', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    world.giveAmt('bruno', 100n)
    world.pay(101n, 0n)
    expect(world.does('alice', 'master', 'charge', 1n)).toEqual({
      value: 1n,
      events: ['btcb.Transfer(master, alice, 1)', 'master.charged(1, alice, 1)'],
    })
  })

  it('counts as made even if it rounds to zero', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 1n)
    world.giveAmt('bruno', 1_000_000n)
    world.pay(101n, 0n)
    expect(world.does('alice', 'master', 'charge', 1n)).toEqual({
      value: 0n,
      events: ['master.charged(1, alice, 0)'],
    })
    expect(world.revert('alice', 'master', 'charge', 1n)).toBe('AlreadyCharged')
  })

  it('reverts, and remains open, if the product overflows', () => {
    const world = new ChainWorld()
    const much = MAX / 3n
    world.giveAmt('alice', 4n)
    world.giveAmt('bruno', 3n)
    world.pay(much, 0n)
    expect(world.revert('alice', 'master', 'charge', 1n)).toBe('Panic(0x11)')
    expect(world.read('master', 'alreadyCharged', 'alice', 1n)).toBe(false)
    expect(world.does('bruno', 'master', 'charge', 1n).value).toBe((much * 3n) / 7n)
  })

  it('gives holders nothing if all AMT is in the pair', () => {
    const world = new ChainWorld()
    world.provide('diego', 1_000_000n, 4_000_000n)
    world.pay(1000n, 0n)
    expect(world.amount('master', 'pays', 1n)).toBe(0n)
    expect(world.amount('master', 'liqPays', 1n)).toBe(1000n)
    expect(world.does('owner', 'master', 'handleDust', 1n).value).toBe(0n)
  })

  it('leaves the part of raw liquidity (without liqAMT) in Master', () => {
    const world = new ChainWorld()
    world.giveAmt('alice', 3n)
    world.does('alice', 'amt', 'transfer', 'pair', 1n)
    world.pay(900n, 0n)
    expect(world.amount('master', 'liqPays', 1n)).toBe(300n)
    expect(world.does('alice', 'master', 'charge', 1n).value).toBe(600n)
    expect(world.does('owner', 'master', 'LiqHandleDust', 1n).value).toBe(0n)
    expect(world.balance('btcb', 'master')).toBe(300n)
  })
})

describe('a claim over a range', () => {
  /** Four payments of 1,000; alice holds half at the first two and at the last one. */
  function fourPayments(): ChainWorld {
    const world = new ChainWorld()
    world.giveAmt('alice', 5n)
    world.giveAmt('bruno', 5n)
    world.pay(1000n, 0n)
    world.pay(1000n, 0n)
    world.does('alice', 'amt', 'transfer', 'bruno', 5n)
    world.pay(1000n, 0n)
    world.does('bruno', 'amt', 'transfer', 'alice', 5n)
    world.pay(1000n, 0n)
    return world
  }

  it('claims open payments, skips others, and pays with one transfer', () => {
    const world = fourPayments()
    world.does('alice', 'master', 'charge', 2n)
    expect(world.does('alice', 'master', 'chargeFromTo', 1n, 4n)).toEqual({
      value: 1000n,
      events: [
        'master.charged(1, alice, 500)',
        'master.charged(4, alice, 500)',
        'btcb.Transfer(master, alice, 1000)',
      ],
    })
    expect(world.read('master', 'alreadyCharged', 'alice', 3n)).toBe(false)
  })

  it('pays zero, without a revert, if nothing is open', () => {
    const world = fourPayments()
    world.does('alice', 'master', 'chargeFromTo', 1n, 4n)
    expect(world.does('alice', 'master', 'chargeFromTo', 1n, 4n)).toEqual({ value: 0n, events: [] })
    expect(world.does('diego', 'master', 'liqChargeFromTo', 1n, 4n)).toEqual({ value: 0n, events: [] })
  })

  it('reverts if the range is reversed or exceeds the payments', () => {
    const world = fourPayments()
    for (const charge of ['chargeFromTo', 'liqChargeFromTo']) {
      expect(world.revert('alice', 'master', charge, 2n, 1n)).toBe('BadRange')
      expect(world.revert('alice', 'master', charge, 0n, 4n)).toBe('ERC20Snapshot: id is 0')
      expect(world.revert('alice', 'master', charge, 1n, 5n)).toBe('ERC20Snapshot: nonexistent id')
      expect(world.revert('alice', 'master', charge, MAX, MAX)).toBe('ERC20Snapshot: nonexistent id')
    }
    expect(world.read('master', 'alreadyCharged', 'alice', 1n)).toBe(false)
  })
})

describe('dust', () => {
  it('is the rounding residue of the claims so far, and is collected once', () => {
    const world = paidWorld()
    world.does('alice', 'master', 'charge', 1n)
    expect(world.does('owner', 'master', 'handleDust', 1n)).toEqual({
      value: 0n,
      events: ['master.dustCollected(1, 0)'],
    })
    world.does('bruno', 'master', 'charge', 1n)
    expect(world.does('owner', 'master', 'handleDust', 1n)).toEqual({
      value: 1n,
      events: ['btcb.Transfer(master, owner, 1)', 'master.dustCollected(1, 1)'],
    })
    expect(world.does('owner', 'master', 'handleDust', 1n).value).toBe(0n)
    expect(world.does('carmen', 'master', 'charge', 1n).value).toBe(8035n)
    expect(world.does('owner', 'master', 'handleDust', 1n).value).toBe(1n)
  })

  it('leaves Master empty after all claims of holders and providers', () => {
    const world = paidWorld()
    for (const holder of ['alice', 'bruno', 'carmen'] as const) world.does(holder, 'master', 'charge', 1n)
    for (const provider of ['diego', 'elena'] as const) world.does(provider, 'master', 'liqCharge', 1n)
    expect(world.balance('btcb', 'master')).toBe(3n)
    expect(world.does('owner', 'master', 'handleDust', 1n).value).toBe(2n)
    expect(world.does('owner', 'master', 'LiqHandleDust', 1n).value).toBe(1n)
    expect(world.balance('btcb', 'master')).toBe(0n)
  })

  it('is reserved to the owner, for payments that exist', () => {
    const world = paidWorld()
    for (const handleDust of ['handleDust', 'LiqHandleDust']) {
      expect(world.revert('alice', 'master', handleDust, 0n)).toBe('Ownable: caller is not the owner')
      expect(world.revert('owner', 'master', handleDust, 0n)).toBe('ERC20Snapshot: id is 0')
      expect(world.revert('owner', 'master', handleDust, 2n)).toBe('ERC20Snapshot: nonexistent id')
    }
  })
})
