/**
 * Deploy: the external contracts, then a build in the published order: AMT, liqAMT, BurnVault(amt),
 * Master(amt, vault, liqAMT, payer), ownership of AMT and liqAMT to Master, Market, and then both vaults.
 *
 * Afterwards all balances are zero and there is no snapshot. The AMT/BTCB pair exists and is empty.
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
   * Whether AMT's address is below BTCB's, which makes AMT the pair's `token0`, as on chain 56. If it is
   * below, the other tokens sort as on chain 56, too: USDT, liqAMT, AMT, BTCB.
   */
  readonly amtSorts: 'below' | 'above'
  /** Time and block number of the deployment. */
  readonly block: Omit<Sender, 'from'>
}

/** The tokens that may form pairs, in the order in which their pairs are listed. */
export const pairable = ['amt', 'liqAmt', 'btcb', 'usdt'] as const
export type Pairable = (typeof pairable)[number]

/** Address of a pair, which need not exist yet. */
export interface PairPlace {
  /** In the order of `pairable`, which can differ from the order of addresses. */
  readonly tokens: readonly [Pairable, Pairable]
  readonly address: Address
}

/** Addresses of all contracts. */
export interface Deployment extends Readonly<Record<Pairable, Address>> {
  readonly master: Address
  readonly burnVault: Address
  /** Future address of the liquidity locker, which Master creates. */
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
 * Deploys the external contracts and a build to a fresh machine.
 *
 * @throws {DeploymentFailed} when a contract cannot be deployed.
 * @throws {WrongDeployment} when the build deploys, but violates its published interface.
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

/** Fee on sales to the Market, per mille. */
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

/** Uses up nonces of the sender until its next contract address satisfies `wanted`. */
function skipNonces(machine: Machine, sender: Sender, wanted: (next: Address) => boolean): void {
  while (!wanted(createdAddress(sender.from, machine.nonceAt(sender.from)))) {
    machine.execute({ ...sender, to: sender.from, data: new Uint8Array() })
  }
}

/**
 * Checks that every contract but the locker has code, that Master uses the expected pair, and that it owns
 * both tokens.
 */
function check(machine: Machine, sender: Sender, build: Build, deployment: Deployment): void {
  const { amt, liqAmt, burnVault, master, btcb, usdt, factory, router, pair, locker } = deployment
  const needed = Object.entries({ amt, liqAmt, burnVault, master, btcb, usdt, factory, router, pair })
  for (const [name, address] of needed) {
    if (!machine.hasCode(address)) throw new WrongDeployment(build, `code at ${name} (${address})`, 'none')
  }
  if (machine.hasCode(locker)) throw new WrongDeployment(build, 'no locker', `code at ${locker}`)
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
  const call = prepareCall(artifact.abi, name, artifact.contract)
  const receipt = machine.execute({ ...sender, to, data: call.encode(...args) })
  if (!receipt.ok)
    throw new WrongDeployment(
      build,
      `${artifact.contract}.${name}() to succeed`,
      showRevert(artifact, receipt),
    )
  return call.decode(receipt.returned)
}

/** A build deploys, but violates its published interface. */
export class WrongDeployment extends Error {
  override readonly name = 'WrongDeployment'
  constructor({ name }: Build, expected: string, actual: string) {
    super(`build ${name}: expected ${expected}, got ${actual}`)
  }
}
