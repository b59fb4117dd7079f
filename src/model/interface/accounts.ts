/**
 * Accounts: everybody who can hold a token, by name.
 *
 * People and contracts alike are names in actions, events and observations; addresses exist on the chain only. Inside the economy a
 * name is interned to a small index, in the order of {@link SYSTEM_ACCOUNTS} and then of the genesis's people.
 */

/** A name: one of {@link SYSTEM_ACCOUNTS}, or a person named in the genesis. */
export type Account = string

/** Tokens that PancakeSwap may pair. */
export const TOKENS = ['amt', 'liqAmt', 'btcb', 'usdt'] as const
export type Token = (typeof TOKENS)[number]

/** The pairs that can exist: `pair` is AMT/BTCB; the others are named by their tokens in the order of {@link TOKENS}. */
export const PAIRS = [
  'pair',
  'pair:amt/liqAmt',
  'pair:amt/usdt',
  'pair:liqAmt/btcb',
  'pair:liqAmt/usdt',
  'pair:btcb/usdt',
] as const
export type Pair = (typeof PAIRS)[number]

/** Everything with balances: the four tokens, and each pair's LP shares. */
export type Coin = Token | Pair

export const COINS: readonly Coin[] = [...TOKENS, ...PAIRS]

/** The people whom the system itself names: they have keys and can act. */
export const PRIVILEGED_ACCOUNTS = ['owner', 'payer', 'binance', 'pancake', 'admin'] as const

/** Accounts without a key: contracts and the two addresses that nobody owns. */
export const CONTRACT_ACCOUNTS = [
  'zero',
  'dead',
  ...TOKENS,
  'master',
  'burnVault',
  'locker',
  'market',
  'stakingVault',
  'buyBackVault',
  'distributor',
  'factory',
  'router',
  ...PAIRS,
] as const

/** Every account that exists in any economy, in the order of their indices. */
export const SYSTEM_ACCOUNTS = [...CONTRACT_ACCOUNTS, ...PRIVILEGED_ACCOUNTS] as const
export type SystemAccount = (typeof SYSTEM_ACCOUNTS)[number]

/** The pair of two tokens, in either order; undefined if they are the same. */
export function pairOf(a: Token, b: Token): Pair | undefined {
  return PAIR_OF[a][b]
}

/** The two tokens of a pair, in the order of {@link TOKENS} (not the chain's). */
export function tokensOf(pair: Pair): readonly [Token, Token] {
  if (pair === 'pair') return ['amt', 'btcb']
  return pair.slice('pair:'.length).split('/') as [Token, Token]
}

type PairOf = Readonly<Record<Token, Readonly<Partial<Record<Token, Pair>>>>>

const PAIR_OF = Object.fromEntries(
  TOKENS.map((token) => [
    token,
    Object.fromEntries(
      PAIRS.map((pair) => [pair, tokensOf(pair)] as const).flatMap(([pair, [a, b]]) =>
        a === token ? [[b, pair]] : b === token ? [[a, pair]] : [],
      ),
    ),
  ]),
) as PairOf

/** A name of a person: letters, digits and `-`, and no system account's. */
export function isPersonName(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9-]{0,30}$/.test(name) && !(SYSTEM_ACCOUNTS as readonly string[]).includes(name)
}

export function isToken(account: Account): account is Token {
  return (TOKENS as readonly Account[]).includes(account)
}

export function isPair(account: Account): account is Pair {
  return (PAIRS as readonly Account[]).includes(account)
}
