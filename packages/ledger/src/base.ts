export { InvalidTopUpPolicyError, TopUpLimitError } from './funding/errors.js'
export type { TopUpPolicy } from './funding/topUpPolicy.js'
