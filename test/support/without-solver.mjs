/** For `node --import`: a process in which the optional package `z3-solver` is not installed. */
import { register } from 'node:module'

const HOOK = `export async function resolve(name, context, next) {
  if (name !== 'z3-solver') return next(name, context)
  throw Object.assign(new Error('Cannot find package z3-solver'), { code: 'ERR_MODULE_NOT_FOUND' })
}`

register(`data:text/javascript,${encodeURIComponent(HOOK)}`)
