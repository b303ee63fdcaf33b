export { fileStore } from './node/fileStore.js'
export { StoreBusyError, StoredEntryError, StoreUnavailableError } from './store/storeErrors.js'
