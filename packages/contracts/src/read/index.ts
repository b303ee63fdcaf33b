export { toNetworkError } from '../chain/toNetworkError.js'
export { type Deadline, withDeadline } from '../chain/withDeadline.js'
export { readCall } from './readCall.js'
