/**
 * `amt-lab/model`: the economy as an immutable value, exact to the wei.
 *
 * Amounts, actions, the economy, its views and invariants; the economics without a contract (mining, bridge,
 * costs, emission, peg); exact trades and the Great Reset's plan. What is not exported here may change
 * without notice.
 */
export {
  amt,
  btcb,
  CAP,
  fromBase,
  InvalidAmount,
  liqAmt,
  lp,
  ONE,
  toBase,
  usdt,
  type Amt,
  type Btcb,
  type LiqAmt,
  type Lp,
  type Timestamp,
  type Usdt,
} from './kernel/units.ts'
export {
  PRIVILEGED_ACCOUNTS,
  PAIRS,
  SYSTEM_ACCOUNTS,
  TOKENS,
  type Account,
  type Pair,
  type Token,
} from './interface/accounts.ts'
export {
  call,
  decodeAction,
  encodeAction,
  InvalidAction,
  isWait,
  type Action,
  type ArgsOf,
  type Call,
  type Wait,
} from './interface/action.ts'
export { FUNCTION_NAMES, signatureOf, UnknownFunction, type FunctionName } from './interface/functions.ts'
export {
  apply,
  changedViews,
  viewDomainOf,
  deployEconomy,
  read,
  type Applied,
  type Economy,
  type DeploymentSpec,
} from './economy.ts'
export {
  sameOutcome,
  sameValue,
  type Event,
  type Outcome,
  type Reverted,
  type Success,
  type Value,
} from './interface/outcome.ts'
export {
  observationText,
  observe,
  viewKey,
  VIEWS,
  viewsOf,
  type ViewDomain,
  type Observation,
  type Observed,
  type View,
  type ViewName,
} from './surface/observation.ts'
export { INVARIANTS, type AnyInvariant } from './invariants/invariants.ts'
export {
  type Invariant,
  type ObservedStep,
  type Verdict as InvariantVerdict,
} from './invariants/invariant.ts'
export { ALL_CODES, type RevertCode } from './surface/reverts.ts'
export {
  FARM,
  grossDown,
  hashpriceDown,
  nextHalving,
  produce,
  satPerThDay,
  subsidyAt,
  type Farm,
  type MiningDay,
  type Production,
  type Sat,
  type Wad,
} from './economics/mining.ts'
export {
  crossDay,
  crossDays,
  dueDown,
  FeeEatsBatch,
  holdings,
  keptForFeeUp,
  newBridge,
  NoDelay,
  onTheWay,
  sumOf as sumOfBatches,
  type Batch,
  type Bridge,
  type BridgeDay,
  type BridgeTerms,
  type DaysTraffic,
  type Due as DuePayment,
} from './economics/bridge.ts'
export {
  produceDays,
  type OutsideDay,
  type ProductionDay,
  type ProductionTerms,
} from './economics/production-days.ts'
export {
  amtToSellUp,
  COST_POLICIES,
  retainedIncomeDown,
  settle as settleCosts,
  work as workUnder,
  type DaysWork,
  type Settlement as CostSettlement,
} from './economics/costs.ts'
export {
  AboveCap,
  AboveCirculation,
  amtPerTh,
  AT_LAUNCH,
  burn as burnInLedger,
  checkCap,
  circulating,
  emissionFor,
  emissionWithinCap,
  IN_JULY_2023,
  issue as issueInLedger,
  marginalAmtPerTh,
  purchase as purchaseHashRate,
  thsFundedDown,
  type EmissionPolicy,
  type HashRateLedger,
} from './economics/hash-rate-ledger.ts'
export { emissionPlan, splitEmission, type Recipients, type Split } from './economics/emission.ts'
export { btcOfDown, floorInBtcDown, NegativePeg, PAR, usdPerBtcbDown } from './economics/peg.ts'
export {
  afterSelling,
  amtBought,
  btcbForSelling,
  dollarReserves,
  poolReserves,
  type DollarReserves,
  type PoolReserves,
} from './contracts/pancake/quotes.ts'
export {
  bestFloorArbitrage,
  NegativeCapital,
  idealFloorArbitrage,
  profitableBelow,
  type FloorArbitrage,
} from './planning/arbitrage/floor.ts'
export { bestExit, type Exit } from './planning/arbitrage/exit.ts'
export { exitPlan, floorArbitragePlan, swapPlan } from './planning/arbitrage/plan.ts'
export { mostTaken, mostWanted, type MarketQuote } from './planning/arbitrage/market-quote.ts'
export {
  buyAtMarket,
  sellToMarket,
  type Exchange,
  type MarketTrade,
} from './planning/arbitrage/market-trade.ts'
export {
  idealBuyAtMarket,
  idealSellToMarket,
  type Ideal as IdealMarketTrade,
} from './planning/arbitrage/market-ideal.ts'
export {
  buyAtMarketPlan,
  sellToMarketPlan,
  marketQuoteOf,
  type Dollars,
} from './planning/arbitrage/market-plan.ts'
export {
  bestSnipe,
  idealSnipe,
  snipe,
  snipedAbove,
  type Due,
  type Snipe,
} from './planning/arbitrage/snipe.ts'
export { noArbitrageBand, type Band } from './planning/arbitrage/band.ts'
export { saleToLowerPrice, type Factor } from './planning/great-reset/sale.ts'
export { compensation, POLICIES, type Policy } from './planning/great-reset/compensation.ts'
export {
  isFeasible,
  planReset,
  resetActions,
  saleActions,
  type Entry,
  type Reset,
  type Terms,
} from './planning/great-reset/reset.ts'
export {
  claimActions,
  distributionActions,
  reclaimAction,
  snapshotPayment,
} from './planning/great-reset/distribution.ts'
export { momentOf, type Moment } from './planning/great-reset/stakes.ts'
export {
  atMarginDown,
  exitAloneDown,
  exitTogether,
  venuesOf,
  type JointExit,
  type Position,
  type Venues,
} from './planning/wealth/wealth.ts'
export { floorOf, type Floor } from './contracts/burn-vault.ts'
