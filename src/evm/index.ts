/**
 * `amt-lab/evm`: compiled contracts, and the in-process chain that they are deployed on.
 *
 * Compiles the project's contracts, changed copies of them, or external contracts with the same interface,
 * and deploys them with PancakeSwap V2. Anything that is not exported here may change without notice.
 */
export { changedBuild, projectBuild, type Build } from './build.ts'
export { type ProjectChange } from './compile/project.ts'
export { EditMismatch, type Edit } from './compile/edit.ts'
export { findArtifact, type Artifact } from './compile/artifact.ts'
export { CompileError, compileSources, type CompileInput } from './compile/compile.ts'
export { outsideArtifacts, type OutsideArtifacts } from './compile/outside.ts'
export { Chain, type ChainOptions } from './chain.ts'
export { mappedBuild, type MappedBuild } from './coverage/mapped-build.ts'
export { lcov } from './coverage/lcov.ts'
export { type SourceCoverage } from './coverage/source-coverage.ts'
