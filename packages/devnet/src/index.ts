export type { DevAccount } from './chain/accounts.js'
export { createDevnet, type Devnet } from './createDevnet.js'
export {
  AnvilNotFoundError,
  AnvilStartError,
  DeployError,
  DevnetOptionError,
  PortInUseError,
  UpstreamError,
} from './errors.js'
export type { MinimumsName, ProtocolId } from './networks.js'
export type { Fault } from './provider/faults/fault.js'
export type { RequestRecord, RunningProvider, Settlement } from './provider/runningProvider.js'
export type { ServiceType } from './provider/serviceType.js'
export type { LimitOptions } from './provider/v1/limits/limitOptions.js'
export type { ProviderSettings } from './providerSettings.js'
