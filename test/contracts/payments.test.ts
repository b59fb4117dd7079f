/** Payments, claims and dust on numbers that can be followed by hand. */
import { describe, expect, it } from 'vitest'
import { MAX, Town } from '../support/chain-world.ts'

/**
 * S = 1,000,532 of which 1,000,501 are in the pair; alice, bob and carol hold the other 31. Λ = 2,000,002.
 * Payment of 1,000,000,007 with 33%: 330,000,002 to the vault; of 670,000,005, floor(670,000,005 * 1,000,501 / 1,000,532)
 * = 669,979,246 are for the liquidity providers, 20,759 for the three holders.
 */
function paidTown(): Town {
  const town = new Town()
  town.giveAmt('alice', 9n)
  town.giveAmt('bob', 10n)
  town.giveAmt('carol', 12n)
  town.provide('dora', 1_000_000n, 4_000_000n)
  town.provide('emil', 501n, 2_004n)
  town.pay(1_000_000_007n, 33n)
  return town
}

describe('a payment', () => {
  it('goes to the vault, to the holders and to the liquidity providers', () => {
    const town = paidTown()
    expect(town.balance('btcb', 'burnVault')).toBe(330_000_002n)
    expect(town.balance('btcb', 'master')).toBe(670_000_005n)
    expect(town.amount('master', 'pays', 1n)).toBe(20_759n)
    expect(town.amount('master', 'liqPays', 1n)).toBe(669_979_246n)
    expect(town.amount('amt', 'getCurrentSnapshotId')).toBe(1n)
    expect(town.amount('liqAmt', 'getCurrentSnapshotId')).toBe(1n)
  })

  it('reports the snapshots, the transfers and the payment, in that order', () => {
    const town = new Town()
    town.giveAmt('alice', 1n)
    expect(town.pay(1000n, 25n).events).toEqual([
      'amt.Snapshot(1)',
      'liqAmt.Snapshot(1)',
      'btcb.Transfer(payer, burnVault, 250)',
      `btcb.Approval(payer, master, ${MAX - 250n})`,
      'btcb.Transfer(payer, master, 750)',
      `btcb.Approval(payer, master, ${MAX - 1000n})`,
      'master.rentPaid(1000, 250)',
    ])
  })

  it('transfers nothing to a side that gets nothing', () => {
    const town = new Town()
    town.giveAmt('alice', 1n)
    expect(town.pay(101n, 0n).events.filter((event) => event.startsWith('btcb.Transfer'))).toEqual([
      'btcb.Transfer(payer, master, 101)',
    ])
    expect(town.pay(101n, 100n).events.filter((event) => event.startsWith('btcb.Transfer'))).toEqual([
      'btcb.Transfer(payer, burnVault, 101)',
    ])
    expect(town.amount('master', 'pays', 2n)).toBe(0n)
    expect(town.does('alice', 'master', 'charge', 2n).value).toBe(0n)
  })

  it('is refused to anyone but the payer wallet', () => {
    const town = new Town()
    expect(town.refusal('owner', 'master', 'payRent', 0n, 101n)).toBe('NotPayer')
  })

  it('must exceed 100 base units', () => {
    const town = new Town()
    town.giveAmt('alice', 1n)
    town.giveBtcb('payer', 1000n)
    expect(town.refusal('payer', 'master', 'payRent', 100n, 101n)).toBe('PaymentTooSmall')
    expect(town.does('payer', 'master', 'payRent', 101n, 0n).events.at(-1)).toBe('master.rentPaid(101, 0)')
  })

  it('gives the vault at most all of it', () => {
    const town = new Town()
    expect(town.refusal('payer', 'master', 'payRent', 101n, 101n)).toBe('ShareOutOfRange')
  })

  it('needs somebody to hold AMT', () => {
    const town = new Town()
    town.giveBtcb('payer', 101n)
    expect(town.refusal('payer', 'master', 'payRent', 101n, 100n)).toBe('NoSupply')
  })

  it('needs the money, and leaves no snapshot without it', () => {
    const town = new Town()
    town.giveAmt('alice', 1n)
    expect(town.refusal('payer', 'master', 'payRent', 101n, 50n)).toBe(
      'BEP20: transfer amount exceeds balance',
    )
    expect(town.amount('amt', 'getCurrentSnapshotId')).toBe(0n)
  })

  it('is refused, and not divided wrongly, if a product overflows', () => {
    const town = new Town()
    town.giveAmt('alice', 2n)
    town.does('alice', 'amt', 'transfer', 'pair', 2n)
    expect(town.refusal('payer', 'master', 'payRent', MAX / 100n + 1n, 100n)).toBe('Panic(0x11)')
    expect(town.refusal('payer', 'master', 'payRent', MAX / 2n + 1n, 0n)).toBe('Panic(0x11)')
  })

  it('may come from a new payer wallet once the owner has set it', () => {
    const town = new Town()
    expect(town.refusal('alice', 'master', 'setPayerWallet', 'alice')).toBe(
      'Ownable: caller is not the owner',
    )
    expect(town.refusal('owner', 'master', 'setPayerWallet', `0x${'0'.repeat(40)}`)).toBe('ZeroAddress')
    const { events } = town.does('owner', 'master', 'setPayerWallet', 'alice')
    expect(events).toEqual(['master.payerWalletSet(alice)'])
    expect(town.refusal('payer', 'master', 'payRent', 101n, 0n)).toBe('NotPayer')
    expect(town.refusal('alice', 'master', 'payRent', 101n, 0n)).toBe('NoSupply')
  })
})

describe('a claim', () => {
  it('pays every holder in proportion, rounded down', () => {
    const town = paidTown()
    expect(town.does('alice', 'master', 'charge', 1n)).toEqual({
      value: 6026n,
      events: ['btcb.Transfer(master, alice, 6026)', 'master.charged(1, alice, 6026)'],
    })
    expect(town.does('bob', 'master', 'charge', 1n).value).toBe(6696n)
    expect(town.does('carol', 'master', 'charge', 1n).value).toBe(8035n)
  })

  it('pays every liquidity provider in proportion, rounded down', () => {
    const town = paidTown()
    expect(town.does('dora', 'master', 'liqCharge', 1n)).toEqual({
      value: undefined,
      events: ['btcb.Transfer(master, dora, 669643586)', 'master.charged(1, dora, 669643586)'],
    })
    expect(town.does('emil', 'master', 'liqChargeFromTo', 1n, 1n).value).toBe(335_659n)
  })

  it('counts what was held at the payment, not what is held now', () => {
    const town = paidTown()
    town.does('alice', 'amt', 'transfer', 'dora', 9n)
    expect(town.does('alice', 'master', 'charge', 1n).value).toBe(6026n)
    expect(town.refusal('dora', 'master', 'charge', 1n)).toBe('NothingToCharge')
  })

  it('is made once, on each side by itself', () => {
    const town = paidTown()
    town.does('alice', 'master', 'charge', 1n)
    expect(town.refusal('alice', 'master', 'charge', 1n)).toBe('AlreadyCharged')
    expect(town.read('master', 'alreadyCharged', 'alice', 1n)).toBe(true)
    expect(town.read('master', 'liqAlreadyCharged', 'alice', 1n)).toBe(false)
    town.does('dora', 'master', 'liqCharge', 1n)
    expect(town.refusal('dora', 'master', 'liqCharge', 1n)).toBe('AlreadyCharged')
    expect(town.read('master', 'liqAlreadyCharged', 'dora', 1n)).toBe(true)
    expect(town.read('master', 'alreadyCharged', 'dora', 1n)).toBe(false)
  })

  it('is refused to those who held nothing', () => {
    const town = paidTown()
    expect(town.refusal('dora', 'master', 'charge', 1n)).toBe('NothingToCharge')
    expect(town.refusal('alice', 'master', 'liqCharge', 1n)).toBe('NothingToCharge')
  })

  it('is refused for a payment that does not exist', () => {
    const town = paidTown()
    for (const charge of ['charge', 'liqCharge']) {
      expect(town.refusal('alice', 'master', charge, 0n)).toBe('ERC20Snapshot: id is 0')
      expect(town.refusal('alice', 'master', charge, 2n)).toBe('ERC20Snapshot: nonexistent id')
      expect(town.refusal('alice', 'master', charge, MAX)).toBe('ERC20Snapshot: nonexistent id')
    }
  })

  it('counts as made even if it rounds to zero', () => {
    const town = new Town()
    town.giveAmt('alice', 1n)
    town.giveAmt('bob', 1_000_000n)
    town.pay(101n, 0n)
    expect(town.does('alice', 'master', 'charge', 1n)).toEqual({
      value: 0n,
      events: ['master.charged(1, alice, 0)'],
    })
    expect(town.refusal('alice', 'master', 'charge', 1n)).toBe('AlreadyCharged')
  })

  it('is refused, and stays possible, if the product overflows', () => {
    const town = new Town()
    const much = MAX / 3n
    town.giveAmt('alice', 4n)
    town.giveAmt('bob', 3n)
    town.pay(much, 0n)
    expect(town.refusal('alice', 'master', 'charge', 1n)).toBe('Panic(0x11)')
    expect(town.read('master', 'alreadyCharged', 'alice', 1n)).toBe(false)
    expect(town.does('bob', 'master', 'charge', 1n).value).toBe((much * 3n) / 7n)
  })

  it('leaves nothing to anyone if all AMT is in the pair', () => {
    const town = new Town()
    town.provide('dora', 1_000_000n, 4_000_000n)
    town.pay(1000n, 0n)
    expect(town.amount('master', 'pays', 1n)).toBe(0n)
    expect(town.amount('master', 'liqPays', 1n)).toBe(1000n)
    expect(town.does('owner', 'master', 'handleDust', 1n).value).toBe(0n)
  })

  it('leaves the part of a pair without liqAMT in Master', () => {
    const town = new Town()
    town.giveAmt('alice', 3n)
    town.does('alice', 'amt', 'transfer', 'pair', 1n)
    town.pay(900n, 0n)
    expect(town.amount('master', 'liqPays', 1n)).toBe(300n)
    expect(town.does('alice', 'master', 'charge', 1n).value).toBe(600n)
    expect(town.does('owner', 'master', 'LiqHandleDust', 1n).value).toBe(0n)
    expect(town.balance('btcb', 'master')).toBe(300n)
  })
})

describe('a claim over a range', () => {
  /** Four payments of 1,000; alice holds half at the first two and at the last one. */
  function fourPayments(): Town {
    const town = new Town()
    town.giveAmt('alice', 5n)
    town.giveAmt('bob', 5n)
    town.pay(1000n, 0n)
    town.pay(1000n, 0n)
    town.does('alice', 'amt', 'transfer', 'bob', 5n)
    town.pay(1000n, 0n)
    town.does('bob', 'amt', 'transfer', 'alice', 5n)
    town.pay(1000n, 0n)
    return town
  }

  it('claims what is open, skips the rest, and pays with one transfer', () => {
    const town = fourPayments()
    town.does('alice', 'master', 'charge', 2n)
    expect(town.does('alice', 'master', 'chargeFromTo', 1n, 4n)).toEqual({
      value: 1000n,
      events: [
        'master.charged(1, alice, 500)',
        'master.charged(4, alice, 500)',
        'btcb.Transfer(master, alice, 1000)',
      ],
    })
    expect(town.read('master', 'alreadyCharged', 'alice', 3n)).toBe(false)
  })

  it('pays nothing, and is not refused, if nothing is open', () => {
    const town = fourPayments()
    town.does('alice', 'master', 'chargeFromTo', 1n, 4n)
    expect(town.does('alice', 'master', 'chargeFromTo', 1n, 4n)).toEqual({ value: 0n, events: [] })
    expect(town.does('dora', 'master', 'liqChargeFromTo', 1n, 4n)).toEqual({ value: 0n, events: [] })
  })

  it('must not run backwards or beyond the payments', () => {
    const town = fourPayments()
    for (const charge of ['chargeFromTo', 'liqChargeFromTo']) {
      expect(town.refusal('alice', 'master', charge, 2n, 1n)).toBe('BadRange')
      expect(town.refusal('alice', 'master', charge, 0n, 4n)).toBe('ERC20Snapshot: id is 0')
      expect(town.refusal('alice', 'master', charge, 1n, 5n)).toBe('ERC20Snapshot: nonexistent id')
      expect(town.refusal('alice', 'master', charge, MAX, MAX)).toBe('ERC20Snapshot: nonexistent id')
    }
    expect(town.read('master', 'alreadyCharged', 'alice', 1n)).toBe(false)
  })
})

describe('dust', () => {
  it('is what rounding has left of the claims so far, and is collected once', () => {
    const town = paidTown()
    town.does('alice', 'master', 'charge', 1n)
    expect(town.does('owner', 'master', 'handleDust', 1n)).toEqual({
      value: 0n,
      events: ['master.dustCollected(1, 0)'],
    })
    town.does('bob', 'master', 'charge', 1n)
    expect(town.does('owner', 'master', 'handleDust', 1n)).toEqual({
      value: 1n,
      events: ['btcb.Transfer(master, owner, 1)', 'master.dustCollected(1, 1)'],
    })
    expect(town.does('owner', 'master', 'handleDust', 1n).value).toBe(0n)
    expect(town.does('carol', 'master', 'charge', 1n).value).toBe(8035n)
    expect(town.does('owner', 'master', 'handleDust', 1n).value).toBe(1n)
  })

  it('leaves Master empty after all claims of both sides', () => {
    const town = paidTown()
    for (const holder of ['alice', 'bob', 'carol'] as const) town.does(holder, 'master', 'charge', 1n)
    for (const provider of ['dora', 'emil'] as const) town.does(provider, 'master', 'liqCharge', 1n)
    expect(town.balance('btcb', 'master')).toBe(3n)
    expect(town.does('owner', 'master', 'handleDust', 1n).value).toBe(2n)
    expect(town.does('owner', 'master', 'LiqHandleDust', 1n).value).toBe(1n)
    expect(town.balance('btcb', 'master')).toBe(0n)
  })

  it('is the owner’s, of payments that exist', () => {
    const town = paidTown()
    for (const handleDust of ['handleDust', 'LiqHandleDust']) {
      expect(town.refusal('alice', 'master', handleDust, 0n)).toBe('Ownable: caller is not the owner')
      expect(town.refusal('owner', 'master', handleDust, 0n)).toBe('ERC20Snapshot: id is 0')
      expect(town.refusal('owner', 'master', handleDust, 2n)).toBe('ERC20Snapshot: nonexistent id')
    }
  })
})
