import { loadOnce } from './loadOnce.js'

/** Each part is loaded by who asks for one of its names: a page that only pays for requests needs the connection alone. */
export const connectActions = loadOnce(() => import('@zg/inference/connect'))
export const inferenceActions = loadOnce(() => import('@zg/inference'))
export const ledgerActions = loadOnce(() => import('@zg/ledger'))
