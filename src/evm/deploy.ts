/**
 * Deploy: the whole world on a machine, the outside first, then a build in the published order: AMT, liqAMT,
 * BurnVault(amt), Master(amt, vault, liqAMT, payer), ownership of AMT and liqAMT to Master, Market, and then both vaults.
 *
 * Nobody holds anything yet and no snapshot has been taken. The AMT/BTCB pair exists, empty.
 */
import { prepareCall } from './abi/call.ts'
import type { AbiValue } from './abi/value.ts'
import type { Build } from './build.ts'
import type { Artifact } from './compile/artifact.ts'
import { createContract, showRevert } from './create.ts'
import type { Sender } from './create.ts'
import { createdAddress } from './machine/address.ts'
import type { Address, Machine } from './machine/machine.ts'
import { chain56, pairAddress, placeOutsideWorld } from './outside-world.ts'
import type { OutsideParties } from './outside-world.ts'

export interface Parties extends OutsideParties {
  /** Deploys the build and owns Master and Market. */
  readonly owner: Address
  /** Master's payer wallet. */
  readonly payer: Address
  /** The Market's admin wallet. */
  readonly admin: Address
}

export interface DeployOptions {
  readonly parties: Parties
  /**
   * Whether AMT's address is below BTCB's, so that AMT is the pair's `token0`, as it is on chain 56. If it is, liqAMT and USDT too sort as
   * they do there: USDT, liqAMT, AMT, BTCB.
   */
  readonly amtSorts: 'below' | 'above'
  /** When all this happens. */
  readonly block: Omit<Sender, 'from'>
}

/** The tokens that may be paired, in the order in which their pairs are listed. */
export const pairable = ['amt', 'liqAmt', 'btcb', 'usdt'] as const
export type Pairable = (typeof pairable)[number]

/** Where a pair is, or would be once somebody creates it. */
export interface PairPlace {
  /** In the order of `pairable`, which need not be the order of their addresses. */
  readonly tokens: readonly [Pairable, Pairable]
  readonly address: Address
}

/** Where everything is. */
export interface Deployment extends Readonly<Record<Pairable, Address>> {
  readonly master: Address
  readonly burnVault: Address
  /** Where Master will create the liquidity locker; nothing is there before. */
  readonly locker: Address
  readonly market: Address
  readonly stakingVault: Address
  readonly buyBackVault: Address
  readonly factory: Address
  readonly router: Address
  /** The AMT/BTCB pair. */
  readonly pair: Address
  /** Every pair among the pairable tokens, AMT/BTCB included. */
  readonly pairs: readonly PairPlace[]
}

/**
 * Deploys a build and its world onto a machine on which neither is yet.
 *
 * @throws {DeploymentFailed} a contract cannot be deployed.
 * @throws {WrongDeployment} the build deploys, but not to what its interface promises.
 */
export function deploy(machine: Machine, build: Build, options: DeployOptions): Deployment {
  const { parties, amtSorts, block } = options
  const owner = { ...block, from: parties.owner }
  placeOutsideWorld(machine, build.outside, parties, block)

  const asOnChain56 = amtSorts === 'below'
  skipNonces(machine, owner, (next) =>
    asOnChain56 ? isBetween(chain56.usdt, next, chain56.btcb) : next > chain56.btcb,
  )
  const amt = createContract(machine, owner, build.amt)
  if (asOnChain56) skipNonces(machine, owner, (next) => isBetween(chain56.usdt, next, amt))
  const liqAmt = createContract(machine, owner, build.liqAmt)
  const burnVault = createContract(machine, owner, build.burnVault, amt)
  const master = createContract(machine, owner, build.master, amt, burnVault, liqAmt, parties.payer)
  for (const [artifact, address] of [[build.amt, amt] as const, [build.liqAmt, liqAmt] as const]) {
    perform(machine, owner, build, artifact, address, 'transferOwnership', master)
  }

  const market = createContract(
    machine,
    owner,
    build.market,
    amt,
    master,
    LAUNCH_RATE,
    LAUNCH_FEE,
    parties.admin,
  )
  const stakingVault = createContract(machine, owner, build.stakingVault, amt, master)
  const buyBackVault = createContract(machine, owner, build.buyBackVault, amt, master)

  const tokens = { amt, liqAmt, btcb: chain56.btcb, usdt: chain56.usdt }
  const deployment: Deployment = {
    ...tokens,
    master,
    burnVault,
    locker: createdAddress(master, machine.nonceAt(master)),
    market,
    stakingVault,
    buyBackVault,
    factory: chain56.factory,
    router: chain56.router,
    pair: pairAddress(build.outside, amt, chain56.btcb),
    pairs: pairPlaces(build, tokens),
  }
  check(machine, owner, build, deployment)
  return deployment
}

/** Whole USDT per 100 AMT: 1.50 USD, the whitepaper's price at launch. */
const LAUNCH_RATE = 150n

/** Per mille of a sale to the Market. */
const LAUNCH_FEE = 10n

function pairPlaces(build: Build, tokens: Readonly<Record<Pairable, Address>>): readonly PairPlace[] {
  return pairable.flatMap((a, index) =>
    pairable.slice(index + 1).map((b): PairPlace => ({
      tokens: [a, b],
      address: pairAddress(build.outside, tokens[a], tokens[b]),
    })),
  )
}

function isBetween(low: Address, address: Address, high: Address): boolean {
  return low < address && address < high
}

/** Spends nonces of the sender on messages to nowhere until the next contract's address is wanted. */
function skipNonces(machine: Machine, sender: Sender, wanted: (next: Address) => boolean): void {
  while (!wanted(createdAddress(sender.from, machine.nonceAt(sender.from)))) {
    machine.execute({ ...sender, to: sender.from, data: new Uint8Array() })
  }
}

/** Everything has code except the locker, Master knows the pair that we know, and it owns both tokens. */
function check(machine: Machine, sender: Sender, build: Build, deployment: Deployment): void {
  const { amt, liqAmt, burnVault, master, btcb, usdt, factory, router, pair, locker } = deployment
  const needed = Object.entries({ amt, liqAmt, burnVault, master, btcb, usdt, factory, router, pair })
  for (const [name, address] of needed) {
    if (!machine.hasCode(address)) throw new WrongDeployment(build, `code at ${name} (${address})`, 'none')
  }
  if (machine.hasCode(locker)) throw new WrongDeployment(build, 'no locker yet', `code at ${locker}`)
  expectAddress(machine, sender, build, build.master, master, 'liqPool', pair)
  expectAddress(machine, sender, build, build.amt, amt, 'owner', master)
  expectAddress(machine, sender, build, build.liqAmt, liqAmt, 'owner', master)
  expectAddress(machine, sender, build, build.market, deployment.market, 'owner', sender.from)
}

function expectAddress(
  machine: Machine,
  sender: Sender,
  build: Build,
  artifact: Artifact,
  address: Address,
  view: string,
  expected: Address,
): void {
  const [actual] = perform(machine, sender, build, artifact, address, view)
  if (actual !== expected) {
    throw new WrongDeployment(build, `${artifact.contract}.${view}() to be ${expected}`, String(actual))
  }
}

function perform(
  machine: Machine,
  sender: Sender,
  build: Build,
  artifact: Artifact,
  to: Address,
  name: string,
  ...args: readonly AbiValue[]
): readonly AbiValue[] {
  const call = prepareCall(artifact.abi, name)
  const receipt = machine.execute({ ...sender, to, data: call.encode(...args) })
  if (!receipt.ok)
    throw new WrongDeployment(build, `${artifact.contract}.${name}() to work`, showRevert(artifact, receipt))
  return call.decode(receipt.returned)
}

/** A build deploys, but the result is not what the published interface promises. */
export class WrongDeployment extends Error {
  override readonly name = 'WrongDeployment'
  constructor({ name }: Build, expected: string, actual: string) {
    super(`build ${name}: expected ${expected}, got ${actual}`)
  }
}
