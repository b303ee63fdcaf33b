export { toNetworkError } from '../chain/toTypedError.js'
export { type Deadline, withDeadline } from '../chain/withDeadline.js'
export { readCall } from './readCall.js'
