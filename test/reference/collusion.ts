/**
 * Coalition: owner, payer, admin wallet and a stranger act together, with any function of any contract, against everybody else.
 *
 * The functions come from the compiled ABIs, so that a new one takes part without being named here. Everybody else does nothing
 * until the end: alice holds AMT, bob has staked, carol is in the buy-back vault, dora provides liquidity; then they leave.
 */
import type { AbiValue } from '../../src/evm/abi/value.ts'
import type { Build } from '../../src/evm/build.ts'
import type { Artifact } from '../../src/evm/compile/artifact.ts'
import { MAX, Refused, Town, zero, type Contract, type Who } from '../support/chain-world.ts'

export const coalition = ['owner', 'payer', 'admin', 'emil'] as const
const others = ['alice', 'bob', 'carol', 'dora'] as const

const UNIT = 10n ** 18n
const MILLION = 1_000_000n * UNIT
const STAKED = 4n * MILLION

/** One call: numbers that are made into a member, a function and its arguments. */
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

/** What nobody of the coalition may take. */
interface Standing {
  /** Tokens of those who do nothing, with what their allowances to contracts expose. */
  readonly wallets: readonly bigint[]
  readonly rcl: bigint
  readonly supply: bigint
  readonly locked: readonly bigint[]
  /** LP tokens that Master and the locker keep, less the liqAMT that stands for them. */
  readonly spare: bigint
  /** The pair's `k` and LP supply. */
  readonly k: bigint
  readonly lp: bigint
}

export class Coalition {
  readonly town: Town
  /** `contract.signature` of every call that was not refused, over all runs. */
  readonly reached = new Set<string>()
  /** Every function that changes anything, of the build. */
  readonly own: readonly Fn[]
  /** Of the outside tokens, the pair and the router. */
  readonly outside: readonly Fn[]
  private readonly start: bigint

  constructor(build: Build) {
    this.town = settledTown(build)
    this.start = this.town.now
    const { outside, ...own } = build
    this.own = functionsOf(own)
    this.outside = functionsOf({ ...outside })
  }

  /** Plays the draws, then lets everybody else leave; throws `Loss` for whatever they lack. Leaves no trace. */
  play(draws: readonly Draw[]): void {
    const { town } = this
    const mark = town.machine.checkpoint()
    try {
      const promised = [dueOf(town, 1n), dueOf(town, 2n)]
      let before = standingOf(town)
      for (const draw of draws) {
        const call = this.step(draw)
        if (call === undefined) continue
        const after = standingOf(town)
        compare(before, after, call)
        before = after
        while (BigInt(promised.length) < town.amount('amt', 'getCurrentSnapshotId'))
          promised.push(dueOf(town, BigInt(promised.length + 1)))
      }
      leave(town, promised)
    } finally {
      town.machine.rewind(mark)
      town.machine.release(mark)
      town.now = this.start
    }
  }

  /** Makes a draw's call by the first of the coalition who can; says which, unless all are refused. */
  private step({ actor, fn, words }: Draw): string | undefined {
    const { town } = this
    const group = fn % 12
    if (group === 0) {
      town.wait([1n, 1_800n, 40_000n][words[0]! % 3]!)
      return undefined
    }
    const { on, signature, types } = pick(group < 9 ? this.own : this.outside, Math.floor(fn / 12))
    // Who gives a role up ends much that could be tried: that is for some sequences only.
    if (signature === 'renounceOwnership()' && words[0]! % 20 > 0) return undefined
    const args = types.map((type, index) => valueOf(town, type, words[index % words.length]!))
    // Liquidity is only taken in the pool's own ratio.
    if (signature.startsWith('addLiquidity(uint256') && words[2]! % 2 === 0)
      args[1] = ((args[0] as bigint) * town.balance('btcb', 'pair')) / town.balance('amt', 'pair')
    for (let turn = 0; turn < coalition.length; turn += 1) {
      const from = pick(coalition, actor + turn)
      try {
        town.does(from, on, signature, ...args)
      } catch (error) {
        if (error instanceof Refused) continue
        throw error
      }
      this.reached.add(`${on}.${signature}`)
      return `${on}.${signature} by ${from}: ${args.join(', ')}`
    }
    return undefined
  }
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!
}

/** Everybody is there, with the pool of the launch, a filled RCL, an airdrop, and locked liquidity. */
function settledTown(build: Build): Town {
  const town = new Town(build)
  town.provide('dora', MILLION, 50n * UNIT)
  town.giveBtcb('burnVault', 30n * UNIT)
  for (const who of [...others, ...coalition]) {
    town.giveAmt(who, 3n * MILLION)
    town.giveBtcb(who, 100n * UNIT)
    town.giveUsdt(who, 1_000n * UNIT)
    for (const spender of [
      'master',
      'burnVault',
      'market',
      'stakingVault',
      'buyBackVault',
      'router',
    ] as const) {
      for (const token of ['amt', 'btcb', 'usdt', 'liqAmt', 'pair'] as const) {
        // The router pulls from whoever calls it; those who do nothing may well have allowed it everything.
        town.does(who, token, 'approve', spender, MAX)
      }
    }
  }
  town.does('owner', 'master', 'addLiquidityLocking', MILLION, 50n * UNIT)
  town.giveAmt('market', MILLION)
  town.giveUsdt('market', 1_000n * UNIT)
  town.deposit('bob', 'stakingVault', STAKED)
  town.deposit('carol', 'buyBackVault', STAKED)
  town.does('emil', 'master', 'addLiquidity', 100_000n * UNIT, 5n * UNIT)
  // Two payments are open from the start.
  town.pay(7n * UNIT + 7n, 10n)
  town.pay(3n * UNIT + 1n, 20n)
  town.announce([['alice', 100n]], town.now + 86_400n)
  town.giveAmt('distributor', 100n)
  return town
}

/** Without the calls that need BNB or a signature, and what makes or governs pairs. */
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

const victims: readonly Who[] = ['alice', 'bob', 'carol', 'dora', 'stakingVault', 'buyBackVault', 'locker']

const addresses: readonly Who[] = [
  ...coalition,
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

function valueOf(town: Town, type: string, word: number): AbiValue {
  switch (type) {
    case 'address':
      return town.address(pick([coalition, victims, addresses][word % 3]!, Math.floor(word / 3)))
    case 'address[]':
      return (word % 2 === 0 ? (['amt', 'btcb'] as const) : (['btcb', 'amt'] as const)).map((token) =>
        town.address(token),
      )
    case 'bytes32[]':
      return []
    case 'bytes':
      return '0x'
    case 'uint256':
      return amountOf(town, word)
    default:
      throw new Error(`no values of type ${type}: give the coalition some`)
  }
}

/** Numbers of payments, percentages, deadlines, and amounts from a base unit to everything. */
function amountOf(town: Town, word: number): bigint {
  const size = BigInt(Math.floor(word / 10) % 1_000)
  switch (word % 10) {
    case 0:
      return 0n
    case 1:
    case 2:
    case 3:
      return 1n + (size % (town.amount('amt', 'getCurrentSnapshotId') + 1n))
    case 4:
      return size % 101n
    case 5:
      return 100n + size
    case 6:
      return size * (UNIT / 100n)
    case 7:
      return size * 1_000n * UNIT
    case 8:
      return town.now + size
    default:
      return MAX
  }
}

function standingOf(town: Town): Standing {
  const [reserve0, reserve1] = [town.balance('amt', 'pair'), town.balance('btcb', 'pair')]
  return {
    wallets: others.flatMap((who) =>
      (['amt', 'btcb', 'usdt', 'liqAmt'] as const).map((token) => town.balance(token, who)),
    ),
    rcl: town.balance('btcb', 'burnVault'),
    supply: town.amount('amt', 'totalSupply'),
    locked: [town.balance('pair', 'locker'), town.balance('liqAmt', 'locker')],
    spare:
      town.balance('pair', 'master') + town.balance('pair', 'locker') - town.amount('liqAmt', 'totalSupply'),
    k: reserve0 * reserve1,
    lp: town.amount('pair', 'totalSupply'),
  }
}

/** Nothing of anybody else's is less; of the RCL, per AMT, except through emission, which leaves the BTCB where it is. */
function compare(before: Standing, after: Standing, call: string): void {
  if (after.wallets.some((held, index) => held < before.wallets[index]!)) throw new Loss(call, 'a wallet')
  if (after.locked.some((held, index) => held < before.locked[index]!)) throw new Loss(call, 'the locker')
  if (after.spare < before.spare) throw new Loss(call, 'liqAMT')
  const fell =
    after.supply > before.supply
      ? after.rcl < before.rcl
      : after.rcl * before.supply < before.rcl * after.supply
  if (fell) throw new Loss(call, 'the RCL')
  // Compared by balances, since what is beyond the reserves was given away: it may be taken by `skim`.
  if (!call.startsWith('pair.skim') && after.k * before.lp ** 2n < before.k * after.lp ** 2n)
    throw new Loss(call, 'the pool')
}

/** What everybody else is due for one payment, by the rules, as of the payment. */
interface Due {
  readonly alice: bigint
  readonly bob: bigint
  readonly dora: bigint
}

function dueOf(town: Town, id: bigint): Due {
  const at = (token: Contract, who: Who): bigint => town.amount(token, 'balanceOfAt', who, id)
  const units = town.amount('amt', 'totalSupplyAt', id) - at('amt', 'pair')
  const pot = town.amount('master', 'pays', id)
  return {
    alice: (pot * at('amt', 'alice')) / units,
    bob: (pot * STAKED) / units,
    dora:
      (town.amount('master', 'liqPays', id) * at('liqAmt', 'dora')) /
      town.amount('liqAmt', 'totalSupplyAt', id),
  }
}

/** Everybody else leaves, with all that they are due. */
function leave(town: Town, promised: readonly Due[]): void {
  const last = BigInt(promised.length)
  const due = (who: keyof Due): bigint => promised.reduce((sum, payment) => sum + payment[who], 0n)
  const gain = (who: Who, run: () => void): readonly [amt: bigint, btcb: bigint] => {
    const before = [town.balance('amt', who), town.balance('btcb', who)] as const
    try {
      run()
    } catch (error) {
      if (error instanceof Refused) throw new Loss(`leaving, refused with ${error.reason}`, String(who))
      throw error
    }
    return [town.balance('amt', who) - before[0], town.balance('btcb', who) - before[1]]
  }
  const insist = (who: string, is: boolean): void => {
    if (!is) throw new Loss('leaving', who)
  }

  const [staked, earned] = gain('bob', () => town.does('bob', 'stakingVault', 'withdraw', STAKED))
  insist('bob', staked === STAKED && earned === due('bob'))
  const [bought] = gain('carol', () => {
    town.does('carol', 'buyBackVault', 'withdraw', 0n)
    town.does('carol', 'buyBackVault', 'withdraw', town.amount('buyBackVault', 'depositOf', 'carol'))
  })
  insist('carol', bought >= STAKED)
  const [, charged] = gain('alice', () => town.does('alice', 'master', 'chargeFromTo', 1n, last))
  insist('alice', charged === due('alice'))
  const [, provided] = gain('dora', () => town.does('dora', 'master', 'liqChargeFromTo', 1n, last))
  insist('dora', provided === due('dora'))
  const liquidity = town.balance('liqAmt', 'dora')
  const lpBefore = town.balance('pair', 'master')
  gain('dora', () => town.does('dora', 'master', 'removeLiquidity', liquidity))
  insist('dora', lpBefore - town.balance('pair', 'master') === liquidity)
}

/** Somebody who did nothing has lost something. */
export class Loss extends Error {
  override readonly name = 'Loss'
  constructor(call: string, whose: string) {
    super(`${whose} lost by ${call}`)
  }
}
