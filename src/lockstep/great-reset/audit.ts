/**
 * Audit: what the chain itself says about a Great Reset, independently of the model.
 *
 * Balances come from `balanceOfAt` of the snapshot, deposits from the vaults after settling everybody, sale
 * proceeds from making the sale; the latter two on a fork of the chain that is rewound. Base units.
 */
import { SYSTEM_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import type { ViewName } from '../../model/surface/observation.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { Chain } from '../../evm/chain.ts'
import { call } from '../generate/context.ts'
import type { Book, Holding, Reserves } from './oracle.ts'

/** State that no snapshot keeps, read at the moment of the payment. */
export interface Unkept {
  readonly deposits: ReadonlyMap<Account, readonly bigint[]>
  readonly shares: ReadonlyMap<Account, bigint>
  readonly shareSupply: bigint
}

/** Each of `people`'s deposits, in the order of {@link VAULTS}, and raw shares, now. */
export function unkept(chain: Chain, people: readonly Account[]): Unkept {
  const deposits = onFork(chain, () => {
    const upTo = ask(chain, 'amt', 'getCurrentSnapshotId')
    for (const vault of VAULTS) {
      chain.apply(call('binance', `${vault}.harvest`, { upTo }))
      for (const account of people) chain.apply(call('binance', `${vault}.settle`, { account, upTo }))
    }
    return new Map(
      people.map((account) => [account, VAULTS.map((vault) => ask(chain, vault, 'depositOf', account))]),
    )
  })
  return {
    deposits,
    shares: new Map(people.map((account) => [account, ask(chain, 'pair', 'balanceOf', account)])),
    shareSupply: ask(chain, 'pair', 'totalSupply'),
  }
}

/** Everybody of `people` who has a stake at snapshot `id`; asked at any time after it. */
export function bookAt(chain: Chain, id: bigint, people: readonly Account[], then: Unkept): Book {
  const holdings = new Map<Account, Holding>()
  for (const account of people) {
    const deposited = then.deposits.get(account)!.reduce((sum, deposit) => sum + deposit, 0n)
    const amt = ask(chain, 'amt', 'balanceOfAt', account, id) + deposited
    const shares = ask(chain, 'liqAmt', 'balanceOfAt', account, id) + then.shares.get(account)!
    if (amt > 0n || shares > 0n) holdings.set(account, { amt, shares })
  }
  return { holdings, shareSupply: then.shareSupply }
}

/**
 * BTCB that `account` gets for `amount` AMT if it withdraws everything from the vaults and sells at once,
 * after the actions in `first`. Undefined if it cannot withdraw: an overflowing payment blocks a vault's
 * harvest.
 */
export function soldAlone(
  chain: Chain,
  account: Account,
  amount: bigint,
  first: readonly Action[] = [],
): bigint | undefined {
  return onFork(chain, () => {
    for (const action of first) chain.apply(action)
    for (const vault of VAULTS) {
      // A withdrawal of zero settles the account, so that the whole deposit can be withdrawn.
      chain.apply(call(account, `${vault}.withdraw`, { amount: 0n }))
      chain.apply(call(account, `${vault}.withdraw`, { amount: ask(chain, vault, 'depositOf', account) }))
    }
    if (ask(chain, 'amt', 'balanceOf', account) < amount) return undefined
    chain.apply(call(account, 'amt.approve', { spender: 'router', amount }))
    const sale = chain.apply(
      call(account, 'router.swapExactTokensForTokens', {
        amountA: amount,
        limit: 0n,
        path: ['amt', 'btcb'],
        to: account,
        deadline: UINT256_MAX,
      }),
    )
    if (sale.ok) return (sale.returned as readonly bigint[]).at(-1)!
    if (PAYS_NOTHING.includes(sale.revert)) return 0n
    throw new Error(`expected ${account} to be able to sell ${amount} base units of AMT, got ${sale.revert}`)
  })
}

/** Reverts of a sale that pays nothing: a zero amount, or a pair with overflowing reserves. */
const PAYS_NOTHING: readonly string[] = [
  'PairInsufficientOutput',
  'LibraryInsufficientInput',
  'MathMulOverflow',
  'PairOverflow',
]

/** Runs on a fork of the chain, which is rewound. */
export function onFork<T>(chain: Chain, run: () => T): T {
  const mark = chain.checkpoint()
  try {
    return run()
  } finally {
    chain.rewind(mark)
  }
}

/** AMT of every account, by name. */
export function amtOfAll(chain: Chain, people: readonly Account[]): ReadonlyMap<Account, bigint> {
  const all = new Set<Account>([...SYSTEM_ACCOUNTS, ...people])
  return new Map([...all].map((account) => [account, ask(chain, 'amt', 'balanceOf', account)]))
}

/** Reserves of the AMT/BTCB pair. */
export function reservesOf(chain: Chain): Reserves {
  const [first, second] = chain.readAfresh({ on: 'pair', fn: 'getReserves', args: [] }) as [bigint, bigint]
  return chain.token0('pair') === 'amt' ? { amt: first, btcb: second } : { amt: second, btcb: first }
}

export function ask(chain: Chain, on: Account, fn: ViewName, ...args: readonly (Account | bigint)[]): bigint {
  return chain.readAfresh({ on, fn, args }) as bigint
}
