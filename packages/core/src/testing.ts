export { describeStore, type StoreUnderTest } from './testing/describeStore.js'
