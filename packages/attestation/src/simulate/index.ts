export type { Collateral } from '../collateral/collateral.js'
export { answerAsPccs } from './answerAsPccs.js'
export { createSimulatedTee, type SimulatedEvidence, type SimulatedTee } from './createSimulatedTee.js'
export { simulatedFmspc } from './statements.js'
