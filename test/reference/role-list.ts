/**
 * Role list: who may call which state-changing function, read from the tables of `docs/reference/roles.md`.
 *
 * People write the page; `roles.test.ts` compares it with the compiled ABIs and with what the functions do.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import type { Contract, Who } from '../support/chain-world.ts'

const ROLES = ['anyone', 'owner of Master', 'payer wallet', 'owner of Market', 'Master'] as const
export type Role = (typeof ROLES)[number]

export interface Entry {
  /** Name of the compiled contract. */
  readonly contract: string
  /** `name(types)`. */
  readonly fn: string
  /** `Master` is the contract, which owns AMT and liqAMT. */
  readonly who: Role
}

const page = readFileSync(join(projectRoot, 'docs/reference/roles.md'), 'utf8')

/** By contract, in the order of the page. */
export const roleList: readonly Entry[] = page
  .split('\n### ')
  .slice(1)
  .flatMap((section) => {
    const contract = section.slice(0, section.indexOf('\n'))
    return [...section.matchAll(/^\| `(.+?)` \| (.+?) \|/gm)].map(([, fn, who]): Entry => {
      const role = ROLES.find((name) => name === who!.replaceAll('**', ''))
      if (role === undefined) throw new Error(`roles.md: expected one of ${ROLES.join(', ')}; got ${who}`)
      return { contract, fn: fn!, who: role }
    })
  })

/** Names of the functions that the page's summary lists for each role, such as `Market.setFee`. */
export const summary: ReadonlyMap<string, readonly string[]> = new Map(
  [...page.matchAll(/^\| \*\*(.+?)\*\* \| .+? \| (.+) \|$/gm)].map(([, role, functions]) => [
    role!,
    [...functions!.matchAll(/`(.+?)`/g)].map(([, name]) => name!),
  ]),
)

/** `Contract.name(types)`. */
export const keyOf = ({ contract, fn }: Entry): string => `${contract}.${fn}`

/** `Contract.name`. */
export const nameOf = ({ contract, fn }: Entry): string => `${contract}.${fn.slice(0, fn.indexOf('('))}`

/** Contracts by the names of `ChainWorld`. */
export const PLACES: Readonly<Record<string, Contract>> = {
  AutoMiningToken: 'amt',
  LiquidityToken: 'liqAmt',
  Master: 'master',
  LiquidityLocker: 'locker',
  BurnVault: 'burnVault',
  Market: 'market',
  StakingVault: 'stakingVault',
  BuyBackVault: 'buyBackVault',
  ResetDistributor: 'distributor',
}

/** Who has the role in a `ChainWorld`. */
export const HOLDERS: Readonly<Record<Exclude<Role, 'anyone'>, Who>> = {
  'owner of Master': 'owner',
  'payer wallet': 'payer',
  'owner of Market': 'owner',
  Master: 'master',
}

const ARGS_BY_TYPE: Readonly<Record<string, AbiValue>> = { address: 'elena', uint256: 1n }

/** Arguments for a simple call, by type. */
export function simpleArgs({ fn }: Entry): readonly AbiValue[] {
  const types = fn.slice(fn.indexOf('(') + 1, -1)
  return types === '' ? [] : types.split(',').map((type) => ARGS_BY_TYPE[type]!)
}
