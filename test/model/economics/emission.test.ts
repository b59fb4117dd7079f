import * as fc from 'fast-check'
import { expect } from 'vitest'

import * as emission from '../../../src/model/economics/emission.ts'
import type { Split } from '../../../src/model/economics/emission.ts'
import * as hashRateLedger from '../../../src/model/economics/hash-rate-ledger.ts'
import { amt, CAP, fromBase, type Amt } from '../../../src/model/kernel/units.ts'
import { deployedWorld } from '../../support/model-world.ts'
import { propertySuite, type Mutation, type SystemUnderTest } from './property-suite.ts'

const MUTATIONS: readonly Mutation[] = [
  { name: 'the sale gets a quarter', find: 'SALE_PERCENT = 20n', replace: 'SALE_PERCENT = 25n' },
  {
    name: 'administration gets 6%',
    find: 'ADMINISTRATION_PERCENT = 5n',
    replace: 'ADMINISTRATION_PERCENT = 6n',
  },
  {
    name: "the sale's part rounds up",
    find: '(amount * SALE_PERCENT) / 100n',
    replace: '(amount * SALE_PERCENT + 99n) / 100n',
  },
  {
    name: "administration's part rounds up",
    find: '(amount * ADMINISTRATION_PERCENT) / 100n',
    replace: '(amount * ADMINISTRATION_PERCENT + 99n) / 100n',
  },
  {
    name: 'the remainder is lost',
    find: 'miner: (amount - sale - administration) as Amt',
    replace: 'miner: ((amount * 75n) / 100n) as Amt',
  },
  {
    name: 'the sale gets the remainder',
    find: '    sale: sale as Amt,',
    replace: '    sale: (amount - (amount * 75n) / 100n - administration) as Amt,',
  },
  {
    name: 'administration gets the remainder',
    find: '    administration: administration as Amt,',
    replace: '    administration: (amount - (amount * 75n) / 100n - sale) as Amt,',
  },
  {
    name: 'the cap is not checked',
    find: `  checkCap(supply, amount)
`,
    replace: '',
  },
  {
    name: 'the cap check ignores the emission',
    find: 'checkCap(supply, amount)',
    replace: 'checkCap(supply, 0n as Amt)',
  },
  { name: 'a part of zero is minted', find: '.filter((part) => split[part] > 0n)', replace: '' },
  { name: 'everything is minted to the miner', find: 'account: to[part]', replace: 'account: to.miner' },
  {
    name: 'every recipient is minted the miner’s part',
    find: 'amount: split[part] })',
    replace: 'amount: split.miner })',
  },
  {
    name: 'administration is not minted',
    find: "(['miner', 'sale', 'administration'] as const)",
    replace: "(['miner', 'sale'] as const)",
  },
]

const SYSTEM = {
  heading: 'Emission',
  file: 'economics/emission',
  original: { ...emission, ...hashRateLedger },
  load: async (load) => ({
    ...(await load<typeof emission>('economics/emission')),
    ...(await load<typeof hashRateLedger>('economics/hash-rate-ledger')),
  }),
  mutations: MUTATIONS,
} satisfies SystemUnderTest<typeof emission & typeof hashRateLedger>

propertySuite(SYSTEM, ({ emissionPlan, splitEmission, AboveCap, AT_LAUNCH }, { describe, test }) => {
  const NONE = 0n as Amt

  /** Rules of the whitepaper and of the remainder; the first one that a split breaks. */
  function broken(amount: bigint, { miner, sale, administration }: Split): string | undefined {
    if (miner + sale + administration !== amount) return 'adds up'
    if (sale * 100n > amount * 20n || (sale + 1n) * 100n <= amount * 20n) return 'sale is 20%, rounded down'
    if (administration * 100n > amount * 5n || (administration + 1n) * 100n <= amount * 5n)
      return 'administration is 5%'
    if (miner * 100n < amount * 75n || (miner - 2n) * 100n >= amount * 75n)
      return 'the miner has 75% and up to 2 wei'
    return undefined
  }

  describe('the split of an emission', () => {
    test('is 75, 20 and 5 percent of the launch’s 43,750,000 AMT', () => {
      const split = splitEmission(AT_LAUNCH.issued, NONE)
      expect([split.miner, split.sale, split.administration].map(fromBase)).toEqual([
        '32812500',
        '8750000',
        '2187500',
      ])
    })

    test('adds up whatever the amount, and leaves the remainder to the miner', () => {
      for (let amount = 0n; amount <= 2000n; amount++)
        expect(broken(amount, splitEmission(amount as Amt, NONE)), `${amount}`).toBeUndefined()
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: CAP }), (amount) => {
          expect(broken(amount, splitEmission(amount as Amt, NONE))).toBeUndefined()
        }),
        { seed: 4, numRuns: 1000 },
      )
      expect(splitEmission(19n as Amt, NONE)).toEqual({ miner: 16n, sale: 3n, administration: 0n })
    })

    test('is checked by rules that kill a remainder lost or given to another recipient', () => {
      const mutants: readonly ((amount: bigint) => Split)[] = [
        (amount) => ({ ...splitEmission(amount as Amt, NONE), miner: ((amount * 75n) / 100n) as Amt }),
        (amount) => {
          const [miner, administration] = [(amount * 75n) / 100n, (amount * 5n) / 100n]
          return { miner, sale: amount - miner - administration, administration } as Split
        },
        (amount) => {
          const [miner, sale] = [(amount * 75n) / 100n, (amount * 20n) / 100n]
          return { miner, sale, administration: amount - miner - sale } as Split
        },
      ]
      for (const mutant of mutants) {
        const caught = Array.from({ length: 100 }, (_, n) => broken(BigInt(n), mutant(BigInt(n))))
        expect(caught.filter((rule) => rule !== undefined).length).toBeGreaterThan(50)
      }
    })

    test('is rejected above the cap, by one wei', () => {
      expect(splitEmission(1n as Amt, (CAP - 1n) as Amt).miner).toBe(1n)
      expect(() => splitEmission(2n as Amt, (CAP - 1n) as Amt)).toThrow(AboveCap)
    })

    test('is minted by the economy to its three recipients, parts of zero excepted', () => {
      const world = deployedWorld()
      const to = { miner: 'alice', sale: 'bruno', administration: 'carmen' }
      const split = splitEmission(amt('1000.000000000000000019'), NONE)
      const steps = emissionPlan(split, to, 'owner')
      for (const step of steps) expect(world.act(step).ok).toBe(true)
      const recipients = steps.map((step) =>
        'args' in step ? (step.args as { account: string }).account : '',
      )
      expect(recipients).toEqual(['alice', 'bruno', 'carmen'])
      expect(world.ask('amt', 'balanceOf', 'alice')).toBe(split.miner)
      expect(world.ask('amt', 'balanceOf', 'bruno')).toBe(split.sale)
      expect(world.ask('amt', 'balanceOf', 'carmen')).toBe(split.administration)
      expect(world.ask('amt', 'totalSupply')).toBe(amt('1000.000000000000000019'))
      expect(emissionPlan(splitEmission(4n as Amt, NONE), to, 'owner')).toHaveLength(1)
    })
  })
})
