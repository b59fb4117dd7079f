/**
 * `amt-lab/sim`: scenarios and what they are made of, runs of them, and studies over many runs.
 *
 * A scenario joins agents, exogenous processes, gauges, metrics and hypotheses; {@link runScenario} runs it
 * at one parameter setting. What is not exported here may change without notice.
 */
export * from './agents/index.ts'
export {
  scenario,
  withTables,
  type Definition,
  type InitialState,
  type Scenario,
  type Stage,
} from './definition/scenario.ts'
export { runScenario, InvalidDays, UsedLog, type RunOptions } from './run.ts'
export { type ActionLog } from './engine/journal.ts'
export { ActionText } from './recording/action-text.ts'
export { remarksOf, type Remarks } from './answer/remarks.ts'
export { leftOutAt, type Start } from './definition/start.ts'
export { InitialStateReverted } from './engine/simulation.ts'
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
} from './result.ts'
export { cellsOf, NoSuchColumn } from './recording/recorder.ts'
export { lastOf, type Summary } from './recording/summary.ts'
export type { Group, Holdings } from './recording/holdings.ts'
export { type Compared, type Comparison, type Variant } from './definition/variant.ts'
export {
  acceptedBy,
  amount,
  choice,
  ConflictingSettings,
  decimal,
  flag,
  history,
  integer,
  InvalidParameter,
  percent,
  prices,
  UnknownParameter,
  type Declarations,
  type Parameter,
  type Settings,
  type Tables,
} from './definition/parameter.ts'
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
} from './agent.ts'
export { TRANSACTION_ORDERINGS, type TransactionOrdering } from './engine/transaction-ordering.ts'
export { redemptionRateDown, spotPriceDown, type Payment, type AgentView } from './view/agent-view.ts'
export { atStartOf, type History } from './view/history.ts'
export { NotKept, type PastDays } from './view/past-day.ts'
export {
  dollarsOf as dollarsSeen,
  pairPriceDown,
  marketQuoteOf as marketQuoteSeen,
} from './view/market-quote.ts'
export * as gauges from './recording/gauge.ts'
export { type Gauge } from './recording/gauge.ts'
export { type Tally } from './recording/tally.ts'
export { type DatedTrade, type Trade } from './recording/trades.ts'
export { dateOf, SECONDS_PER_DAY, timestampOf } from './calendar.ts'
export { feesPerBlock, gasPriceOf, constantProcess, type Environment, type Processes } from './environment.ts'
export { stressed, type Stress } from './stress/overlay.ts'
export { recordedPaths } from './stress/recorded.ts'
export { InvalidPath, valueOn as pathValueOn, type Path as ShockPath, type Shock } from './stress/shock.ts'
export { SHOCKS, type ShockName } from './stress/shocks.ts'
export { type Crossing, type Crossings } from './view/crossings.ts'
export { gasToday } from './view/gas.ts'
export { arrival, type ArrivalParameters } from './process/arrival.ts'
export { lostPeg } from './process/lost-peg.ts'
export {
  ParameterOutOfRange,
  trajectory,
  trajectoryAlong,
  type DependentProcess,
  type Process,
} from './process/process.ts'
export { feesOfSubsidy, FEES_SHARE, type SharedFees } from './process/block-fees.ts'
export {
  breakEvenHashprice,
  FLEET_BY_EFFICIENCY,
  FleetIdle,
  LEAST_RUNNING,
  minersAt,
  nextMiners,
  NoMargin,
  orderRate,
  RESPONSE,
  runningHashRate,
  runningShare,
  type Miners,
  type ResponseParameters,
  type Vintage,
} from './process/miners.ts'
export {
  hashpriceAt,
  responsiveNetwork,
  type ResponsiveNetwork,
  type ResponsiveNetworkParameters,
} from './process/responsive-network.ts'
export { readings, UnorderedReadings, type Reading } from './process/readings.ts'
export { BTC_VOLATILITY, gbm, type GbmParameters } from './process/gbm.ts'
export {
  BTC_JUMPS,
  diffusionVolatility,
  JumpsExceedVolatility,
  merton,
  type MertonParameters,
} from './process/merton.ts'
export {
  BTC_REGIMES,
  regimes,
  scaledVolatilities,
  wildShare,
  type RegimeParameters,
} from './process/regimes.ts'
export {
  HistoryCsvError,
  parseHistory,
  sliceHistory,
  type History as DailyHistory,
  type HistoryColumn,
  type HistoryReading,
} from './process/history-csv.ts'
export { HistoryEnded, replayedProcesses } from './process/history-replay.ts'
export { parsePriceCsv, PriceCsvError, type PriceRow } from './process/price-csv.ts'
export {
  bootstrap,
  dailyRatios,
  replay as replayedPrice,
  ReplayEnded,
  TableTooShort,
  type BootstrapParameters,
} from './process/table.ts'
export {
  DIFFICULTY_GROWTH,
  network,
  NETWORK_2023_07_12,
  type Network,
  type NetworkParameters,
} from './process/network.ts'
export { FLEET_2023_07_12, purchases, type PurchaseParameters } from './process/purchases.ts'
export {
  BLOCK_FEES,
  blockFees,
  meanReverting,
  POWER_PRICE,
  powerPrice,
  type Level,
  type MeanRevertingParameters,
} from './process/mean-reverting.ts'
export { BSC_GAS_FROM_2023_07_12, gasPrice, type GasPriceParameters } from './process/gas-price.ts'
export { BTCB_PEG, peg, type PegParameters } from './process/peg.ts'
export { bridge, BRIDGE_OUTAGES, type OutageParameters } from './process/outage.ts'
export { InvalidSeed, parseSeed, SEED_LIMIT, type Seed } from './random/seed.ts'
export { source, stream, type Source, type Stream } from './random/stream.ts'
export { bernoulli, uniform, uniformOpen } from './random/uniform.ts'
export { amountBetween, bigintBelow, integerBelow } from './random/integer.ts'
export { normal, standardNormal } from './random/normal.ts'
export { exponential } from './random/exponential.ts'
export { poisson } from './random/poisson.ts'
export { categorical } from './random/categorical.ts'
export { shuffle } from './random/shuffle.ts'
export { VALUATION_RULES, type Valuation, type ValuationRule } from './valuation/valuation.ts'
export { perpetuity, type Perpetuity } from './valuation/perpetuity.ts'
export { discounted, type Outlook } from './valuation/discounted.ts'
export { putPrice, withFloorPut, type PutTerms } from './valuation/put.ts'
export {
  fanOf,
  fanPathOf,
  fanTables,
  type Fan,
  type FanColumn,
  type FanHypothesis,
  type FanMetric,
  type FanPath,
} from './study/fan.ts'
export { fanRisksOf, fanRiskTables, riskNeeds, type FanRisks } from './study/fan-risk.ts'
export { kindOf, type Kind } from './study/kind.ts'
export { failedRow, rowOf, type Row } from './study/row.ts'
export { mergeTallies, tallyOf, type MetricTally, type StudyTally } from './study/tally.ts'
export {
  summaryOf,
  type MetricSummary,
  type StudyResult,
  type Summary as StudySummary,
} from './study/result.ts'
export { daysOf, pathDays, type DayColumn, type Days, type PathDays } from './study/days.ts'
export { DAY_GRID, FAN, quantileIntervalsOf, quantilesOf, type QuantileBounds } from './study/quantiles.ts'
export { readAxis, type Axis } from './study/axis.ts'
export { DESIGNS, pointsOf, type DesignName } from './study/design.ts'
export { clopperPearson } from '../statistics/proportion.ts'
export { tailRiskOf, WORST_PART, type Loss, type TailRisk } from './study/tail-risk.ts'
export { estimateProportion, type Proportion } from './study/proportion.ts'
export { differenceOf, tallyPairs, type Difference } from './study/comparison.ts'
export type { Hypothesis } from './definition/hypothesis.ts'
export type { DayClose } from './recording/day-close.ts'
