/** A PancakeSwap build with one pair, and PancakeSwap's formulas in plain integers. */
import type { Artifact } from '../../../src/evm/compile/artifact.ts'
import { outsideArtifacts } from '../../../src/evm/compile/outside.ts'
import { saltedAddress } from '../../../src/evm/machine/address.ts'
import { fromHex } from '../../../src/evm/machine/hex.ts'
import { keccakBytes } from '../../../src/evm/machine/keccak.ts'
import { Machine } from '../../../src/evm/machine/machine.ts'
import { wordFromBytes } from '../../../src/evm/machine/word.ts'
import type { Contract } from '../harness.ts'
import { at, deploy, person } from '../harness.ts'

export const owner = person('owner')
export const trader = person('trader')
export const feeTo = person('fee to')

export interface World {
  readonly machine: Machine
  readonly factory: Contract
  readonly router: Contract
  readonly pair: Contract
  readonly token0: Contract
  readonly token1: Contract
}

export type Build = Readonly<Record<'factory' | 'pair' | 'router', Artifact>>

/** Deploys a build. The owner may mint both tokens and set `feeTo`. */
export function worldOf({ factory, pair, router }: Build): World {
  const machine = new Machine()
  const { btcb, usdt } = outsideArtifacts()
  const deployed = deploy(machine, owner, factory, owner)
  const tokens = [deploy(machine, owner, btcb), deploy(machine, owner, usdt)]
  const [token0, token1] = tokens.toSorted((a, b) => (a.address < b.address ? -1 : 1)) as [Contract, Contract]
  deployed.must(owner, 'createPair', token1.address, token0.address)
  const salt = wordFromBytes(keccakBytes(fromHex(`0x${token0.address.slice(2)}${token1.address.slice(2)}`)))
  return {
    machine,
    factory: deployed,
    router: deploy(machine, owner, router, deployed.address, person('wrapped coin')),
    pair: at(machine, pair, saltedAddress(deployed.address, salt, fromHex(pair.bytecode))),
    token0,
    token1,
  }
}

/** Runs `what` and undoes its effects. */
export function aside<T>({ machine }: World, what: () => T): T {
  const mark = machine.checkpoint()
  try {
    return what()
  } finally {
    machine.rewind(mark)
    machine.release(mark)
  }
}

/** Gives `amount` of a token to `to`. */
export function give(token: Contract, to: Contract | typeof owner, amount: bigint): void {
  token.must(owner, 'mint', amount)
  token.must(owner, 'transfer', typeof to === 'string' ? to : to.address, amount)
}

/** Adds liquidity straight to the pair, for the owner, and returns the LP tokens minted. */
export function addLiquidity({ pair, token0, token1 }: World, amount0: bigint, amount1: bigint): bigint {
  give(token0, pair, amount0)
  give(token1, pair, amount1)
  return pair.must(owner, 'mint', owner) as bigint
}

/** Floor of the square root. */
export function isqrt(n: bigint): bigint {
  if (n < 2n) return n
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1)
  for (;;) {
    const y = (x + n / x) >> 1n
    if (y >= x) return x
    x = y
  }
}

/** Output of a swap that keeps 9975/10000 of its input. */
export const amountOut = (input: bigint, reserveIn: bigint, reserveOut: bigint): bigint =>
  (9975n * input * reserveOut) / (10000n * reserveIn + 9975n * input)

/** Input for an output, one more than the quotient. */
export const amountIn = (output: bigint, reserveIn: bigint, reserveOut: bigint): bigint =>
  (10000n * reserveIn * output) / (9975n * (reserveOut - output)) + 1n

/** LP tokens for `feeTo`: 8/25 of the growth of √k. */
export function protocolFee(supply: bigint, k: bigint, kLast: bigint): bigint {
  const [root, rootLast] = [isqrt(k), isqrt(kLast)]
  return root > rootLast ? (8n * supply * (root - rootLast)) / (17n * root + 8n * rootLast) : 0n
}
