/** The test lab from another module: other code, which must not compute shards of the first one's studies. */
export { lab } from './lab.ts'
