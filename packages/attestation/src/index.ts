export { EvidenceError, InvalidPolicyError, MalformedEvidenceError } from './errors.js'
export { policies } from './policy/policies.js'
export type {
  AcceptableTcbStatus,
  OsImage,
  Policy,
  TcbStatus,
  WaivableCheck,
} from './policy/policy.js'
