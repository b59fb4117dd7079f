/**
 * AMT Lab as a library: for people who bring a scenario or contracts of their own, and for the notebooks.
 *
 * Four rooms, in the order in which data flows: the model (one economy, exact to the wei), the engine (scenarios, agents, processes, random
 * streams), the lockstep (the model against compiled contracts) and the report. What is not exported here may change without notice.
 */

// The model: amounts, actions, the economy, what anybody can see of it, and what must stay true.

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
} from './model/kernel/units.ts'
export {
  PRIVILEGED_ACCOUNTS,
  PAIRS,
  SYSTEM_ACCOUNTS,
  TOKENS,
  type Account,
  type Pair,
  type Token,
} from './model/interface/accounts.ts'
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
} from './model/interface/action.ts'
export { FUNCTION_NAMES, signatureOf, type FunctionName } from './model/interface/functions.ts'
export {
  apply,
  changedViews,
  viewDomainOf,
  deployEconomy,
  read,
  type Applied,
  type Economy,
  type DeploymentSpec,
} from './model/economy.ts'
export {
  sameOutcome,
  sameValue,
  type Event,
  type Outcome,
  type Reverted,
  type Success,
  type Value,
} from './model/interface/outcome.ts'
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
} from './model/surface/observation.ts'
export { INVARIANTS, type AnyInvariant } from './model/invariants/invariants.ts'
export { type Invariant, type Taken, type Verdict as InvariantVerdict } from './model/invariants/invariant.ts'
export { ALL_CODES, type RevertCode } from './model/surface/reverts.ts'
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
} from './model/economics/mining.ts'
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
} from './model/economics/bridge.ts'
export {
  produceDays,
  type OutsideDay,
  type ProductionDay,
  type ProductionTerms,
} from './model/economics/production-days.ts'
export {
  amtToSellUp,
  COST_POLICIES,
  retainedIncomeDown,
  settle as settleCosts,
  work as workUnder,
  type DaysWork,
  type Settlement as CostSettlement,
} from './model/economics/costs.ts'
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
} from './model/economics/hash-rate-ledger.ts'
export { emissionPlan, splitEmission, type Recipients, type Split } from './model/economics/emission.ts'
export { btcOfDown, floorInBtcDown, NegativePeg, PAR, usdPerBtcbDown } from './model/economics/peg.ts'
export {
  afterSelling,
  amtBought,
  btcbForSelling,
  dollarReserves,
  poolReserves,
  type DollarReserves,
  type PoolReserves,
} from './model/contracts/pancake/quotes.ts'
export {
  bestFloorArbitrage,
  idealFloorArbitrage,
  profitableBelow,
  type FloorArbitrage,
} from './model/planning/arbitrage/floor.ts'
export { bestExit, type Exit } from './model/planning/arbitrage/exit.ts'
export { exitPlan, floorArbitragePlan, swapPlan } from './model/planning/arbitrage/plan.ts'
export { mostTaken, mostWanted, type MarketQuote } from './model/planning/arbitrage/market-quote.ts'
export {
  buyAtMarket,
  sellToMarket,
  type Exchange,
  type MarketTrade,
} from './model/planning/arbitrage/market-trade.ts'
export {
  idealBuyAtMarket,
  idealSellToMarket,
  type Ideal as IdealMarketTrade,
} from './model/planning/arbitrage/market-ideal.ts'
export {
  buyAtMarketPlan,
  sellToMarketPlan,
  marketQuoteOf,
  type Dollars,
} from './model/planning/arbitrage/market-plan.ts'
export {
  bestSnipe,
  idealSnipe,
  snipe,
  snipedAbove,
  type Due,
  type Snipe,
} from './model/planning/arbitrage/snipe.ts'
export { noArbitrageBand, type Band } from './model/planning/arbitrage/band.ts'
export { saleToLowerPrice, type Factor } from './model/planning/great-reset/sale.ts'
export { compensation, POLICIES, type Policy } from './model/planning/great-reset/compensation.ts'
export {
  isFeasible,
  planReset,
  resetActions,
  saleActions,
  type Entry,
  type Reset,
  type Terms,
} from './model/planning/great-reset/reset.ts'
export {
  claimActions,
  distributionActions,
  reclaimAction,
  takeMoment,
} from './model/planning/great-reset/distribution.ts'
export { momentOf, type Moment } from './model/planning/great-reset/stakes.ts'

// The engine: scenarios, what they are made of, and runs of them.

export { scenarios } from './scenarios/index.ts'
export {
  scenario,
  withTables,
  type Definition,
  type InitialState,
  type Scenario,
  type Stage,
} from './sim/definition/scenario.ts'
export { runScenario, InvalidDays, type RunOptions } from './sim/run.ts'
export { InitialStateReverted } from './sim/engine/simulation.ts'
export {
  canonicalText,
  type Column,
  type Finding,
  type DeploymentSpec as RecordedFounding,
  type Metric,
  type ChartSpec,
  type RunResult,
  type Table,
  type VariantResult,
  type Verdict,
} from './sim/result.ts'
export { cellsOf, NoSuchColumn } from './sim/recording/recorder.ts'
export { lastOf, type Summary } from './sim/recording/summary.ts'
export { type Compared, type Comparison, type Variant } from './sim/definition/variant.ts'
export {
  acceptedBy,
  amount,
  choice,
  ConflictingSettings,
  decimal,
  flag,
  integer,
  InvalidParameter,
  percent,
  prices,
  UnknownParameter,
  type Declarations,
  type Parameter,
  type Settings,
  type Tables,
} from './sim/definition/parameter.ts'
export {
  approveAll,
  namesOf,
  zipfShares,
  type Agent,
  type Bid,
  type Person,
  type Phase,
  type Plan,
  type Proposal,
} from './sim/agent.ts'
export { TRANSACTION_ORDERINGS, type TransactionOrdering } from './sim/engine/transaction-ordering.ts'
export { redemptionRateDown, spotPriceDown, type Payment, type AgentView } from './sim/view/agent-view.ts'
export { atStartOf, type History } from './sim/view/history.ts'
export {
  dollarsOf as dollarsSeen,
  pairPriceDown,
  marketQuoteOf as marketQuoteSeen,
} from './sim/view/market-quote.ts'
export * as gauges from './sim/recording/gauge.ts'
export { type Gauge } from './sim/recording/gauge.ts'
export { type Tally } from './sim/recording/tally.ts'
export { type DatedTrade, type Trade } from './sim/recording/trades.ts'
export { dateOf, SECONDS_PER_DAY, timestampOf } from './sim/calendar.ts'
export {
  feesPerBlock,
  gasPriceOf,
  constantProcess,
  type Environment,
  type Processes,
} from './sim/environment.ts'

export { accumulators, type Accumulators } from './sim/agents/holders/accumulators.ts'
export { arbitrageur, type Arbitrageur } from './sim/agents/arbitrage/floor-arbitrageur.ts'
export { buyBackKeeper, isPurchaseDay, type BuyBackKeeper } from './sim/agents/operations/buy-back-keeper.ts'
export { customers, type Customers } from './sim/agents/holders/market-customers.ts'
export {
  liquidityWithdrawers,
  type LiquidityWithdrawers,
} from './sim/agents/liquidity/liquidity-withdrawers.ts'
export { dividendFrontRunner, type DividendFrontRunner } from './sim/agents/mev/dividend-front-runner.ts'
export { dividendSniper, type DividendSniper } from './sim/agents/mev/dividend-sniper.ts'
export { usdtMarketMaker } from './sim/agents/liquidity/usdt-market-maker.ts'
export { drawdownSellers, fallPct, type DrawdownSellers } from './sim/agents/holders/drawdown-sellers.ts'
export { BUYERS, emitter, MINER, mintPlan, type Emitter } from './sim/agents/issuance/emitter.ts'
export { approveExits, AT_ANY_PRICE, EXITS, leave, type ExitBy } from './sim/agents/plans/exit.ts'
export { harvester, type Harvester } from './sim/agents/operations/staking-keeper.ts'
export { claimsOf, holders, onTheirDay, paymentsSince, type Holders } from './sim/agents/holders/holders.ts'
export { investors, type Investors } from './sim/agents/holders/investors.ts'
export { leavers, type Leavers } from './sim/agents/holders/leavers.ts'
export {
  MARKET_ARBITRAGEUR,
  marketArbitrageur,
  type MarketArbitrageur,
} from './sim/agents/arbitrage/market-arbitrageur.ts'
export { marketKeeper, type MarketKeeper } from './sim/agents/operations/market-keeper.ts'
export { ledgerBefore, orderEmitter } from './sim/agents/issuance/machine-order-emitter.ts'
export { powerCostSeller, UTILITY } from './sim/agents/operations/power-cost-seller.ts'
export { project, type Project } from './sim/agents/operations/project.ts'
export { providers, type Providers } from './sim/agents/liquidity/providers.ts'
export { rawProviders, type RawProviders } from './sim/agents/liquidity/raw-providers.ts'
export { redeemers, type Redeemers } from './sim/agents/holders/redeemers.ts'
export { resetOperator, type ResetOperator } from './sim/agents/operations/reset-operator.ts'
export { roundSellers, type RoundSellers } from './sim/agents/holders/round-sellers.ts'
export {
  bestSandwich,
  sandwich,
  SANDWICHER,
  sandwicher,
  type Sandwich,
  type Sandwicher,
} from './sim/agents/mev/buy-back-sandwicher.ts'
export { savers, saverOf, type Savers } from './sim/agents/holders/savers.ts'
export { stakers, type Stakers } from './sim/agents/holders/stakers.ts'
export { buyAmt, buyAndRedeem, deadlineOf, sellAmt } from './sim/agents/plans/swap.ts'
export { SWAP_SANDWICHER, swapSandwicher, type SwapSandwicher } from './sim/agents/mev/swap-sandwicher.ts'
export {
  costOfClaim,
  firstUnclaimed,
  gasAt,
  gasAwareClaimers,
  usdOfGas,
  type ClaimGas,
  type Gas,
  type GasAwareClaimers,
} from './sim/agents/holders/gas-aware-claimers.ts'
export { traders, type Traders } from './sim/agents/holders/traders.ts'
export {
  crossingsOf,
  daysWork,
  isBatchDay,
  treasury,
  ConflictingSchedule,
  type CostPolicy,
  type Treasury,
} from './sim/agents/operations/treasury.ts'
export { type Crossing, type Crossings } from './sim/view/crossings.ts'
export { unlocker } from './sim/agents/operations/unlocker.ts'
export { whale, WHALE, type Whale } from './sim/agents/holders/whale.ts'
export { fairValue } from './sim/agents/holders/valuation.ts'
export { gasToday } from './sim/view/gas.ts'
export {
  JULY_2023,
  LAUNCH,
  initialStateOfJuly2023,
  POOLS,
  type PoolChoice,
} from './scenarios/shared/july-2023.ts'

export { arrival, type ArrivalParameters } from './sim/process/arrival.ts'
export { lostPeg } from './sim/process/lost-peg.ts'
export { ParameterOutOfRange, trajectory, type Process } from './sim/process/process.ts'
export { readings, UnorderedReadings, type Reading } from './sim/process/readings.ts'
export { BTC_VOLATILITY, gbm, type GbmParameters } from './sim/process/gbm.ts'
export { BTC_JUMPS, merton, type MertonParameters } from './sim/process/merton.ts'
export { BTC_REGIMES, regimes, type RegimeParameters } from './sim/process/regimes.ts'
export { parsePriceCsv, PriceCsvError, type PriceRow } from './sim/process/price-csv.ts'
export {
  bootstrap,
  dailyRatios,
  replay as replayedPrice,
  ReplayEnded,
  TableTooShort,
  type BootstrapParameters,
} from './sim/process/table.ts'
export {
  DIFFICULTY_GROWTH,
  network,
  NETWORK_2023_07_12,
  type Network,
  type NetworkParameters,
} from './sim/process/network.ts'
export { FLEET_2023_07_12, purchases, type PurchaseParameters } from './sim/process/purchases.ts'
export {
  BLOCK_FEES,
  blockFees,
  meanReverting,
  POWER_PRICE,
  powerPrice,
  type Level,
  type MeanRevertingParameters,
} from './sim/process/mean-reverting.ts'
export { BSC_GAS_FROM_2023_07_12, gasPrice, type GasPriceParameters } from './sim/process/gas-price.ts'
export { BTCB_PEG, peg, type PegParameters } from './sim/process/peg.ts'
export { bridge, BRIDGE_OUTAGES, type OutageParameters } from './sim/process/outage.ts'

export { InvalidSeed, parseSeed, SEED_LIMIT, type Seed } from './sim/random/seed.ts'
export { source, stream, type Source, type Stream } from './sim/random/stream.ts'
export { bernoulli, uniform, uniformOpen } from './sim/random/uniform.ts'
export { amountBetween, bigintBelow, integerBelow } from './sim/random/integer.ts'
export { normal, standardNormal } from './sim/random/normal.ts'
export { exponential } from './sim/random/exponential.ts'
export { poisson } from './sim/random/poisson.ts'
export { categorical } from './sim/random/categorical.ts'
export { shuffle } from './sim/random/shuffle.ts'

// Studies: what many paths add up to, in this process or, as a command, on threads.

export { kindOf, type Kind } from './sim/study/kind.ts'
export { failedRow, rowOf, type Row } from './sim/study/row.ts'
export { mergeTallies, tallyOf, type MetricTally, type StudyTally } from './sim/study/tally.ts'
export {
  summaryOf,
  type MetricSummary,
  type StudyResult,
  type Summary as StudySummary,
} from './sim/study/result.ts'
export { daysOf, pathDays, type DayColumn, type Days, type PathDays } from './sim/study/days.ts'
export { DAY_GRID, FAN, quantilesOf } from './sim/study/quantiles.ts'
export { readAxis, type Axis } from './sim/study/axis.ts'
export { DESIGNS, pointsOf, type DesignName } from './sim/study/design.ts'
export { clopperPearson, estimateProportion, type Proportion } from './sim/study/proportion.ts'
export { differenceOf, tallyPairs, type Difference } from './sim/study/comparison.ts'
export { study } from './cli/commands/study.ts'
export { simulate } from './cli/commands/simulate.ts'
export { lab, type Lab } from './cli/lab.ts'
export { runCommand } from './cli/process.ts'
export { bindPriceFiles, readPriceFile, WrongPriceFile } from './cli/price-files.ts'

// The lockstep: the model beside contracts, the project's own or somebody else's.

export { changedBuild, projectBuild, type Build } from './evm/build.ts'
export { type ProjectChange } from './evm/compile/project.ts'
export { EditMismatch, type Edit } from './evm/compile/edit.ts'
export { findArtifact, type Artifact } from './evm/compile/artifact.ts'
export { CompileError, compileSources, type CompileInput } from './evm/compile/compile.ts'
export { outsideArtifacts, type OutsideArtifacts } from './evm/compile/outside.ts'
export { Chain, type ChainOptions } from './evm/chain.ts'
export { runLockstep, type Failure, type LockstepOptions, type LockstepReport } from './lockstep/lockstep.ts'
export { coverageGaps, coverageGapText, coverageTable } from './lockstep/report/coverage.ts'
export { replay, type Replayed, type ReplayOptions } from './lockstep/compare/replay.ts'
export {
  divergenceText,
  type Divergence,
  type Finding as LockstepFinding,
} from './lockstep/compare/comparison.ts'
export { sentence, story } from './lockstep/report/story.ts'
export { reproSource } from './lockstep/report/repro.ts'
export {
  runCampaign,
  type CampaignOptions,
  type CampaignReport,
  type AdversarialFinding,
} from './lockstep/adversarial/campaign.ts'
export { ADVERSARIES, type Adversary } from './lockstep/adversarial/generate.ts'
export { rehearse, type Rehearsed, type RehearsalOptions } from './lockstep/great-reset/rehearsal.ts'
export { sampleTrials, type Trial } from './lockstep/great-reset/trial.ts'
export { searchKill, type Caught, type KillOptions } from './lockstep/mutation/kill.ts'
export { inContract, type Mutant } from './lockstep/mutation/mutant.ts'
export { MUTANTS } from './lockstep/systems/mutants.ts'

// The report: a result as a page, tables and a manifest.

export { publish, reportFiles, type Publication } from './cli/publish.ts'
export { WrongInput } from './cli/wrong-input.ts'
export { verify } from './cli/lab.ts'
export { resultHash } from './report/hash.ts'
export { csv } from './report/csv.ts'
export { readable } from './report/number.ts'
export { type Verification } from './report/manifest.ts'
export { floorOf, type Floor } from './model/contracts/burn-vault.ts'
export type { Hypothesis } from './sim/definition/hypothesis.ts'
export type { DayClose } from './sim/recording/day-close.ts'
