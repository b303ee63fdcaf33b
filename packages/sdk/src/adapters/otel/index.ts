export { withSpans } from './withSpans.js'
