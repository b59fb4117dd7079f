import { expect, test } from 'vitest'

import { isPersonName, pairOf, PAIRS, TOKENS, tokensOf } from '../../../src/model/interface/accounts.ts'

test('a person’s name begins with a letter, and is none of the system’s', () => {
  for (const name of ['a', 'Alice', 'a-1', 'a'.repeat(31)]) expect(isPersonName(name)).toBe(true)
  for (const name of ['', '1a', '-a', 'a b', 'a_b', 'a'.repeat(32), 'owner', 'pair', 'zero', 'pair:amt/usdt'])
    expect(isPersonName(name)).toBe(false)
})

test('each two tokens have one pair, in either order, which names them in the order of the tokens', () => {
  const twos = TOKENS.flatMap((a, at) => TOKENS.slice(at + 1).map((b) => [a, b] as const))
  const others = twos.filter(([a, b]) => a !== 'amt' || b !== 'btcb')
  expect(PAIRS).toEqual(['pair', ...others.map(([a, b]) => `pair:${a}/${b}`)])
  expect(tokensOf('pair')).toEqual(['amt', 'btcb'])
  for (const pair of PAIRS) {
    const [a, b] = tokensOf(pair)
    expect([pairOf(a, b), pairOf(b, a)]).toEqual([pair, pair])
  }
  for (const token of TOKENS) expect(pairOf(token, token)).toBeUndefined()
})
