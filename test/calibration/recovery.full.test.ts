/** Recovery of the parameters of all price models, on sixty simulated histories each. */
import { recoverySuite } from './recovery-suite.ts'

// P(X < 50) = 0.07% for X of 60 seeds with 95%. The spread of 60 normal values is within a factor of 1.4.
recoverySuite({ seeds: 60, days: 1500, covering: 50, ratio: 1.5 })
