/**
 * Pool terms: PancakeSwap's protocol fee, and how long before the scenario the pool was launched and locked.
 *
 * Both are facts of the chain that every scenario shares, so they are added to any initial state
 * ({@link withPoolTerms}) as actions.
 *
 * **Protocol fee.** PancakeSwap V2 has `feeTo` set: 8/25 of the growth of √k is minted to it, so liquidity
 * providers keep 17 of the 25 basis points of a swap (docs/reference/mechanism.md).
 *
 * **Launch date.** The project's liquidity is locked for two years from the launch, not from the scenario's
 * first day. The whitepaper of 12 July 2023 names the transaction but no date: BNB Smart Chain,
 * `0x82a33707058607a4da956951a25561e1281e5fc7836a2f2ef69bc9100ef2eeba`, whose block has the date. Its value
 * of the pool in USD is that of 12 July 2023 and says nothing about the launch. By the text, machines were
 * bought and a Great Reset took place since, so the launch was well before; the number of days is an
 * assumption.
 */
import { SECONDS_PER_DAY, type Timestamp } from '../../model/kernel/units.ts'
import { call, type Agent } from '../../sim/agent.ts'
import { flag, integer, type Settings } from '../../sim/definition/parameter.ts'
import type { InitialState, Stage } from '../../sim/definition/scenario.ts'

export const POOL_TERMS = {
  protocolFee: flag({
    title:
      "PancakeSwap's protocol fee: 8/25 of the pool's fees go to PancakeSwap, and providers keep 17 of 25 basis points",
    default: 'true',
  }),
  daysSinceLaunch: integer({
    title:
      'Days from the launch to 12 July 2023; the project’s liquidity is locked for 730 days from the launch (assumption: the whitepaper gives no date)',
    unit: 'days',
    default: '0',
    min: '0',
    max: '3650',
  }),
}

export type PoolTerms = Settings<typeof POOL_TERMS>

/** First stage of an initial state, which creates and locks the pool. */
const LAUNCH_STAGE = 'launch'

/**
 * The same initial state with the launch `daysSinceLaunch` earlier, and the protocol fee from the launch on.
 *
 * Later stages keep their time: a stage `since-launch` waits in between.
 *
 * @throws {NoLaunch} when the first stage is not the launch.
 */
export function withPoolTerms<S>(
  initialState: (settings: S, agents: readonly Agent[]) => InitialState,
): (settings: S & PoolTerms, agents: readonly Agent[]) => InitialState {
  return (settings, agents) => {
    const before = initialState(settings, agents)
    const [launch, ...later] = before.stages
    if (launch?.name !== LAUNCH_STAGE) throw new NoLaunch(launch?.name)
    const seconds = BigInt(settings.daysSinceLaunch) * SECONDS_PER_DAY
    const fee = settings.protocolFee ? [call('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })] : []
    const wait: readonly Stage[] =
      seconds === 0n ? [] : [{ name: 'since-launch', actions: [{ wait: seconds }] }]
    return {
      ...before,
      timestamp: (before.timestamp - seconds) as Timestamp,
      stages: [{ ...launch, actions: [...fee, ...launch.actions] }, ...wait, ...later],
    }
  }
}

/** The initial state does not start with the launch. */
export class NoLaunch extends Error {
  override readonly name = 'NoLaunch'
  constructor(first: string | undefined) {
    super(`expected an initial state whose first stage is "${LAUNCH_STAGE}", got ${first ?? 'no stage'}`)
  }
}
