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
} from './model/units.ts'
export {
  OFFICERS,
  PAIRS,
  SYSTEM_ACCOUNTS,
  TOKENS,
  type Account,
  type Pair,
  type Token,
} from './model/accounts.ts'
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
} from './model/action.ts'
export { FUNCTION_NAMES, signatureOf, type FunctionName } from './model/functions.ts'
export {
  apply,
  changedViews,
  extentOf,
  found,
  read,
  type Applied,
  type Economy,
  type Founding,
} from './model/economy.ts'
export {
  sameOutcome,
  sameValue,
  type Event,
  type Outcome,
  type Refused,
  type Success,
  type Value,
} from './model/outcome.ts'
export {
  observationText,
  observe,
  viewKey,
  VIEWS,
  viewsOf,
  type Extent,
  type Observation,
  type Observed,
  type View,
  type ViewName,
} from './model/observation.ts'
export { INVARIANTS, type AnyInvariant } from './model/invariants/invariants.ts'
export { type Invariant, type Taken, type Verdict as InvariantVerdict } from './model/invariants/invariant.ts'
export { ALL_CODES, type RefusalCode } from './model/refusals.ts'
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
} from './model/mining.ts'
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
} from './model/bridge.ts'
export {
  produceDays,
  type OutsideDay,
  type ProductionDay,
  type ProductionTerms,
} from './model/production-days.ts'
export {
  amtToSellUp,
  COST_POLICIES,
  retainedIncomeDown,
  settle as settleCosts,
  work as workUnder,
  type DaysWork,
  type Settlement as CostSettlement,
} from './model/costs.ts'
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
} from './model/hash-rate-ledger.ts'
export { emissionPlan, splitEmission, type Recipients, type Split } from './model/emission.ts'
export { btcOfDown, floorInBtcDown, NegativePeg, PAR, usdPerBtcbDown } from './model/peg.ts'
export {
  afterSelling,
  amtBought,
  btcbForSelling,
  dollarReserves,
  poolReserves,
  type DollarReserves,
  type PoolReserves,
} from './model/arbitrage/pools.ts'
export {
  bestFloorArbitrage,
  floorOf,
  idealFloorArbitrage,
  profitableBelow,
  type Floor,
  type FloorArbitrage,
} from './model/arbitrage/floor.ts'
export { bestExit, type Exit } from './model/arbitrage/exit.ts'
export { exitPlan, floorArbitragePlan, swapPlan } from './model/arbitrage/plan.ts'
export { mostTaken, mostWanted, type Stall } from './model/arbitrage/stall.ts'
export { buyAtMarket, sellToMarket, type Exchange, type MarketTrade } from './model/arbitrage/market-trade.ts'
export {
  idealBuyAtMarket,
  idealSellToMarket,
  type Ideal as IdealMarketTrade,
} from './model/arbitrage/market-ideal.ts'
export { buyAtMarketPlan, sellToMarketPlan, stallOf, type Dollars } from './model/arbitrage/market-plan.ts'
export { bestSnipe, idealSnipe, snipe, snipedAbove, type Due, type Snipe } from './model/arbitrage/snipe.ts'
export { noArbitrageBand, type Band } from './model/arbitrage/band.ts'
export { saleToLowerPrice, type Factor } from './model/great-reset/sale.ts'
export { compensation, POLICIES, type Policy } from './model/great-reset/compensation.ts'
export {
  isFeasible,
  planReset,
  resetActions,
  saleActions,
  type Entry,
  type Reset,
  type Terms,
} from './model/great-reset/reset.ts'
export {
  claimActions,
  distributionActions,
  reclaimAction,
  takeMoment,
} from './model/great-reset/distribution.ts'
export { momentOf, type Moment } from './model/great-reset/stakes.ts'

// The engine: scenarios, what they are made of, and runs of them.

export { scenarios } from './scenarios/index.ts'
export {
  scenario,
  withTables,
  type Definition,
  type Expectation,
  type Opening,
  type Scenario,
  type Stage,
} from './sim/scenario.ts'
export { runScenario, InvalidDays, type RunOptions } from './sim/run.ts'
export { OpeningRefused } from './sim/life.ts'
export {
  canonicalText,
  type Column,
  type Finding,
  type Founding as RecordedFounding,
  type Metric,
  type Picture,
  type RunResult,
  type Table,
  type VariantResult,
  type Verdict,
} from './sim/result.ts'
export { cellsOf, NoSuchColumn } from './sim/recorder.ts'
export { lastOf, type Summary } from './sim/summary.ts'
export { type Compared, type Comparison, type Variant } from './sim/variant.ts'
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
} from './sim/parameter.ts'
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
export { ORDERS, type Order } from './sim/order.ts'
export { redemptionRateDown, spotPriceDown, type Payment, type World } from './sim/world.ts'
export { atStartOf, type History } from './sim/history.ts'
export { dollarsOf as dollarsSeen, pairPriceDown, stallOf as stallSeen } from './sim/stall.ts'
export * as gauges from './sim/gauge.ts'
export { type Gauge, type Today } from './sim/gauge.ts'
export { type Tally } from './sim/tally.ts'
export { type DatedTrade, type Trade } from './sim/trades.ts'
export { dateOf, SECONDS_PER_DAY, timestampOf } from './sim/calendar.ts'
export { feesPerBlock, gasPriceOf, standing, type Market, type Processes } from './sim/market.ts'

export { accumulators, type Accumulators } from './sim/agents/accumulators.ts'
export { arbitrageur, type Arbitrageur } from './sim/agents/arbitrageur.ts'
export { buyerBack, isPurchaseDay, type BuyerBack } from './sim/agents/buyer-back.ts'
export { customers, type Customers } from './sim/agents/customers.ts'
export { deserters, type Deserters } from './sim/agents/deserters.ts'
export { dividendFrontRunner, type DividendFrontRunner } from './sim/agents/dividend-front-runner.ts'
export { dividendSniper, type DividendSniper } from './sim/agents/dividend-sniper.ts'
export { dollarDesk } from './sim/agents/dollar-desk.ts'
export { drawdownSellers, fallPct, type DrawdownSellers } from './sim/agents/drawdown-sellers.ts'
export { BUYERS, emitter, MINER, mintPlan, type Emitter } from './sim/agents/emitter.ts'
export { approveExits, AT_ANY_PRICE, EXITS, leave, type ExitBy } from './sim/agents/exit.ts'
export { harvester, type Harvester } from './sim/agents/harvester.ts'
export { claimsOf, holders, onTheirDay, paymentsSince, type Holders } from './sim/agents/holders.ts'
export { investors, type Investors } from './sim/agents/investors.ts'
export { leavers, type Leavers } from './sim/agents/leavers.ts'
export {
  MARKET_ARBITRAGEUR,
  marketArbitrageur,
  type MarketArbitrageur,
} from './sim/agents/market-arbitrageur.ts'
export { marketKeeper, type MarketKeeper } from './sim/agents/market-keeper.ts'
export { ledgerBefore, orderEmitter } from './sim/agents/order-emitter.ts'
export { powerBill, UTILITY } from './sim/agents/power-bill.ts'
export { project, type Project } from './sim/agents/project.ts'
export { providers, type Providers } from './sim/agents/providers.ts'
export { rawProviders, type RawProviders } from './sim/agents/raw-providers.ts'
export { redeemers, type Redeemers } from './sim/agents/redeemers.ts'
export { resetter, type Resetter } from './sim/agents/resetter.ts'
export { roundSellers, type RoundSellers } from './sim/agents/round-sellers.ts'
export {
  bestSandwich,
  sandwich,
  SANDWICHER,
  sandwicher,
  type Sandwich,
  type Sandwicher,
} from './sim/agents/sandwicher.ts'
export { savers, saverOf, type Savers } from './sim/agents/savers.ts'
export { stakers, type Stakers } from './sim/agents/stakers.ts'
export { buyAmt, buyAndRedeem, deadlineOf, sellAmt } from './sim/agents/swap.ts'
export { SWAP_SANDWICHER, swapSandwicher, type SwapSandwicher } from './sim/agents/swap-sandwicher.ts'
export {
  costOfClaim,
  firstUnclaimed,
  gasAt,
  thriftyHolders,
  usdOfGas,
  type ClaimGas,
  type Gas,
  type ThriftyHolders,
} from './sim/agents/thrifty-holders.ts'
export { traders, type Traders } from './sim/agents/traders.ts'
export {
  crossingsOf,
  daysWork,
  isBatchDay,
  treasury,
  TwoPaces,
  type CostPolicy,
  type Treasury,
} from './sim/agents/treasury.ts'
export { type Crossing, type Crossings } from './sim/crossings.ts'
export { unlocker } from './sim/agents/unlocker.ts'
export { whale, WHALE, type Whale } from './sim/agents/whale.ts'
export { worthOf } from './sim/agents/worth.ts'
export { gasToday } from './sim/gas.ts'
export { JULY_2023, LAUNCH, openingOfJuly2023, POOLS, type PoolChoice } from './scenarios/july-2023.ts'

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
export { gaps, gapText, reachTable } from './lockstep/reach.ts'
export { replay, type Replayed, type ReplayOptions } from './lockstep/replay.ts'
export { divergenceText, type Divergence, type Finding as LockstepFinding } from './lockstep/comparison.ts'
export { sentence, story } from './lockstep/story.ts'
export { reproSource } from './lockstep/repro.ts'
export {
  runCampaign,
  type CampaignOptions,
  type CampaignReport,
  type HostileFinding,
} from './lockstep/hostile/campaign.ts'
export { HOSTILITIES, type Hostility } from './lockstep/hostile/deeds.ts'
export { rehearse, type Rehearsed, type RehearsalOptions } from './lockstep/great-reset/rehearsal.ts'
export { sampleTrials, type Trial } from './lockstep/great-reset/trial.ts'
export { huntFault, type Caught, type HuntOptions } from './lockstep/faults/hunt.ts'
export { inContract, type Fault } from './lockstep/faults/fault.ts'
export { FAULTS } from './lockstep/faults/faults.ts'

// The report: a result as a page, tables and a manifest.

export { publish, reportFiles, type Publication } from './cli/publish.ts'
export { WrongInput } from './cli/wrong-input.ts'
export { verify } from './cli/lab.ts'
export { resultHash } from './report/hash.ts'
export { csv } from './report/csv.ts'
export { readable } from './report/number.ts'
export { type Verification } from './report/manifest.ts'
