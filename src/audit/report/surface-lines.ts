/** The surface as lines: one for each role, and one for each thing that differs. */
import type { Comparison, RoleSurface } from '../input/surface.ts'
import { isSame } from '../input/surface.ts'

export function surfaceLines(surface: readonly RoleSurface[]): readonly string[] {
  return surface.flatMap((each) => {
    const { role, contract } = each
    if (contract === undefined) return [`${role}: not in the build; the project's own contract stands in`]
    return [
      `${role}: ${contract}${isSame(each) ? ', as published' : ''}`,
      ...roleLines(each).map((line) => `  ${line}`),
    ]
  })
}

/** What differs of a role. */
function roleLines({ functions, views, events, construction }: RoleSurface): readonly string[] {
  return [
    ...(construction === undefined
      ? []
      : [`constructor${construction.found} instead of constructor${construction.published}`]),
    ...comparisonLines('function', functions),
    ...comparisonLines('view', views),
    ...comparisonLines('event', events),
  ]
}

function comparisonLines(what: string, { missing, extra, different }: Comparison): readonly string[] {
  return [
    ...missing.map((each) => `missing ${what} ${each}`),
    ...extra.map((each) => `extra ${what} ${each}`),
    ...different.map(({ published, found }) => `${what} ${found} instead of ${published}`),
  ]
}
