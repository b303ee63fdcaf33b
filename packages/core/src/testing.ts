export { describeStore, type StoreUnderTest } from './store/describeStore.js'
