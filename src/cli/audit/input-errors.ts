/** Input errors of an audit: errors of the library that are the user's wrong input. */
import { InvalidAcceptance } from '../../audit/accept.ts'
import { InvalidConfig } from '../../audit/config.ts'
import { InvalidProgress } from '../../audit/progress.ts'
import { NoCompiler } from '../../audit/input/compilers.ts'
import { ImportMissing } from '../../audit/input/imports.ts'
import { NoContracts } from '../../audit/input/read-contracts.ts'
import { AmbiguousRole, NotThisSystem, UnknownContract } from '../../audit/input/roles.ts'
import { UnreadableSource } from '../../audit/input/verified.ts'
import { UnknownProperty } from '../../audit/properties/property-finding.ts'
import { CompileError } from '../../evm/compile/compile.ts'
import { DeploymentFailed } from '../../evm/create.ts'
import { InvalidPlan, WrongDeployment } from '../../evm/deploy.ts'
import { InvalidCaseFile } from '../../lockstep/export/case-file.ts'
import { WrongInput } from '../wrong-input.ts'

/** Errors that say what is wrong with the input, and what to do. */
const OF_THE_INPUT = [
  NoContracts,
  NoCompiler,
  ImportMissing,
  CompileError,
  NotThisSystem,
  AmbiguousRole,
  UnknownContract,
  DeploymentFailed,
  WrongDeployment,
  InvalidPlan,
  InvalidConfig,
  InvalidAcceptance,
  InvalidCaseFile,
  InvalidProgress,
  UnknownProperty,
  UnreadableSource,
]

/** The result of `act`; an error of the input becomes wrong input. */
export function asInput<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (OF_THE_INPUT.some((Class) => error instanceof Class)) throw new WrongInput((error as Error).message)
    throw error
  }
}
