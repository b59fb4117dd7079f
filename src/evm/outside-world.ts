/**
 * External contracts: BTCB, USDT and PancakeSwap V2 at their addresses on BNB Smart Chain (chain id 56).
 *
 * Each contract is deployed normally and then moved to its address with code, immutables and storage, since
 * the contracts under test hard-code these addresses. The protocol fee is off (`feeTo` unset) until `pancake`
 * sets it.
 *
 * Not modelled: BNB. The router's wrapped coin is an address without code.
 */
import type { OutsideArtifacts } from './compile/outside.ts'
import { createContract } from './create.ts'
import type { Sender } from './create.ts'
import { saltedAddress, toAddress } from './machine/address.ts'
import { fromHex } from './machine/hex.ts'
import { keccak } from './machine/keccak.ts'
import type { Address, Machine } from './machine/machine.ts'

/** Addresses on chain 56 (source: bscscan.com), in lower case. */
export const chain56 = {
  btcb: '0x7130d2a12b9bcbfae4f2634d864a1ee1ce3ead9c',
  usdt: '0x55d398326f99059ff775485246999027b3197955',
  factory: '0xca143ce32fe78f1f7019d7d551a6402fc5350c73',
  router: '0x10ed43c718714eb63d5aa57b78b54704e256024e',
  wrappedBnb: '0xbb4cdb9cbd36b01bd1cbaebf2de08d9173bc095c',
} as const satisfies Readonly<Record<string, Address>>

export interface OutsideParties {
  /** Owner of BTCB and USDT. */
  readonly binance: Address
  /** The factory's `feeToSetter`. */
  readonly pancake: Address
}

/**
 * Deploys the external contracts to a machine.
 *
 * @throws {DeploymentFailed} when a contract cannot be deployed.
 */
export function placeOutsideWorld(
  machine: Machine,
  artifacts: OutsideArtifacts,
  { binance, pancake }: OutsideParties,
  block: Omit<Sender, 'from'>,
): void {
  const byBinance = { ...block, from: binance }
  const byPancake = { ...block, from: pancake }
  move(machine, createContract(machine, byBinance, artifacts.btcb), chain56.btcb)
  move(machine, createContract(machine, byBinance, artifacts.usdt), chain56.usdt)
  move(machine, createContract(machine, byPancake, artifacts.factory, pancake), chain56.factory)
  const router = createContract(machine, byPancake, artifacts.router, chain56.factory, chain56.wrappedBnb)
  move(machine, router, chain56.router)
}

/**
 * Address of the pair of two tokens (CREATE2, EIP-1014), in either order. The creation code is that of this
 * build, so the result differs from mainnet's pair addresses.
 */
export function pairAddress({ pair }: OutsideArtifacts, tokenA: Address, tokenB: Address): Address {
  const [token0, token1] = tokenA < tokenB ? [tokenA, tokenB] : [tokenB, tokenA]
  const salt = keccak(fromHex(`${token0}${token1.slice(2)}`))
  return saltedAddress(chain56.factory, salt, fromHex(pair.bytecode))
}

/** Moves an account with its code, storage, nonce and balance, and clears the original. */
function move(machine: Machine, from: Address, to: Address): void {
  const account = machine.accounts().find(({ address }) => address === from)
  if (account === undefined) throw new Error(`expected the account deployed at ${from}, got none`)
  machine.load({ ...account, address: toAddress(to) })
  machine.load({ address: from, nonce: 0, balance: 0n, code: new Uint8Array(), storage: [] })
}
