import { circomlibEngine } from './circomlibEngine.js'
import { describeEngine } from './describeEngine.js'

// The oracle runs the suite too: that shows that the suite asks for what circomlibjs does, and that the vectors are its own.
describeEngine('circomlibjs', circomlibEngine, { every: 30, runs: 1, malformed: false })
