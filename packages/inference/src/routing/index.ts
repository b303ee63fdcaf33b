export type { LaneStatus } from './lane.js'
export type { Sort } from './order.js'
export { type Route, route } from './route.js'
