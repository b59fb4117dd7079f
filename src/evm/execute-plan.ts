/**
 * Executes a plan: creates a build's contracts on a machine, and makes the calls of the plan.
 *
 * Before AMT and liqAMT are created, the owner uses up nonces until their addresses sort as wanted.
 */
import { FunctionNotFound, isOfCodec, NotDeployable, prepareCall } from './abi/call.ts'
import type { AbiValue } from './abi/value.ts'
import type { Build } from './build.ts'
import type { Artifact } from './compile/artifact.ts'
import { createContract, showRevert, type Sender } from './create.ts'
import { createdAddress } from './machine/address.ts'
import type { Address, Machine } from './machine/machine.ts'
import { chain56, type OutsideParties } from './outside-world.ts'
import { PLANNED_ROLES, STANDARD_PLAN, type PlannedRole, type PlanStep, type PlanValue } from './plan.ts'
import { ROLES } from './roles.ts'

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
  /** Called before each step and after the last one. @default nothing */
  readonly beforeStep?: BeforeStep | undefined
}

/** What others do between the steps. `known`: addresses by name, of what exists by then. */
export type BeforeStep = (
  machine: Machine,
  step: PlanStep | undefined,
  known: ReadonlyMap<string, Address>,
) => void

/**
 * Executes the build's plan.
 *
 * @throws {DeploymentFailed} when a contract cannot be deployed.
 * @throws {InvalidPlan} when a step names what does not exist yet, its arguments do not fit, or a role is not
 *   created once.
 * @throws {WrongDeployment} when a call of the plan reverts.
 */
export function executePlan(
  machine: Machine,
  build: Build,
  { parties, amtSorts, block, beforeStep }: DeployOptions,
): Readonly<Record<PlannedRole, Address>> {
  const known = new Map<string, Address>(Object.entries({ ...parties, ...chain56 }))
  const valueOf = (value: PlanValue): AbiValue => {
    if (typeof value !== 'string') return value
    const name = known.get(value)
    if (name === undefined && /^[a-zA-Z]/.test(value) && isName(value))
      throw new InvalidPlan(build, `${value} to be created before it is used`)
    return name ?? value
  }
  const senderOf = (name: string): Sender => {
    const from = new Map(Object.entries(parties)).get(name)
    if (from === undefined)
      throw new InvalidPlan(build, `"by" to be one of ${Object.keys(parties).join(', ')}`)
    return { ...block, from }
  }
  for (const [index, step] of (build.plan ?? STANDARD_PLAN).entries()) {
    beforeStep?.(machine, step, known)
    const args = (step.args ?? []).map(valueOf)
    if ('create' in step) {
      const { create: role } = step
      if (known.has(role)) throw new InvalidPlan(build, `${role} to be created once`)
      skipNonces(machine, senderOf('owner'), (next) => sortsAs(role, next, known, amtSorts))
      const create = (): Address => createContract(machine, senderOf('owner'), build[role], ...args)
      known.set(role, fitting(build, index, `create ${role}`, create))
    } else {
      const [role, fn] = splitStep(build, step.call)
      const to = known.get(role)
      if (to === undefined) throw new InvalidPlan(build, `${role} to be created before ${step.call}`)
      const sender = senderOf(step.by ?? 'owner')
      fitting(build, index, `call ${step.call}`, () =>
        perform(machine, sender, build, build[role], to, fn, ...args),
      )
    }
  }
  beforeStep?.(machine, undefined, known)
  const missing = PLANNED_ROLES.filter((role) => !known.has(role))
  if (missing.length > 0) throw new InvalidPlan(build, `${missing.join(', ')} to be created`)
  return Object.fromEntries(PLANNED_ROLES.map((role) => [role, known.get(role)!])) as Record<
    PlannedRole,
    Address
  >
}

/** Whether the next address of the owner is one that a token may have; others may have any. */
function sortsAs(
  role: PlannedRole,
  next: Address,
  known: ReadonlyMap<string, Address>,
  amtSorts: DeployOptions['amtSorts'],
): boolean {
  if (amtSorts === 'above') return role !== 'amt' || next > chain56.btcb
  if (role === 'amt') return isBetween(known.get('liqAmt') ?? chain56.usdt, next, chain56.btcb)
  return role !== 'liqAmt' || isBetween(chain56.usdt, next, known.get('amt') ?? chain56.btcb)
}

/** The result of a step; what does not fit the contract's ABI is a mistake of the plan. */
function fitting<T>(build: Build, index: number, what: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (!(isOfCodec(error) || error instanceof FunctionNotFound || error instanceof NotDeployable))
      throw error
    throw new InvalidPlan(
      build,
      `arguments that fit at step ${index + 1}, ${what}: ${error.message}. State the order of deployment and ` +
        'the arguments as `deploy` in the configuration',
    )
  }
}

function splitStep(build: Build, text: string): readonly [PlannedRole, string] {
  const dot = text.indexOf('.')
  const role = PLANNED_ROLES.find((each) => each === text.slice(0, dot))
  if (role === undefined) throw new InvalidPlan(build, `"call" as role.function, not ${JSON.stringify(text)}`)
  return [role, text.slice(dot + 1)]
}

function isName(value: string): boolean {
  return (ROLES as readonly string[]).includes(value)
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
 * Calls a function and returns its values.
 *
 * @throws {WrongDeployment} when it reverts.
 */
export function perform(
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

/** A build's plan cannot be executed. */
export class InvalidPlan extends Error {
  override readonly name = 'InvalidPlan'
  constructor({ name }: Build, expected: string) {
    super(`plan of build ${name}: expected ${expected}`)
  }
}
