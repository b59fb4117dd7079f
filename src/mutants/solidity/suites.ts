/** The directed suites of the contracts. */
import type { SuiteList } from '../stages/suites.ts'
import { sourceSets } from './sources.ts'

const CONTRACTS = 'test/contracts/'

/**
 * Every test that runs the contracts, apart from lockstep, mutants, gas and the campaign with adversarial
 * tokens, whose coverage needs its full length: minutes for each mutant.
 */
const ALL = [
  'awkward-tokens',
  'bep20',
  'burn-vault',
  'buy-back-vault',
  'deployment',
  'distributor',
  'interface',
  'liquidity',
  'locker',
  'market',
  'payments',
  'reentrancy-everywhere.full',
  'reentrancy',
  'removal-minimums',
  'staking-vault',
  'tokens',
]
  .map((name) => `${CONTRACTS}${name}.test.ts`)
  .concat(
    'test/evm/chain.test.ts',
    'test/evm/pancake/build.test.ts',
    'test/model/surface/observation.test.ts',
    'test/reference/roles.test.ts',
    'test/lockstep/great-reset/rehearsal.full.test.ts',
  )

/** Tests that ask every contract. They are quick, and so run first. */
const COMMON = filesOf(['deployment', 'interface'])

/** Tests that take a minute or more with a mutant, since they compile changed contracts or run long. */
const SLOW = [
  ...filesOf(['buy-back-vault', 'reentrancy-everywhere.full', 'awkward-tokens', 'removal-minimums']),
  'test/lockstep/great-reset/rehearsal.full.test.ts',
]

/** Tests written for a contract, by unit, the quickest first. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  AutoMiningToken: ['tokens'],
  BEP20: ['bep20'],
  BTCB: ['bep20'],
  BurnVault: ['burn-vault', 'reentrancy'],
  BuyBackVault: ['buy-back-vault', 'reentrancy'],
  DepositVault: ['staking-vault', 'reentrancy', 'buy-back-vault'],
  Distribution: ['payments', 'reentrancy'],
  LiquidityLocker: ['locker', 'liquidity'],
  LiquidityToken: ['tokens'],
  Market: ['market', 'reentrancy'],
  Master: ['payments', 'liquidity', 'removal-minimums', 'reentrancy'],
  PancakeLiquidity: ['removal-minimums', 'liquidity'],
  ResetDistributor: ['distributor'],
  SnapshotToken: ['tokens'],
  StakingVault: ['staking-vault', 'reentrancy'],
  USDT: ['bep20'],
}

/** Test files of PancakeSwap, for its mutants. */
const PANCAKE = ['test/evm/pancake/build.test.ts']

export function soliditySuites(): SuiteList {
  let texts: Readonly<Record<string, string>> | undefined
  return {
    side: 'contracts',
    all: ALL,
    first: ({ unit, source }) =>
      source.startsWith('@uniswap/') ? PANCAKE : [...COMMON, ...filesOf(FIRST[unit] ?? [])],
    rounds: ({ unit, source }) => roundsOf(source.startsWith('@uniswap/') ? [PANCAKE] : ownRounds(unit)),
    original(source) {
      texts ??= Object.assign({}, ...sourceSets().map(({ sources }) => sources)) as Record<string, string>
      return texts[source]!
    },
  }
}

/** What asks every contract, then the contract's own tests one by one: a kill is nearly always near. */
function ownRounds(unit: string): readonly (readonly string[])[] {
  return [COMMON, ...filesOf(FIRST[unit] ?? []).map((file) => [file])]
}

/** Rounds, then all other tests, the slow ones last. */
function roundsOf(near: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const others = ALL.filter((file) => !near.flat().includes(file))
  const isSlow = (file: string): boolean => SLOW.includes(file)
  return [...near, others.filter((file) => !isSlow(file)), others.filter(isSlow)]
}

function filesOf(names: readonly string[]): readonly string[] {
  return names.map((name) => `${CONTRACTS}${name}.test.ts`)
}
