export { redisStore } from './store/redisStore.js'
export { StoreBusyError, StoredEntryError, StoreUnavailableError } from './store/storeErrors.js'
