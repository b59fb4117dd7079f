/**
 * Deploy: the external contracts, then a build by its plan; by default in the published order: AMT, liqAMT,
 * BurnVault(amt), Master(amt, vault, liqAMT, payer), ownership of AMT and liqAMT to Master, Market, and then
 * both vaults.
 *
 * Afterwards all balances are zero and there is no snapshot. The AMT/BTCB pair exists and is empty.
 */
import type { Build } from './build.ts'
import type { Artifact } from './compile/artifact.ts'
import { createContract, type Sender } from './create.ts'
import { executePlan, perform, WrongDeployment, type DeployOptions } from './execute-plan.ts'
import { createdAddress } from './machine/address.ts'
import type { Address, Machine } from './machine/machine.ts'
import { addressOfPerson } from './names.ts'
import { chain56, pairAddress, placeOutsideWorld } from './outside-world.ts'

export {
  InvalidPlan,
  WrongDeployment,
  type BeforeStep,
  type DeployOptions,
  type Parties,
} from './execute-plan.ts'

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

/** Deploys the libraries of a build, so that their addresses are known in advance. */
const LIBRARY_DEPLOYER = addressOfPerson('deployer of the libraries')

/** Address of a build's library, by its position from 0. */
export function libraryAddress(position: number): Address {
  return createdAddress(LIBRARY_DEPLOYER, position)
}

/**
 * Deploys the external contracts and a build to a fresh machine.
 *
 * @throws {DeploymentFailed} when a contract cannot be deployed.
 * @throws {InvalidPlan} when a step names what does not exist yet, or a role is not created once.
 * @throws {WrongDeployment} when the build deploys, but violates its published interface.
 */
export function deploy(machine: Machine, build: Build, options: DeployOptions): Deployment {
  const { parties, block } = options
  const owner = { ...block, from: parties.owner }
  placeOutsideWorld(machine, build.outside, parties, block)

  const byLibrarian = { ...block, from: LIBRARY_DEPLOYER }
  for (const library of build.libraries ?? []) createContract(machine, byLibrarian, library)
  const created = executePlan(machine, build, options)
  const { amt, liqAmt, burnVault, master, market, stakingVault, buyBackVault } = created

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

function pairPlaces(build: Build, tokens: Readonly<Record<Pairable, Address>>): readonly PairPlace[] {
  return pairable.flatMap((a, index) =>
    pairable.slice(index + 1).map((b): PairPlace => ({
      tokens: [a, b],
      address: pairAddress(build.outside, tokens[a], tokens[b]),
    })),
  )
}

/**
 * Checks that every contract but the locker has code and, after the standard plan, that Master uses the
 * expected pair and owns both tokens.
 */
function check(machine: Machine, sender: Sender, build: Build, deployment: Deployment): void {
  const { amt, liqAmt, burnVault, master, btcb, usdt, factory, router, pair, locker } = deployment
  const needed = Object.entries({ amt, liqAmt, burnVault, master, btcb, usdt, factory, router, pair })
  for (const [name, address] of needed) {
    if (!machine.hasCode(address)) throw new WrongDeployment(build, `code at ${name} (${address})`, 'none')
  }
  if (machine.hasCode(locker)) throw new WrongDeployment(build, 'no locker', `code at ${locker}`)
  if (build.plan !== undefined) return
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
