/**
 * Accounts: the names of all token holders.
 *
 * Actions, events and observations identify people and contracts by name; addresses exist on the chain only.
 * The economy interns each name to a small index: {@link SYSTEM_ACCOUNTS} first, then the people.
 */

/** One of {@link SYSTEM_ACCOUNTS}, or a person named at deployment. */
export type Account = string

/** The tokens that PancakeSwap may pair. */
export const TOKENS = ['amt', 'liqAmt', 'btcb', 'usdt'] as const
/** Name of a token. */
export type Token = (typeof TOKENS)[number]

/**
 * The pairs that can exist. `pair` is AMT/BTCB; the other names list their tokens in the order of {@link
 * TOKENS}.
 */
export const PAIRS = [
  'pair',
  'pair:amt/liqAmt',
  'pair:amt/usdt',
  'pair:liqAmt/btcb',
  'pair:liqAmt/usdt',
  'pair:btcb/usdt',
] as const
/** Name of a liquidity pair. */
export type Pair = (typeof PAIRS)[number]

/** Every asset with balances: the four tokens and each pair's LP shares. */
export type Coin = Token | Pair

export const COINS: readonly Coin[] = [...TOKENS, ...PAIRS]

/** Privileged accounts: they have roles in the contracts, hold keys and can act. */
export const PRIVILEGED_ACCOUNTS = ['owner', 'payer', 'binance', 'pancake', 'admin'] as const

/** Accounts without a key: the contracts, the zero address and the burn address `dead`. */
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

/** The accounts of every economy, in index order. */
export const SYSTEM_ACCOUNTS = [...CONTRACT_ACCOUNTS, ...PRIVILEGED_ACCOUNTS] as const

/** The pair of two tokens, in either order; `undefined` for a token with itself. */
export function pairOf(a: Token, b: Token): Pair | undefined {
  return PAIR_OF[a][b]
}

/** The two tokens of a pair, in the order of {@link TOKENS}, which may differ from `token0`, `token1`. */
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

/** Whether `name` can name a person: a letter, then up to 30 letters, digits or `-`; no system account. */
export function isPersonName(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9-]{0,30}$/.test(name) && !(SYSTEM_ACCOUNTS as readonly string[]).includes(name)
}

const TOKEN_NAMES: ReadonlySet<Account> = new Set(TOKENS)
const PAIR_NAMES: ReadonlySet<Account> = new Set(PAIRS)

export function isToken(account: Account): account is Token {
  return TOKEN_NAMES.has(account)
}

export function isPair(account: Account): account is Pair {
  return PAIR_NAMES.has(account)
}
