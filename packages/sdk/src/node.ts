export { createBrokerFromEnv } from './createBrokerFromEnv.js'
