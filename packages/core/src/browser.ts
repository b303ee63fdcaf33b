export { storageStore } from './store/storageStore.js'
export { StoredEntryError, StoreUnavailableError } from './store/storeErrors.js'
