/** A sort as another engine may have it: V8 asks whether a comparison is below 0, this one whether it is above. */
import { vi } from 'vitest'

/** What `run` returns where `toSorted` is a stable insertion sort that asks for results above 0. */
export function withOtherSort<Result>(run: () => Result): Result {
  const sort = vi.spyOn(Array.prototype, 'toSorted').mockImplementation(function (
    this: unknown[],
    compare?: (a: unknown, b: unknown) => number,
  ) {
    const sorted: unknown[] = []
    for (const each of this) {
      let at = sorted.length
      while (at > 0 && compare!(sorted[at - 1], each) > 0) at--
      sorted.splice(at, 0, each)
    }
    return sorted
  })
  try {
    return run()
  } finally {
    sort.mockRestore()
  }
}
