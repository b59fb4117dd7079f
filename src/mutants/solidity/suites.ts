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

/** Tests written for a contract, by unit; `deployment` and `interface` ask every contract. */
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

export function soliditySuites(): SuiteList {
  let texts: Readonly<Record<string, string>> | undefined
  return {
    side: 'contracts',
    all: ALL,
    first({ unit, source }) {
      const own = [...(FIRST[unit] ?? []), 'deployment', 'interface'].map(
        (name) => `${CONTRACTS}${name}.test.ts`,
      )
      return source.startsWith('@uniswap/') ? ['test/evm/pancake/build.test.ts'] : own
    },
    original(source) {
      texts ??= Object.assign({}, ...sourceSets().map(({ sources }) => sources)) as Record<string, string>
      return texts[source]!
    },
  }
}
