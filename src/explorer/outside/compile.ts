/**
 * In place of the modules that compile contracts, for browsers: contracts come compiled.
 */
export const projectArtifacts = unavailable
export const changedProjectArtifacts = unavailable
export const outsideArtifacts = unavailable
export const isOutside = unavailable

function unavailable(): never {
  throw new Error('expected compiled contracts, got none: a browser has no compiler. Pass a build.')
}
