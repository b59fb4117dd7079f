/** BTCB and USDT behave as Binance's tokens, also where these differ from OpenZeppelin's ERC-20. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { AbiFunction } from '../../src/evm/abi/abi.ts'
import { signatureOf } from '../../src/evm/abi/signature.ts'
import { findArtifact } from '../../src/evm/compile/artifact.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { compileSources } from '../../src/evm/compile/compile.ts'
import { applyEdits } from '../../src/evm/compile/edit.ts'
import { outsideArtifacts } from '../../src/evm/compile/outside.ts'
import { readProject } from '../../src/evm/compile/sources.ts'
import { Machine } from '../../src/evm/machine/machine.ts'
import type { Contract } from '../evm/harness.ts'
import { deploy, person } from '../evm/harness.ts'

const { btcb, usdt } = outsideArtifacts()
const [binance, alice, bruno, spender] = [
  person('binance'),
  person('alice'),
  person('bruno'),
  person('spender'),
]
const zero = `0x${'0'.repeat(40)}`
const max = (1n << 256n) - 1n

let token: Contract
beforeEach(() => {
  token = withHoldings(btcb)
})

/** A token of which Alice holds 100 and Binance zero. */
function withHoldings(artifact: Artifact): Contract {
  const deployed = deploy(new Machine(), binance, artifact)
  deployed.must(binance, 'mint', 100n)
  deployed.must(binance, 'transfer', alice, 100n)
  return deployed
}

const transfer = (from: string, to: string, amount: bigint) => ({
  name: 'Transfer',
  args: [from, to, amount],
})
const approval = (owner: string, to: string, amount: bigint) => ({
  name: 'Approval',
  args: [owner, to, amount],
})

describe('the tokens', () => {
  it('are named as on BNB Smart Chain', () => {
    const about = (artifact: Artifact) => {
      const fresh = deploy(new Machine(), binance, artifact)
      return ['name', 'symbol', 'decimals', 'totalSupply', 'owner', 'getOwner'].map((view) =>
        fresh.read(view),
      )
    }
    expect(about(btcb)).toEqual(['BTCB Token', 'BTCB', 18n, 0n, binance, binance])
    expect(about(usdt)).toEqual(['Tether USD', 'USDT', 18n, 0n, binance, binance])
  })

  it.each([btcb, usdt])('$contract has the functions of a BEP-20 token and no others', ({ abi }) => {
    const functions = abi.filter((item): item is AbiFunction => item.type === 'function')
    expect(functions.map(signatureOf).toSorted()).toEqual([
      'allowance(address,address)',
      'approve(address,uint256)',
      'balanceOf(address)',
      'burn(uint256)',
      'decimals()',
      'decreaseAllowance(address,uint256)',
      'getOwner()',
      'increaseAllowance(address,uint256)',
      'mint(uint256)',
      'name()',
      'owner()',
      'renounceOwnership()',
      'symbol()',
      'totalSupply()',
      'transfer(address,uint256)',
      'transferFrom(address,address,uint256)',
      'transferOwnership(address)',
    ])
  })
})

describe('supply', () => {
  it('is minted by the owner, to the owner', () => {
    expect(token.send(binance, 'mint', 5n)).toEqual({
      returned: [true],
      events: [transfer(zero, binance, 5n)],
    })
    expect([token.read('totalSupply'), token.read('balanceOf', binance)]).toEqual([105n, 5n])
    expect(token.send(alice, 'mint', 5n)).toEqual({ reverted: 'Ownable: caller is not the owner' })
  })

  it('stays within uint256', () => {
    expect(token.send(binance, 'mint', max - 99n)).toEqual({ reverted: 'SafeMath: addition overflow' })
    expect(token.send(binance, 'mint', max - 100n)).toHaveProperty('returned')
    expect(token.read('totalSupply')).toBe(max)
  })

  it('can be burnt by any holder', () => {
    expect(token.send(alice, 'burn', 101n)).toEqual({ reverted: 'BEP20: burn amount exceeds balance' })
    expect(token.send(alice, 'burn', 40n)).toEqual({ returned: [true], events: [transfer(alice, zero, 40n)] })
    expect([token.read('totalSupply'), token.read('balanceOf', alice)]).toEqual([60n, 60n])
    token.must(alice, 'burn', 60n)
    expect([token.read('totalSupply'), token.read('balanceOf', alice)]).toEqual([0n, 0n])
  })
})

describe('transfers', () => {
  it('move up to the sender’s balance, also to the sender', () => {
    expect(token.send(alice, 'transfer', bruno, 30n)).toEqual({
      returned: [true],
      events: [transfer(alice, bruno, 30n)],
    })
    expect(token.send(bruno, 'transfer', bruno, 30n)).toEqual({
      returned: [true],
      events: [transfer(bruno, bruno, 30n)],
    })
    expect([token.read('balanceOf', alice), token.read('balanceOf', bruno)]).toEqual([70n, 30n])
    expect(token.send(bruno, 'transfer', bruno, 31n)).toEqual({
      reverted: 'BEP20: transfer amount exceeds balance',
    })
  })

  it('check the recipient before the balance', () => {
    expect(token.send(bruno, 'transfer', zero, 1n)).toEqual({
      reverted: 'BEP20: transfer to the zero address',
    })
    expect(token.send(bruno, 'transfer', alice, 1n)).toEqual({
      reverted: 'BEP20: transfer amount exceeds balance',
    })
  })
})

describe('transfers on behalf of others', () => {
  const move = (from: string, to: string, amount: bigint) =>
    token.send(spender, 'transferFrom', from, to, amount)

  it('check addresses, then the balance, and the allowance last', () => {
    expect(move(zero, zero, 101n)).toEqual({ reverted: 'BEP20: transfer from the zero address' })
    expect(move(alice, zero, 101n)).toEqual({ reverted: 'BEP20: transfer to the zero address' })
    expect(move(alice, bruno, 101n)).toEqual({ reverted: 'BEP20: transfer amount exceeds balance' })
    expect(move(alice, bruno, 100n)).toEqual({ reverted: 'BEP20: transfer amount exceeds allowance' })
    expect(token.read('balanceOf', alice)).toBe(100n)
  })

  it('emit Transfer before Approval and reduce the allowance', () => {
    token.must(alice, 'approve', spender, 50n)
    expect(move(alice, bruno, 20n)).toEqual({
      returned: [true],
      events: [transfer(alice, bruno, 20n), approval(alice, spender, 30n)],
    })
    expect(token.read('allowance', alice, spender)).toBe(30n)
  })

  it('reduce even an allowance of 2^256 - 1', () => {
    token.must(alice, 'approve', spender, max)
    expect(move(alice, bruno, 1n)).toMatchObject({ events: [{}, approval(alice, spender, max - 1n)] })
    expect(token.read('allowance', alice, spender)).toBe(max - 1n)
  })

  it('of zero need no allowance, and emit events', () => {
    expect(move(alice, bruno, 0n)).toMatchObject({
      events: [transfer(alice, bruno, 0n), approval(alice, spender, 0n)],
    })
  })
})

describe('allowances', () => {
  it('are set, raised and lowered', () => {
    expect(token.send(alice, 'approve', spender, 5n)).toEqual({
      returned: [true],
      events: [approval(alice, spender, 5n)],
    })
    expect(token.send(alice, 'increaseAllowance', spender, 3n)).toMatchObject({
      events: [approval(alice, spender, 8n)],
    })
    expect(token.send(alice, 'decreaseAllowance', spender, 8n)).toMatchObject({
      events: [approval(alice, spender, 0n)],
    })
  })

  it('neither overflow nor fall below zero', () => {
    token.must(alice, 'approve', spender, 1n)
    expect(token.send(alice, 'increaseAllowance', spender, max)).toEqual({
      reverted: 'SafeMath: addition overflow',
    })
    expect(token.send(alice, 'decreaseAllowance', spender, 2n)).toEqual({
      reverted: 'BEP20: decreased allowance below zero',
    })
  })

  it('cannot be given to the zero address', () => {
    const reverted = { reverted: 'BEP20: approve to the zero address' }
    for (const name of ['approve', 'increaseAllowance', 'decreaseAllowance']) {
      expect(token.send(alice, name, zero, 0n)).toEqual(reverted)
    }
  })
})

describe('ownership', () => {
  it('can be transferred or renounced', () => {
    expect(token.send(alice, 'transferOwnership', alice)).toEqual({
      reverted: 'Ownable: caller is not the owner',
    })
    expect(token.send(binance, 'transferOwnership', zero)).toEqual({
      reverted: 'Ownable: new owner is the zero address',
    })
    token.must(binance, 'transferOwnership', alice)
    expect(token.read('getOwner')).toBe(alice)
    token.must(alice, 'renounceOwnership')
    expect(token.read('getOwner')).toBe(zero)
    expect(token.send(alice, 'mint', 1n)).toEqual({ reverted: 'Ownable: caller is not the owner' })
  })
})

it('mutants are killed: an infinite allowance, and a check of the allowance first', () => {
  const source = 'contracts/outside/BEP20.sol'
  const find = '        _transfer(from, to, amount);\n'
  const mutated = (replace: string): Contract => {
    const sources = {
      [source]: readProject(source)!,
      'contracts/outside/BTCB.sol': readProject('contracts/outside/BTCB.sol')!,
    }
    const edited = applyEdits(sources, [{ purpose: 'mutant', source, find, replace }])
    return withHoldings(
      findArtifact(compileSources({ sources: edited, read: readProject }).artifacts, 'BTCB'),
    )
  }
  const sparing = mutated(
    `${find}        if (allowance[from][msg.sender] == type(uint256).max) return true;\n`,
  )
  sparing.must(alice, 'approve', spender, max)
  sparing.must(spender, 'transferFrom', alice, bruno, 1n)
  expect(sparing.read('allowance', alice, spender)).not.toBe(max - 1n)

  const first = mutated(`        require(allowance[from][msg.sender] >= amount, "first");\n${find}`)
  expect(first.send(spender, 'transferFrom', alice, bruno, 101n)).toEqual({ reverted: 'first' })
})
