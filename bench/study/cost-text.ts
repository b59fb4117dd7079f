/** The cost of a study as text: what was measured, and what follows for more workers. */
import { commitOf, here, machine } from '../page.ts'
import { IN_SHARD, type Cost } from './cost.ts'

/** As `groupsOf` divides the shards of one point. */
const IN_GROUP = 8
const MOST_GROUPS = 64
/** Cores of a machine that adds up, for the derived rows. */
const CORES = 16
const MANY = [100, 1000]
const MILLION = 1_000_000

/** Whether a difference of CPU times, in milliseconds, is above zero: noise makes some negative. */
const isMeasurable = (milliseconds: number): boolean => milliseconds >= 0.05

const shardText = (milliseconds: number): string =>
  isMeasurable(milliseconds) ? `${milliseconds.toFixed(1)} ms a shard` : 'not measurable'

const groupsOf = (paths: number): number => Math.min(MOST_GROUPS, Math.ceil(paths / IN_SHARD / IN_GROUP))

export function costText(cost: Cost): string {
  const { paths, threads, queue, perJob, addingUp, days, rows } = cost
  const cpu = threads.map((used) => used.cpu / paths)
  const last = cpu.at(-1)!
  const rate = (workers: number): number => workers / last
  const wall = threads.map(({ seconds }) => paths / seconds)
  const bytes = days + rows
  const combined = (many: number, cores: number): number =>
    ((many * addingUp.perPath) / cores + groupsOf(many) * addingUp.perGroup) / 1000
  const ceiling = (1000 * CORES * last) / addingUp.perPath
  const milliseconds = (seconds: number): string => `${(1000 * seconds).toFixed(0)} ms`
  const row = (workers: number, perSecond: number, how: string): string =>
    `| ${workers.toLocaleString('en')}, ${how} | ${round(perSecond)} | ${round((perSecond * bytes) / 1e6)} | ` +
    `${round(perSecond / IN_SHARD)} | ${duration(10_000 / perSecond)} | ${duration(MILLION / perSecond)} |`
  const measured = [
    `| a path of \`baseline\`, its row and days, one worker | a thread | ${milliseconds(cpu[0]!)} |`,
    `| the same, two workers | two threads | ${milliseconds(cpu[1]!)} |`,
    ...(queue ?? []).map(
      (used, index) =>
        `| the same over the queue, ${index + 1} at a time | worker and study | ${milliseconds(used.cpu / paths)} |`,
    ),
    ...(perJob === undefined
      ? []
      : [`| the queue, above threads | worker and study | ${shardText(perJob.cpu)} |`]),
    `| adding up shards | threads of the machine that combines | ${addingUp.perPath.toFixed(1)} ms a path |`,
    `| adding up groups | main thread of the command | ${addingUp.perGroup.toFixed(0)} ms a group |`,
    `| files of a path: days and row | directory | ${(days / 1000).toFixed(1)} KB and ${(rows / 1000).toFixed(1)} KB |`,
  ]
  const two = `At this load, two workers computed ${(wall[1]! / wall[0]!).toFixed(2)} times as many paths a second as one. A path took ${(cpu[1]! / cpu[0]!).toFixed(2)} times
the CPU time: on two free cores, two workers compute ${((2 * cpu[0]!) / cpu[1]!).toFixed(2)} times as many.`
  const handed =
    perJob === undefined
      ? ''
      : `
- **The queue** hands out ${round(rate(1000) / IN_SHARD)} shards a second to 1,000 workers. ${
          isMeasurable(perJob.cpu)
            ? `A shard takes ${perJob.cpu.toFixed(1)} ms more CPU time\n  over it than in a thread, ` +
              `${((100 * perJob.cpu) / 1000 / (IN_SHARD * last)).toFixed(2)}% of its paths' time.`
            : 'What a shard takes more over it than in a\n  thread was less than the noise.'
        }`
  return `${paths} paths for 365 days, shards of ${IN_SHARD}, commit ${commitOf(here)}. ${machine()}.
All hashes are equal. CPU time, without start, page and the other parts:

| part | where | cost |
|---|---|---:|
${measured.join('\n')}

${two}

\`W\` workers compute \`W / ${last.toFixed(3)}\` paths a second, and the machine that combines adds up \`C / ${(addingUp.perPath / 1000).toFixed(4)}\` with \`C\`
cores. The main thread adds ${addingUp.perGroup.toFixed(0)} ms for each group of eight shards, and never more than ${MOST_GROUPS} groups of a point:

| workers | paths a second | files, MB a second | shards a second | 10,000 paths | a million |
|---|---:|---:|---:|---:|---:|
${[
  ...threads.map((_, index) => row(index + 1, wall[index]!, 'measured at this load')),
  ...threads.map((_, index) => row(index + 1, (index + 1) / cpu[index]!, 'derived for free cores')),
  ...MANY.map((workers) => row(workers, rate(workers), 'derived')),
].join('\n')}
| added up in one thread, derived | | | | ${duration(combined(10_000, 1))} | ${duration(combined(MILLION, 1))} |
| added up in ${CORES} threads, derived | | | | ${duration(combined(10_000, CORES))} | ${duration(combined(MILLION, CORES))} |

- **1,000 cores** compute a million paths in ${duration(MILLION / rate(1000))} and leave ${round((rate(1000) * bytes) / 1e6)} MB of files a second, which is much for a
  network disk.${handed}
- **The next ceiling** is the machine that combines. With ${CORES} cores it adds up as fast as ${(Math.round(ceiling / 10) * 10).toLocaleString('en')} workers compute; above
  that, workers would have to add up groups themselves. In one thread that is ${Math.round(ceiling / CORES)} workers.
- Derived rows suppose cores like these two, and a disk and a network that keep up; nothing larger was run.`
}

const round = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 2 })

function duration(seconds: number): string {
  if (seconds < 120) return `${round(seconds)} s`
  if (seconds < 7200) return `${round(seconds / 60)} min`
  return `${round(seconds / 3600)} h`
}
