/** The timeline of days: how many actions each has, and how many of them reverted; a click leads to a day. */
import type { Texts } from '../texts.ts'
import type { ListedDay } from '../walk/walk.ts'

interface DayStripProps {
  readonly texts: Texts
  readonly days: readonly ListedDay[]
  /** Index of the day that is shown. */
  readonly day: number
  onGo(action: number): void
}

const HEIGHT = 40

export function DayStrip({ texts, days, day, onGo }: DayStripProps) {
  const go = (wanted: number): void => {
    const isAhead = wanted >= day
    const found = isAhead
      ? (days.slice(wanted).find(hasActions) ?? days.slice(0, wanted).findLast(hasActions))
      : (days.slice(0, wanted + 1).findLast(hasActions) ?? days.slice(wanted).find(hasActions))
    if (found?.first !== undefined) onGo(found.first)
  }
  const { title, date, actions } = days[day]!
  return (
    <div class="strip">
      <svg
        viewBox={`0 0 ${days.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onClick={({ currentTarget, clientX }) => {
          const { left, width } = currentTarget.getBoundingClientRect()
          const part = (clientX - left) / width
          go(Math.min(days.length - 1, Math.max(0, Math.floor(part * days.length))))
        }}
      >
        <rect class="here" x={day} y={0} width={1} height={HEIGHT} />
        <path class="all" d={bars(days, ({ actions: count }) => count)} />
        <path class="reverts" d={bars(days, ({ reverts }) => reverts)} />
      </svg>
      <input
        type="range"
        aria-label={texts.timeline}
        aria-valuetext={`${title}, ${date}, ${actions} ${texts.actionsOf}`}
        min={0}
        max={days.length - 1}
        value={day}
        disabled={days.length === 1}
        onInput={({ currentTarget }) => go(Number(currentTarget.value))}
      />
    </div>
  )
}

const hasActions = ({ first }: ListedDay): boolean => first !== undefined

/** Bars to the scale of the day with the most actions. The first may have the initial state, and is cut off. */
function bars(days: readonly ListedDay[], of: (day: ListedDay) => number): string {
  const scaled = days.length === 1 ? days : days.slice(1)
  const most = Math.max(1, ...scaled.map(({ actions }) => actions))
  return days
    .map((each, index) => {
      const height = Math.min(1, of(each) / most) * HEIGHT
      return height === 0 ? '' : `M${index} ${HEIGHT}v${-height}h1v${height}z`
    })
    .join('')
}
