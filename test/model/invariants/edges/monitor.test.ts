/** Edges of the invariant about Master’s BTCB, and of the monitor. The answers are made up. */
import { describe, expect, test } from 'vitest'
import { CONTRACT_ACCOUNTS } from '../../../../src/model/interface/accounts.ts'
import { supplyWithinCap } from '../../../../src/model/invariants/conservation.ts'
import { INVARIANTS, type AnyInvariant } from '../../../../src/model/invariants/invariants.ts'
import { masterBtcb } from '../../../../src/model/invariants/master-btcb.ts'
import { nextMonitor, startMonitor } from '../../../../src/model/invariants/monitor.ts'
import { DOMAIN, answering, type Answers } from './made-up.ts'

test("Master's BTCB is told by who may claim it, also in base units", () => {
  const units = (token: string, id: number, of: Readonly<Record<string, bigint>>): Answers => ({
    [`${token}.totalSupplyAt(${id})`]: Object.values(of).reduce((sum, each) => sum + each, 0n),
    ...Object.fromEntries(
      Object.entries(of).map(([who, each]) => [`${token}.balanceOfAt(${who}, ${id})`, each]),
    ),
  })
  const pots = (id: number, holders: bigint, providers: bigint): Answers => ({
    [`master.pays(${id})`]: holders,
    [`master.liqPays(${id})`]: providers,
    ...Object.fromEntries(
      [...CONTRACT_ACCOUNTS, ...DOMAIN.people].flatMap((who) =>
        ['alreadyCharged', 'liqAlreadyCharged'].map((fn) => [
          `master.${fn}(${who}, ${id})`,
          who === 'carmen',
        ]),
      ),
    ),
  })
  const observed = answering(
    {
      'btcb.balanceOf(master)': 200n,
      ...pots(1, 62n, 9n),
      ...units('amt', 1, { pair: 4n, alice: 2n, carmen: 1n, market: 1n, dead: 1n, locker: 1n }),
      ...units('liqAmt', 1, { alice: 1n, locker: 2n, market: 1n }),
      ...pots(2, 5n, 7n),
      ...units('amt', 2, { pair: 4n }),
      ...pots(3, 3n, 2n),
      ...units('amt', 3, { pair: 4n }),
    },
    0n,
  )
  expect(masterBtcb(observed, { ...DOMAIN, snapshots: 3n }, 1n)).toEqual({
    unclaimedByHolders: 20n + 10n, // alice and the Market; carmen has claimed hers
    unclaimedByProviders: 2n + 4n, // alice and the locker
    heldByUnable: 20n + 2n, // dead address and locker as holders, the Market as a provider
    withoutClaimant: 5n + 7n + 3n + 2n,
    dust: 2n + 1n - 1n,
    stray: 200n - 30n - 6n - 22n - 17n - 2n,
  })
})

describe('the monitor', () => {
  /** Counts its steps; broken at the given one. */
  const counting = (name: string, brokenAt: number, about?: number, first = 0): AnyInvariant => ({
    name,
    statement: name,
    source: name,
    ...(about === undefined ? {} : { about }),
    start: () => first,
    next: (state) =>
      (state as number) + 1 === brokenAt ? { violation: name } : { state: (state as number) + 1 },
  })
  const step = (touched?: number) => ({
    action: { wait: 0n } as const,
    outcome: { ok: true as const, returned: undefined, events: [] },
    observed: answering({}),
    domain: DOMAIN,
    ...(touched === undefined ? {} : { touched }),
  })

  test('keeps what was broken, in order, and the states of the others', () => {
    const all = [counting('a', 2), counting('b', 9), counting('c', 1), counting('d', 2), counting('e', 9)]
    let monitor = startMonitor(all, answering({}), DOMAIN)
    const broken: string[][] = []
    for (let at = 0; at < 3; at++) {
      monitor = nextMonitor(monitor, step())
      broken.push(monitor.broken.map(({ violation }) => violation))
    }
    expect(broken).toEqual([['c'], ['c', 'a', 'd'], ['c', 'a', 'd']])
    expect(monitor.monitored.map(({ invariant }) => invariant.name)).toEqual(['b', 'e'])
    expect(monitor.states).toEqual([3, 3])
  })

  test('skips what an action does not touch; without subjects an invariant is about everything', () => {
    let monitor = startMonitor([counting('a', 9, 2), counting('b', 9)], answering({}), DOMAIN)
    for (const touched of [1, 2, 3, 1]) monitor = nextMonitor(monitor, step(touched))
    expect(monitor.states).toEqual([2, 4])
    expect(nextMonitor(monitor, step(0))).toBe(monitor)
    const equal = startMonitor([counting('a', 9, 1, 0), counting('b', 9, 1, 1)], answering({}), DOMAIN)
    expect(nextMonitor(equal, step(1)).states).toEqual([1, 2])
    const idle = startMonitor([supplyWithinCap as AnyInvariant], answering({}), DOMAIN)
    expect(nextMonitor(idle, { ...step(), observed: answering({}, 0n) })).toBe(idle)
  })

  test('reports the cap on the supply first and the airdrop last', () => {
    const names = INVARIANTS.map(({ name }) => name)
    expect([names[0], names.at(-1)]).toEqual(['supply-within-cap', 'airdrop-pays-its-list'])
    expect(new Set(names).size).toBe(names.length)
  })

  test('names are identifiers, and sources name the whitepaper or the mechanism', () => {
    for (const { name, source } of INVARIANTS) {
      expect(name).toMatch(/^[a-z]+[a-zA-Z]*(-[a-zA-Z]+)+$/)
      expect(source).toMatch(/^(whitepaper|mechanism)\b.*[:,] ./)
    }
  })
})
