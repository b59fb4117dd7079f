/** Mutants of the model, one for each mechanism, and the verdicts under them. */
import type { Claim, Reading } from '../../src/claims/claim.ts'
import { CLAIMS } from '../../src/claims/claims.ts'
import { evaluate, verdictText } from '../../src/claims/evaluate.ts'
import type { Mechanism } from '../../src/claims/mechanisms.ts'
import type { Rules } from '../../src/lockstep/compare/rules.ts'
import { mutatedRules } from '../../src/lockstep/mutation/mutated-model.ts'

/** One edit of the model for each mechanism. */
export const BROKEN: Readonly<Record<Mechanism, { source: string; find: string; replace: string }>> = {
  'redemption-rounds-down': {
    source: 'src/model/contracts/burn-vault.ts',
    find: 'return proRataDown(backing, amount, supply)',
    replace: 'return ((backing * amount + supply - 1n) / supply) as Btcb',
  },
  'redemption-burns': {
    source: 'src/model/contracts/burn-vault.ts',
    find: "burnFrom(step, 'amt', 'burnVault', by, amount)",
    replace: "if (balanceOf(state, 'amt', by) < amount) throw new NoSupply()",
  },
  cap: {
    source: 'src/model/contracts/amt.ts',
    find: "if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()",
    replace: "if (amount > CAP && totalSupply(step.state, 'amt') > CAP) throw new CapExceeded()",
  },
  'claimed-once': {
    source: 'src/model/contracts/master/claims.ts',
    find: 'if (isMade(open.made.done(), snapId)) throw new AlreadyCharged()',
    replace: '',
  },
  'claim-rounds-down': {
    source: 'src/model/contracts/master/claims.ts',
    find: 'const amount = proRataDown(pot, units, claimable)',
    replace: 'const amount = (pot * units / claimable + 2n) as Btcb',
  },
  'claims-by-snapshot': {
    source: 'src/model/contracts/master/claims.ts',
    find: `throw new AlreadyCharged()
  const ledger = ledgerAt(step.state.tokens[side.token].snapshots, snapId)`,
    replace: `throw new AlreadyCharged()
  ledgerAt(step.state.tokens[side.token].snapshots, snapId)
  const { ledger } = step.state.tokens[side.token]`,
  },
  'vault-share': {
    source: 'src/model/contracts/master/payment.ts',
    find: "by, 'burnVault', parts.toVault",
    replace: "by, 'owner', parts.toVault",
  },
  'rcl-pays-redemptions-only': {
    source: 'src/model/contracts/master/claims.ts',
    find: "bep20.transfer(step, 'btcb', 'master', to, amount)",
    replace: "bep20.transfer(step, 'btcb', 'burnVault', to, amount)",
  },
  'owner-issues': {
    source: 'src/model/contracts/master/administration.ts',
    find: 'onlyOwner(step.state.master.owner, by)\n  mintAmt(',
    replace: 'mintAmt(',
  },
  'burn-destroys': {
    source: 'src/model/contracts/amt.ts',
    find: "destroy(step, 'amt', by, amount)",
    replace: "create(step, 'amt', 'owner', amount)",
  },
  'providers-share': {
    source: 'src/model/contracts/master/payment.ts',
    find: 'const toProviders = proRataDown(rest, inPool, supply)',
    replace: 'const toProviders = 0n as Btcb',
  },
  'lock-period': {
    source: 'src/model/contracts/locker.ts',
    find: '(730n * SECONDS_PER_DAY)',
    replace: '(365n * SECONDS_PER_DAY)',
  },
  'liq-amt-per-share': {
    source: 'src/model/contracts/master/liquidity.ts',
    find: "mintLiqAmt(step, 'master', receiptTo, shares)",
    replace: "mintLiqAmt(step, 'master', receiptTo, shares + 1n)",
  },
  'removal-to-caller': {
    source: 'src/model/contracts/master/liquidity.ts',
    find: 'to: by,\n    deadline: state.timestamp,',
    replace: "to: 'owner',\n    deadline: state.timestamp,",
  },
  'vault-rounds-down': {
    source: 'src/model/contracts/vaults/vault.ts',
    find: "return proRataDown(pot, held, supply - get(balances, indexOf(state.names, 'pair')))",
    replace:
      "return (proRataDown(pot, held, supply - get(balances, indexOf(state.names, 'pair'))) + 1n) as Btcb",
  },
  'buy-back-trades': {
    source: 'src/model/contracts/vaults/buy-back.ts',
    find: "const [, bought] = swapExactTokensForTokens(step, 'buyBackVault', {",
    replace: 'const [, bought] = ((_: unknown) => [0n, spent])({',
  },
  'buy-back-limit': {
    source: 'src/model/contracts/vaults/buy-back.ts',
    find: 'export const LARGEST_PART = 400n',
    replace: 'export const LARGEST_PART = 4n',
  },
  'airdrop-in-full': {
    source: 'src/model/contracts/distributor.ts',
    find: "erc20.transfer(step, 'amt', 'distributor', account, amount)",
    replace: "erc20.transfer(step, 'amt', 'distributor', account, amount / 2n)",
  },
  'airdrop-from-the-reserve': {
    source: 'src/model/contracts/distributor.ts',
    find: "import * as erc20 from './erc20.ts'",
    replace: `import { create } from './token.ts'
const erc20 = { transfer: (step, _token, _from, to, amount) => create(step, 'amt', to, amount) }`,
  },
  'airdrop-proven': {
    source: 'src/model/contracts/distributor.ts',
    find: 'if (!isProven(distributor, args)) throw new InvalidProof()',
    replace: '',
  },
  'market-no-cheaper': {
    source: 'src/model/contracts/market.ts',
    find: 'return (mul(LOT, usdt) / market.rate) as Amt',
    replace: 'return ((mul(LOT, usdt) * 2n) / market.rate) as Amt',
  },
  'market-no-dearer': {
    source: 'src/model/contracts/market.ts',
    find: 'return (mul(LOT, usdt) / market.rate) as Amt',
    replace: 'return (mul(LOT, usdt) / market.rate / 2n) as Amt',
  },
  'open-burn': {
    source: 'src/model/contracts/amt.ts',
    find: "destroy(step, 'amt', by, amount)",
    replace: "onlyTokenOwner(step, 'amt', by)\n  destroy(step, 'amt', by, amount)",
  },
}

const SEED = 1n

/** Verdicts by claim and reading. Studies run on scenarios and not on given rules. */
export function verdictsOf(
  rules: Rules,
  isWanted: (reading: Reading) => boolean,
): ReadonlyMap<string, string> {
  return new Map(
    chosen((reading) => reading.by !== 'study' && isWanted(reading)).flatMap((claim) =>
      evaluate(claim, { seed: SEED, rules, shrinks: false }).readings.map(
        ({ reading, verdict }) => [`${claim.number} ${reading.name}`, verdictText(verdict)] as const,
      ),
    ),
  )
}

/** Readings whose verdict differs without the mechanism, by claim and name. */
export async function turnedBy(
  name: Mechanism,
  sound: ReadonlyMap<string, string>,
  isWanted: (reading: Reading) => boolean,
): Promise<readonly string[]> {
  const broken = verdictsOf(await mutatedRules({ ...BROKEN[name], purpose: name }), isWanted)
  return [...broken].flatMap(([key, verdict]) => (sound.get(key) === verdict ? [] : [key]))
}

/** Readings that declare the mechanism, by claim and name. */
export function declaring(name: Mechanism): readonly string[] {
  return chosen(({ restsOn }) => restsOn.includes(name)).flatMap(({ number, readings }) =>
    readings.map((each) => `${number} ${each.name}`),
  )
}

function chosen(isWanted: (reading: Reading) => boolean): readonly Claim[] {
  return CLAIMS.map((claim) => ({ ...claim, readings: claim.readings.filter(isWanted) }))
}
