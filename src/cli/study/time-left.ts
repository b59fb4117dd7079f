/**
 * Time left: how long the rest will take if it goes on as it went.
 */

/** Starts the clock. What it returns tells, from how much is done of how much, `, about 3 min left`, or nothing at first. */
export function timeLeft(now: () => number = () => performance.now()): (done: number, of: number) => string {
  const start = now()
  return (done, of) => {
    if (done <= 0 || done >= of) return ''
    return `, about ${duration((((now() - start) / done) * (of - done)) / 1000)} left`
  }
}

/** `40 s`, `12 min`, `3 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`
}
