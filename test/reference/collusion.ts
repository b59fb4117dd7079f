/**
 * Collusion: owner, payer, admin wallet and the holder elena act together, with any function of any contract,
 * against all other accounts.
 *
 * The functions come from the compiled ABIs, so that a new function takes part automatically. The other
 * accounts are passive until the end: alice holds AMT, bruno is in the staking vault, carmen in the buy-back
 * vault, diego provides liquidity. Then they exit.
 */
import type { AbiValue } from '../../src/evm/abi/value.ts'
import { ownArtifacts, type Build } from '../../src/evm/build.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { MAX, Reverted, ChainWorld, zero, type Contract, type Who } from '../support/chain-world.ts'

export const collusion = ['owner', 'payer', 'admin', 'elena'] as const
const others = ['alice', 'bruno', 'carmen', 'diego'] as const

const UNIT = 10n ** 18n
const MILLION = 1_000_000n * UNIT
const STAKED = 4n * MILLION

/** Choices for one call: they select a member, a function and its arguments. */
export interface Draw {
  readonly actor: number
  readonly fn: number
  readonly words: readonly number[]
}

interface Fn {
  readonly on: Contract
  readonly signature: string
  readonly types: readonly string[]
}

/** What the coalition must not reduce. */
interface Assets {
  /** Tokens in the wallets of the other accounts, which contracts have allowances of. */
  readonly wallets: readonly bigint[]
  readonly rcl: bigint
  readonly supply: bigint
  readonly locked: readonly bigint[]
  /** LP tokens of Master and the locker, less the supply of liqAMT. */
  readonly spare: bigint
  /** The pair's `k` and LP supply. */
  readonly k: bigint
  readonly lp: bigint
}

export class Collusion {
  readonly world: ChainWorld
  /** `contract.signature` of every successful call, over all runs. */
  readonly coverage = new Set<string>()
  /** State-changing functions of the build. */
  readonly own: readonly Fn[]
  /** State-changing functions of the external tokens, the pair and the router. */
  readonly outside: readonly Fn[]
  private readonly start: bigint

  constructor(build: Build) {
    this.world = vaultsWorld(build)
    this.start = this.world.now
    this.own = functionsOf(ownArtifacts(build))
    this.outside = functionsOf({ ...build.outside })
  }

  /**
   * Makes the calls, then lets the other accounts exit, and undoes everything.
   *
   * @throws {Loss} when an account has lost anything.
   */
  play(draws: readonly Draw[]): void {
    const { world } = this
    const mark = world.machine.checkpoint()
    try {
      const promised = [dueOf(world, 1n), dueOf(world, 2n)]
      let before = assetsOf(world)
      for (const draw of draws) {
        const call = this.step(draw)
        if (call === undefined) continue
        const after = assetsOf(world)
        compare(before, after, call)
        before = after
        while (BigInt(promised.length) < world.amount('amt', 'getCurrentSnapshotId'))
          promised.push(dueOf(world, BigInt(promised.length + 1)))
      }
      leave(world, promised)
    } finally {
      world.machine.rewind(mark)
      world.machine.release(mark)
      world.now = this.start
    }
  }

  /**
   * Makes a draw's call by the first member for whom it succeeds. Returns its description; undefined if all
   * revert.
   */
  private step({ actor, fn, words }: Draw): string | undefined {
    const { world } = this
    const group = fn % 12
    if (group === 0) {
      world.wait([1n, 1_800n, 40_000n][words[0]! % 3]!)
      return undefined
    }
    const { on, signature, types } = pick(group < 9 ? this.own : this.outside, Math.floor(fn / 12))
    // Renouncing a role closes most functions, so only some sequences do it.
    if (signature === 'renounceOwnership()' && words[0]! % 20 > 0) return undefined
    const args = types.map((type, index) => valueOf(world, type, words[index % words.length]!))
    // Liquidity is only accepted in the ratio of the reserves.
    if (signature.startsWith('addLiquidity(uint256') && words[2]! % 2 === 0)
      args[1] = ((args[0] as bigint) * world.balance('btcb', 'pair')) / world.balance('amt', 'pair')
    for (let turn = 0; turn < collusion.length; turn += 1) {
      const from = pick(collusion, actor + turn)
      try {
        world.does(from, on, signature, ...args)
      } catch (error) {
        if (error instanceof Reverted) continue
        throw error
      }
      this.coverage.add(`${on}.${signature}`)
      return `${on}.${signature} by ${from}: ${args.join(', ')}`
    }
    return undefined
  }
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!
}

/** All accounts are active; the pool has the launch's size; RCL, airdrop and locked liquidity are funded. */
function vaultsWorld(build: Build): ChainWorld {
  const world = new ChainWorld(build)
  world.provide('diego', MILLION, 50n * UNIT)
  world.giveBtcb('burnVault', 30n * UNIT)
  for (const who of [...others, ...collusion]) {
    world.giveAmt(who, 3n * MILLION)
    world.giveBtcb(who, 100n * UNIT)
    world.giveUsdt(who, 1_000n * UNIT)
    for (const spender of [
      'master',
      'burnVault',
      'market',
      'stakingVault',
      'buyBackVault',
      'router',
    ] as const) {
      for (const token of ['amt', 'btcb', 'usdt', 'liqAmt', 'pair'] as const) {
        // The router transfers from its caller only, so other accounts may give it any allowance.
        world.does(who, token, 'approve', spender, MAX)
      }
    }
  }
  world.does('owner', 'master', 'addLiquidityLocking', MILLION, 50n * UNIT)
  world.giveAmt('market', MILLION)
  world.giveUsdt('market', 1_000n * UNIT)
  world.deposit('bruno', 'stakingVault', STAKED)
  world.deposit('carmen', 'buyBackVault', STAKED)
  world.does('elena', 'master', 'addLiquidity', 100_000n * UNIT, 5n * UNIT)
  // Two payments are open.
  world.pay(7n * UNIT + 7n, 10n)
  world.pay(3n * UNIT + 1n, 20n)
  world.announce([['alice', 100n]], world.now + 86_400n)
  world.giveAmt('distributor', 100n)
  return world
}

/** Excludes functions that need BNB or a signature, and those that create or govern pairs. */
function functionsOf(artifacts: Readonly<Record<string, Artifact | string>>): readonly Fn[] {
  const skipped = ['createPair', 'initialize', 'permit', 'ETH', 'WithPermit', 'setFeeTo']
  return Object.entries(artifacts).flatMap(([on, artifact]) =>
    typeof artifact === 'string'
      ? []
      : artifact.abi.flatMap((item) => {
          if (item.type !== 'function' || ['view', 'pure'].includes(item.stateMutability)) return []
          if (skipped.some((part) => item.name.includes(part))) return []
          const types = item.inputs.map(({ type }) => type)
          return [{ on: on as Contract, signature: `${item.name}(${types.join(',')})`, types }]
        }),
  )
}

const victims: readonly Who[] = [
  'alice',
  'bruno',
  'carmen',
  'diego',
  'stakingVault',
  'buyBackVault',
  'locker',
]

const addresses: readonly Who[] = [
  ...collusion,
  ...others,
  'amt',
  'btcb',
  'usdt',
  'liqAmt',
  'master',
  'burnVault',
  'locker',
  'market',
  'stakingVault',
  'buyBackVault',
  'distributor',
  'pair',
  zero,
]

function valueOf(world: ChainWorld, type: string, word: number): AbiValue {
  switch (type) {
    case 'address':
      return world.address(pick([collusion, victims, addresses][word % 3]!, Math.floor(word / 3)))
    case 'address[]':
      return (word % 2 === 0 ? (['amt', 'btcb'] as const) : (['btcb', 'amt'] as const)).map((token) =>
        world.address(token),
      )
    case 'bytes32[]':
      return []
    case 'bytes':
      return '0x'
    case 'uint256':
      return amountOf(world, word)
    default:
      throw new Error(`expected a generator for type ${type}, got none: add one`)
  }
}

/** Payment ids, percentages, deadlines, and amounts from one base unit to 2^256 - 1. */
function amountOf(world: ChainWorld, word: number): bigint {
  const size = BigInt(Math.floor(word / 10) % 1_000)
  switch (word % 10) {
    case 0:
      return 0n
    case 1:
    case 2:
    case 3:
      return 1n + (size % (world.amount('amt', 'getCurrentSnapshotId') + 1n))
    case 4:
      return size % 101n
    case 5:
      return 100n + size
    case 6:
      return size * (UNIT / 100n)
    case 7:
      return size * 1_000n * UNIT
    case 8:
      return world.now + size
    default:
      return MAX
  }
}

function assetsOf(world: ChainWorld): Assets {
  const [reserve0, reserve1] = [world.balance('amt', 'pair'), world.balance('btcb', 'pair')]
  return {
    wallets: others.flatMap((who) =>
      (['amt', 'btcb', 'usdt', 'liqAmt'] as const).map((token) => world.balance(token, who)),
    ),
    rcl: world.balance('btcb', 'burnVault'),
    supply: world.amount('amt', 'totalSupply'),
    locked: [world.balance('pair', 'locker'), world.balance('liqAmt', 'locker')],
    spare:
      world.balance('pair', 'master') +
      world.balance('pair', 'locker') -
      world.amount('liqAmt', 'totalSupply'),
    k: reserve0 * reserve1,
    lp: world.amount('pair', 'totalSupply'),
  }
}

/** No asset has fallen. The RCL is compared by BTCB per AMT; emission may lower that, but not the BTCB. */
function compare(before: Assets, after: Assets, call: string): void {
  if (after.wallets.some((held, index) => held < before.wallets[index]!)) throw new Loss(call, 'a wallet')
  if (after.locked.some((held, index) => held < before.locked[index]!)) throw new Loss(call, 'the locker')
  if (after.spare < before.spare) throw new Loss(call, 'liqAMT')
  const fell =
    after.supply > before.supply
      ? after.rcl < before.rcl
      : after.rcl * before.supply < before.rcl * after.supply
  if (fell) throw new Loss(call, 'the RCL')
  // Compared by balances. A surplus over the reserves is a donation, which `skim` may take.
  if (!call.startsWith('pair.skim') && after.k * before.lp ** 2n < before.k * after.lp ** 2n)
    throw new Loss(call, 'the pool')
}

/** Claims of the other accounts for one payment, as of its snapshot. */
interface Due {
  readonly alice: bigint
  readonly bruno: bigint
  readonly diego: bigint
}

function dueOf(world: ChainWorld, id: bigint): Due {
  const at = (token: Contract, who: Who): bigint => world.amount(token, 'balanceOfAt', who, id)
  const units = world.amount('amt', 'totalSupplyAt', id) - at('amt', 'pair')
  const pot = world.amount('master', 'pays', id)
  return {
    alice: (pot * at('amt', 'alice')) / units,
    bruno: (pot * STAKED) / units,
    diego:
      (world.amount('master', 'liqPays', id) * at('liqAmt', 'diego')) /
      world.amount('liqAmt', 'totalSupplyAt', id),
  }
}

/** The other accounts exit with all their claims. */
function leave(world: ChainWorld, promised: readonly Due[]): void {
  const last = BigInt(promised.length)
  const due = (who: keyof Due): bigint => promised.reduce((sum, payment) => sum + payment[who], 0n)
  const gain = (who: Who, run: () => void): readonly [amt: bigint, btcb: bigint] => {
    const before = [world.balance('amt', who), world.balance('btcb', who)] as const
    try {
      run()
    } catch (error) {
      if (error instanceof Reverted) throw new Loss(`an exit that reverts with ${error.reason}`, String(who))
      throw error
    }
    return [world.balance('amt', who) - before[0], world.balance('btcb', who) - before[1]]
  }
  const require = (who: string, is: boolean): void => {
    if (!is) throw new Loss('an exit', who)
  }

  const [staked, earned] = gain('bruno', () => world.does('bruno', 'stakingVault', 'withdraw', STAKED))
  require('bruno', staked === STAKED && earned === due('bruno'))
  const [bought] = gain('carmen', () => {
    world.does('carmen', 'buyBackVault', 'withdraw', 0n)
    world.does('carmen', 'buyBackVault', 'withdraw', world.amount('buyBackVault', 'depositOf', 'carmen'))
  })
  require('carmen', bought >= STAKED)
  const [, charged] = gain('alice', () => world.does('alice', 'master', 'chargeFromTo', 1n, last))
  require('alice', charged === due('alice'))
  const [, provided] = gain('diego', () => world.does('diego', 'master', 'liqChargeFromTo', 1n, last))
  require('diego', provided === due('diego'))
  const liquidity = world.balance('liqAmt', 'diego')
  const lpBefore = world.balance('pair', 'master')
  gain('diego', () => world.does('diego', 'master', 'removeLiquidity', liquidity))
  require('diego', lpBefore - world.balance('pair', 'master') === liquidity)
}

/** An account outside of the coalition has lost something. */
export class Loss extends Error {
  override readonly name = 'Loss'
  constructor(call: string, whose: string) {
    super(`${whose} lost by ${call}`)
  }
}
