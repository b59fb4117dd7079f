/**
 * Time left: a linear estimate of the remaining time.
 */

/**
 * Starts the clock. The returned function estimates the remaining time from `done` of `of`: `, about 3 min
 * left`, or an empty string without data. `now` is a clock in milliseconds.
 */
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
