/**
 * What the functions that the four tokens share return and report.
 */
import { describe, expect, test } from 'vitest'
import { stockedWorld } from '../../support/model-world.ts'

describe.each(['amt', 'liqAmt', 'btcb', 'usdt'] as const)('%s', (on) => {
  const done = (...events: readonly (readonly [string, ...(string | bigint)[]])[]) => ({
    ok: true,
    returned: true,
    events: events.map(([name, ...args]) => ({ on, name, args })),
  })

  /** bruno has 10, of which carmen may spend 8. */
  const world = () => {
    const stocked = stockedWorld()
    if (on === 'liqAmt') stocked.ok('master', 'liqAmt.mint', { to: 'bruno', amount: 10n })
    stocked.ok('bruno', `${on}.approve`, { spender: 'carmen', amount: 8n })
    return stocked
  }

  test('moves own tokens', () => {
    const sent = world().ok('bruno', `${on}.transfer`, { to: 'alice', amount: 3n })
    expect(sent).toEqual(done(['Transfer', 'bruno', 'alice', 3n]))
  })

  test("moves another account's tokens to a third, and reports it in the order of its kind", () => {
    const acting = world()
    const take = { from: 'bruno', to: 'alice', amount: 3n }
    const before = acting.ask(on, 'balanceOf', 'alice') as bigint
    const events = [
      ['Transfer', 'bruno', 'alice', 3n],
      ['Approval', 'bruno', 'carmen', 5n],
    ] as const
    // Binance's tokens move first, OpenZeppelin's spend the allowance first.
    const ordered = on === 'btcb' || on === 'usdt' ? events : events.toReversed()
    expect(acting.ok('carmen', `${on}.transferFrom`, take)).toEqual(done(...ordered))
    expect(acting.ask(on, 'balanceOf', 'alice')).toBe(before + 3n)
    expect(acting.ask(on, 'allowance', 'bruno', 'carmen')).toBe(5n)
    expect(acting.revert('carmen', `${on}.transferFrom`, { ...take, amount: 6n })).toBe(
      'InsufficientAllowance',
    )
    expect(acting.revert('carmen', `${on}.transferFrom`, { ...take, amount: 5n })).toBeUndefined()
    expect(acting.ask(on, 'allowance', 'bruno', 'carmen')).toBe(0n)
  })

  test('sets, raises and lowers an allowance', () => {
    const acting = world()
    const set = { spender: 'alice', amount: 5n }
    expect(acting.ok('bruno', `${on}.approve`, set)).toEqual(done(['Approval', 'bruno', 'alice', 5n]))
    const raised = acting.ok('bruno', `${on}.increaseAllowance`, { ...set, amount: 4n })
    expect(raised).toEqual(done(['Approval', 'bruno', 'alice', 9n]))
    const lowered = acting.ok('bruno', `${on}.decreaseAllowance`, { ...set, amount: 3n })
    expect(lowered).toEqual(done(['Approval', 'bruno', 'alice', 6n]))
    expect(acting.ask(on, 'allowance', 'bruno', 'alice')).toBe(6n)
    expect(acting.ask(on, 'allowance', 'bruno', 'carmen')).toBe(8n)
  })
})
