import { describe, expect, it } from 'vitest'
import { prepareCall } from '../../../src/evm/abi/call.ts'
import type { AbiValue } from '../../../src/evm/abi/value.ts'
import { compileSources } from '../../../src/evm/compile/compile.ts'
import { findArtifact } from '../../../src/evm/compile/artifact.ts'
import { solc0516, solc066, solc0837 } from '../../../src/evm/compile/compiler.ts'
import { applyEdits, EditMismatch } from '../../../src/evm/compile/edit.ts'
import type { Edit } from '../../../src/evm/compile/edit.ts'
import { outsideArtifacts } from '../../../src/evm/compile/outside.ts'
import { readPackage } from '../../../src/evm/compile/sources.ts'
import { buildPancake } from '../../../src/evm/pancake/build.ts'
import {
  coreEdits,
  factorySource,
  pairSource,
  routerEdits,
  routerSource,
} from '../../../src/evm/pancake/edits.ts'
import { fromHex, toHex } from '../../../src/evm/machine/hex.ts'
import { keccakBytes } from '../../../src/evm/machine/keccak.ts'
import { Machine } from '../../../src/evm/machine/machine.ts'
import { block, deploy, person } from '../harness.ts'
import {
  checkInvariant,
  checkLiquidity,
  checkNoProtocolFee,
  checkProtocolFee,
  checkQuotes,
  checkReserveLimit,
  checkSwaps,
  checkWholeQuotes,
} from './formulas.ts'
import type { World } from './world.ts'
import { addLiquidity, aside, give, owner, trader, worldOf } from './world.ts'

const pancake = buildPancake()
const world = worldOf(pancake)

describe('PancakeSwap V2', () => {
  it('quotes exactly, in and out, for reserves and amounts of every size', () => checkQuotes(world, 4000))
  it('lets a swap take the formula’s output and not one wei more', () => checkSwaps(world, 1000))
  it('holds the invariant exactly when both tokens are paid in', () => {
    const tally = checkInvariant(world, 1000)
    for (const result of ['passes', 'K', 'INSUFFICIENT_OUTPUT_AMOUNT', 'INSUFFICIENT_INPUT_AMOUNT']) {
      expect(tally[result === 'passes' ? result : `UniswapV2: ${result}`], result).toBeGreaterThan(50)
    }
  })
  it('mints the protocol fee exactly', () => {
    const tally = checkProtocolFee(world, 1000)
    for (const fee of ['fee', 'no fee']) {
      for (const event of ['mint', 'burn']) expect(tally[`${fee} before a ${event}`]).toBeGreaterThan(100)
    }
  })
  it('takes no protocol fee while feeTo is unset', () => checkNoProtocolFee(world))
  it('mints and burns liquidity exactly', () => checkLiquidity(world, 500))
  it('keeps reserves within uint112', () => checkReserveLimit(world))

  it.each([2n ** 31n, 2n ** 32n])('stores the time of an update modulo 2^32, at second %i', (second) => {
    aside(world, () => {
      const { machine, pair } = world
      const data = prepareCall(pancake.pair.abi, 'sync').encode()
      const later = { ...block, timestamp: second + 5n }
      expect(machine.execute({ ...later, from: trader, to: pair.address, data })).toHaveProperty('ok', true)
      expect(pair.look('getReserves')).toMatchObject({ returned: [0n, 0n, (second + 5n) % 2n ** 32n] })
    })
  })

  it('lets a swap keep the product to the unit, and not exceed a reserve that a donation covers', () => {
    aside(world, () => {
      const { pair, token0 } = world
      addLiquidity(world, 399_000n, 2_000_000n)
      // 400,000 less the fee are 399,000, as much as the reserve: half of the other reserve keeps the product.
      give(token0, pair, 400_000n)
      const take = (amount0: bigint, amount1: bigint): unknown =>
        aside(world, () => pair.send(trader, 'swap', amount0, amount1, trader, '0x'))
      expect(take(0n, 1_000_001n)).toEqual({ reverted: 'UniswapV2: K' })
      expect(take(0n, 1_000_000n)).toHaveProperty('returned')
      give(world.token1, pair, 10n ** 12n)
      for (const amount0 of [399_000n, 399_001n])
        expect(take(amount0, 0n)).toEqual({ reverted: 'UniswapV2: INSUFFICIENT_LIQUIDITY' })
    })
  })

  it('takes the root of a product that is one less than a square', () => {
    // Newton's iteration steps up again here, from 2,000 to 2,001.
    aside(world, () => expect(addLiquidity(world, 2000n, 2002n)).toBe(1000n))
  })

  it('reads the receiver’s balance after it takes the input, in a swap of tokens with a fee', () => {
    const name = 'swapExactTokensForTokensSupportingFeeOnTransferTokens'
    const swap = (last: string): unknown =>
      world.router.send(trader, name, 1n, 0n, [world.token0.address, last], trader, block.timestamp)
    // Without input and without a second token the input is missed first.
    expect(swap(person('no token'))).toEqual({ reverted: 'TransferHelper: TRANSFER_FROM_FAILED' })
  })

  it('names its LP token Pancake LPs, Cake-LP', () => {
    expect([world.pair.read('name'), world.pair.read('symbol')]).toEqual(['Pancake LPs', 'Cake-LP'])
  })

  it('separates the signatures for its LP token by name, version, chain and address, as EIP-712 says', () => {
    const hash = (text: string): string => toHex(keccakBytes(new TextEncoder().encode(text))).slice(2)
    const word = (hex: string): string => hex.padStart(64, '0')
    const type = 'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'
    const place = word((56).toString(16)) + word(world.pair.address.slice(2))
    const domain = hash(type) + hash('Pancake LPs') + hash('1') + place
    expect(world.pair.read('DOMAIN_SEPARATOR')).toBe(toHex(keccakBytes(fromHex(`0x${domain}`))))
  })

  it('quotes the least amounts and reserves', () => {
    const quoted = (quote: string, ...args: readonly bigint[]): unknown =>
      world.router.send(trader, quote, ...args)
    expect(quoted('getAmountOut', 1n, 1n, 1n)).toMatchObject({ returned: [0n] })
    // floor(9975 * 5 / (10000 + 9975)), and floor(10000 / 9975) + 1.
    expect(quoted('getAmountOut', 1n, 1n, 5n)).toMatchObject({ returned: [2n] })
    expect(quoted('getAmountIn', 1n, 1n, 2n)).toMatchObject({ returned: [2n] })
    expect(quoted('quote', 1n, 1n, 1n)).toMatchObject({ returned: [1n] })
  })

  it('quotes exactly where a division leaves no remainder', () => checkWholeQuotes(world, 200))

  it('quotes nothing for a pair that lacks a reserve', () => {
    for (const quote of ['getAmountOut', 'getAmountIn'])
      for (const reserves of [
        [0n, 1000n],
        [1000n, 0n],
        [0n, 0n],
      ])
        expect(world.router.send(trader, quote, 1n, ...reserves)).toEqual({
          reverted: 'UniswapV2Library: INSUFFICIENT_LIQUIDITY',
        })
  })

  it('creates the pair at its CREATE2 address, where the router finds it', () => {
    const { factory, router, pair, token0, token1 } = world
    expect(factory.read('getPair', token0.address, token1.address)).toBe(pair.address)
    expect(pancake.initCodeHash).toBe(toHex(keccakBytes(fromHex(pancake.pair.bytecode))))
    aside(world, () => {
      for (const token of [token0, token1]) {
        give(token, trader, 10n ** 20n)
        token.must(trader, 'approve', router.address, 10n ** 20n)
      }
      const both = [10n ** 20n, 10n ** 20n, 0n, 0n, trader, block.timestamp]
      expect(router.send(trader, 'addLiquidity', token0.address, token1.address, ...both)).toMatchObject({
        returned: [10n ** 20n, 10n ** 20n, 10n ** 20n - 1000n],
      })
    })
  })

  it('calls pancakeCall on a flash swap', () => {
    aside(world, () => {
      const callee = `
        pragma solidity 0.8.37;
        interface IERC20 { function transfer(address to, uint256 amount) external returns (bool); }
        contract Callee {
          address public immutable token;
          uint256 public repaid;
          address public sender;
          constructor(address token_) { token = token_; }
          function pancakeCall(address sender_, uint256 amount, uint256, bytes calldata data) external {
            sender = sender_;
            repaid = amount + abi.decode(data, (uint256));
            IERC20(token).transfer(msg.sender, repaid);
          }
        }`
      const { artifacts } = compileSources({ sources: { 'Callee.sol': callee }, compiler: solc0837 })
      const { machine, pair, token0 } = world
      addLiquidity(world, 10n ** 20n, 10n ** 20n)
      const flash = deploy(machine, owner, findArtifact(artifacts, 'Callee'), token0.address)
      give(token0, flash.address, 10n ** 18n)
      // The fee of 25 bps is on the repayment: floor(1000 * 10000 / 9975) + 1 = 1003 for 1000.
      const fee = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`
      expect(pair.send(trader, 'swap', 1000n, 0n, flash.address, fee(2n))).toEqual({
        reverted: 'UniswapV2: K',
      })
      expect(pair.send(trader, 'swap', 1000n, 0n, flash.address, fee(3n))).toHaveProperty('returned')
      expect(flash.read('repaid')).toBe(1003n)
      expect(flash.read('sender')).toBe(trader)
    })
  })

  it.each(['token0', 'token1'] as const)('lends %s before it calls back', (token) => {
    aside(world, () => {
      const callee = `
        pragma solidity 0.8.37;
        interface IERC20 { function transfer(address to, uint256 amount) external returns (bool); }
        contract Callee {
          IERC20 private immutable token;
          constructor(IERC20 token_) { token = token_; }
          function pancakeCall(address, uint256 amount0, uint256 amount1, bytes calldata) external {
            token.transfer(msg.sender, amount0 + amount1 + 3);
          }
        }`
      const { artifacts } = compileSources({ sources: { 'Callee.sol': callee }, compiler: solc0837 })
      addLiquidity(world, 10n ** 20n, 10n ** 20n)
      const lent = world[token]
      const { address } = deploy(world.machine, owner, findArtifact(artifacts, 'Callee'), lent.address)
      give(lent, address, 3n)
      const amounts = token === 'token0' ? [1000n, 0n] : [0n, 1000n]
      expect(world.pair.send(trader, 'swap', ...amounts, address, '0x00')).toHaveProperty('returned')
      expect(lent.read('balanceOf', address)).toBe(0n)
    })
  })

  it.each<readonly [name: string, args: readonly AbiValue[]]>([
    ['mint', [trader]],
    ['burn', [trader]],
    ['swap', [1n, 0n, trader, '0x']],
    ['skim', [trader]],
    ['sync', []],
  ])('is locked against %s while a flash swap is under way', (name, args) => {
    aside(world, () => {
      const callee = `
        pragma solidity 0.8.37;
        contract Callee {
          function pancakeCall(address, uint256, uint256, bytes calldata data) external {
            (bool done, bytes memory answer) = msg.sender.call(data);
            if (!done) assembly { revert(add(answer, 32), mload(answer)) }
          }
        }`
      const { artifacts } = compileSources({ sources: { 'Callee.sol': callee }, compiler: solc0837 })
      const { machine, pair } = world
      addLiquidity(world, 10n ** 20n, 10n ** 20n)
      const { address } = deploy(machine, owner, findArtifact(artifacts, 'Callee'))
      const reentrant = toHex(prepareCall(pancake.pair.abi, name).encode(...args))
      expect(pair.send(trader, 'swap', 1000n, 0n, address, reentrant)).toEqual({
        reverted: 'UniswapV2: LOCKED',
      })
    })
  })

  it('is part of the external contracts', () => {
    const { factory, pair, router } = outsideArtifacts()
    expect({ factory, pair, router }).toEqual({
      factory: pancake.factory,
      pair: pancake.pair,
      router: pancake.router,
    })
  })

  it('needs no library and fits the code size limit', () => {
    for (const { deployedBytecode } of [pancake.factory, pancake.pair, pancake.router]) {
      expect(fromHex(deployedBytecode).length).toBeLessThanOrEqual(24_576)
    }
  })
})

/** Compiles the sources with a subset of the edits. */
function buildWith(core: readonly Edit[], ofRouter: (hash: `0x${string}`) => readonly Edit[]) {
  const compileWith = (targets: string[], edits: readonly Edit[], compiler: typeof solc0516) => {
    const units = new Set([...targets, ...edits.map(({ source }) => source)])
    const originals = Object.fromEntries([...units].map((unit) => [unit, readPackage(unit)!]))
    return compileSources({ sources: applyEdits(originals, edits), targets, compiler }).artifacts
  }
  const cores = compileWith([factorySource, pairSource], core, solc0516)
  const pair = findArtifact(cores, 'UniswapV2Pair')
  const edits = ofRouter(toHex(keccakBytes(fromHex(pair.bytecode))))
  const router = findArtifact(compileWith([routerSource], edits, solc066), 'UniswapV2Router02')
  return { factory: findArtifact(cores, 'UniswapV2Factory'), pair, router }
}

/** The check that fails without an edit. */
const killedBy: Readonly<Record<string, (broken: World, numRuns: number) => unknown>> = {
  'the pair takes 25 bps of token0': checkSwaps,
  'the pair takes 25 bps of token1': checkSwaps,
  'k is scaled by 10000 squared': checkSwaps,
  'protocol fee of 8/25: numerator': checkProtocolFee,
  'protocol fee of 8/25: denominator': checkProtocolFee,
  'getAmountOut keeps 9975 of the input': checkQuotes,
  'getAmountOut scales the reserve by 10000': checkQuotes,
  'getAmountIn scales the reserve by 10000': checkQuotes,
  'getAmountIn keeps 9975 of the input': checkQuotes,
}

describe('the checks can fail', () => {
  const purposes = [...coreEdits, ...routerEdits('0x')].map(({ purpose }) => purpose)

  it.each(Object.keys(killedBy))('without the edit "%s" the formulas do not hold', (purpose) => {
    expect(purposes).toContain(purpose)
    const others = (edits: readonly Edit[]) => edits.filter((edit) => edit.purpose !== purpose)
    const broken = worldOf(buildWith(others(coreEdits), (hash) => others(routerEdits(hash))))
    expect(() => killedBy[purpose]!(broken, 200)).toThrow('Property failed')
  })

  it('passes with all edits', () => {
    const whole = worldOf(buildWith(coreEdits, routerEdits))
    for (const check of new Set(Object.values(killedBy))) check(whole, 50)
  })
})

describe('an edit that no longer matches exactly once stops the build', () => {
  const edits = [...coreEdits, ...routerEdits(pancake.initCodeHash)]
  const changed: readonly (readonly [how: string, change: (text: string, find: string) => string])[] = [
    ['was rewritten', (text, find) => text.replace(find, '')],
    ['appears twice', (text, find) => text.replace(find, `${find}/* ${find} */`)],
  ]
  for (const edit of edits) {
    it.each(changed)(`${edit.purpose}: the text that it replaces %s`, (_, change) => {
      const build = () =>
        buildPancake({
          read: (unit) => {
            const text = readPackage(unit)
            return text !== undefined && unit === edit.source ? change(text, edit.find) : text
          },
        })
      expect(build).toThrow(EditMismatch)
      expect(build).toThrow(edit.purpose)
    })
  }

  it('reports a missing package', () => {
    expect(() => buildPancake({ read: () => undefined })).toThrow('@uniswap/v2-core')
  })
})

it('keeps access control in the factory, as Uniswap does', () => {
  const machine = new Machine()
  const factory = deploy(machine, owner, pancake.factory, owner)
  expect(factory.send(person('stranger'), 'setFeeTo', trader)).toEqual({ reverted: 'UniswapV2: FORBIDDEN' })
})
