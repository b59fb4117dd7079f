/**
 * flocc 0.7.0 on the workload, a library for agent-based models: every holder is an agent whose rule credits
 * its share of the day's payment, and one tick of the environment is a day.
 *
 * The pool, the RCL and the arbitrage are those of the naive loops, so that only the holders differ. Not
 * modelled: as in the naive loops. The package is in `bench/peers`, which has its own `npm ci`.
 */
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { float, naive, naiveFloats, type FloatEnd } from './naive.ts'
import { INITIAL_STATE, type Day, type End } from './workload.ts'

/** The part of the library that is used. */
interface Agent<N> {
  get(name: string): N
  set(name: string, value: N | ((agent: Agent<N>) => void)): void
}
interface Environment<N> extends Agent<N> {
  addAgent(agent: Agent<N>): void
  tick(): void
}
interface Flocc {
  readonly Agent: new <N>(data: Readonly<Record<string, N>>) => Agent<N>
  readonly Environment: new <N>() => Environment<N>
}

const manifest = fileURLToPath(new URL('../peers/package.json', import.meta.url))

/** Whether the package is installed. */
export const hasFlocc = existsSync(new URL('../peers/node_modules/flocc', import.meta.url))

const load = (): Flocc => createRequire(manifest)('flocc') as Flocc

interface World<N> {
  readonly agents: readonly Agent<N>[]
  /** One tick, in which every holder is credited a share. */
  readonly due: (forHolders: N, outside: N) => void
  readonly add: (n: number, amt: N) => void
}

/** An environment with one agent for each holder. */
function worldOf<N>(amounts: readonly N[], zero: N, operations: Operations<N>): World<N> {
  const { Agent: AgentOf, Environment: EnvironmentOf } = load()
  const { share, plus } = operations
  const environment = new EnvironmentOf<N>()
  const agents = amounts.map((amt) => new AgentOf<N>({ amt, due: zero }))
  for (const agent of agents) {
    agent.set('tick', (self) => {
      const due = share(environment.get('forHolders'), self.get('amt'), environment.get('outside'))
      self.set('due', plus(self.get('due'), due))
    })
    environment.addAgent(agent)
  }
  return {
    agents,
    due(forHolders, outside) {
      environment.set('forHolders', forHolders)
      environment.set('outside', outside)
      environment.tick()
    },
    add: (n, amt) => agents[n]!.set('amt', plus(agents[n]!.get('amt'), amt)),
  }
}

interface Operations<N> {
  /** What is due to a holder of `amt`. */
  readonly share: (forHolders: N, amt: N, outside: N) => N
  readonly plus: (a: N, b: N) => N
}

/** The agents of a path, in base units. Their creation takes longer than a day and is not part of one. */
export const floccWorld = (): World<bigint> =>
  worldOf<bigint>(INITIAL_STATE.holders, 0n, {
    share: (forHolders, amt, outside) => (forHolders * amt) / outside,
    plus: (a, b) => a + b,
  })

/** Runs a path in bigint. */
export function flocc({ agents, due, add }: World<bigint>, days: readonly Day[]): End {
  const holders = (): readonly { readonly amt: bigint; readonly due: bigint }[] =>
    agents.map((agent) => ({ amt: agent.get('amt'), due: agent.get('due') }))
  return naive(days, { due, add, holders })
}

/** The agents of a path in whole tokens. */
export const floccFloatWorld = (): World<number> =>
  worldOf<number>(INITIAL_STATE.holders.map(float), 0, {
    share: (forHolders, amt, outside) => (forHolders * amt) / outside,
    plus: (a, b) => a + b,
  })

/** Runs a path in floats. */
export function floccFloat({ agents, due, add }: World<number>, days: readonly Day[]): FloatEnd {
  const holders = (): readonly { readonly amt: number; readonly due: number }[] =>
    agents.map((agent) => ({ amt: agent.get('amt'), due: agent.get('due') }))
  return naiveFloats(days, { due, add, holders })
}
