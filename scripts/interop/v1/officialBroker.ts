import { installPackage } from '../installPackage.js'
import { quietly } from '../steps.js'
import { type OfficialVersion, officialPackage } from './officialPackage.js'

type Service = { provider: string; model: string; url: string; teeSignerAddress: string }
type Account = { balance: bigint; pendingRefund: bigint; acknowledged: boolean }

/** The parts of the official client that the flows use, as its own types have them. */
export type OfficialBroker = {
  ledger: {
    addLedger: (balance: number) => Promise<void>
    depositFund: (amount: number) => Promise<void>
    getLedger: () => Promise<{ availableBalance: bigint; totalBalance: bigint }>
    transferFund: (provider: string, service: 'inference', amount: bigint) => Promise<void>
    retrieveFund: (service: 'inference') => Promise<void>
    refund: (amount: number) => Promise<void>
    deleteLedger: () => Promise<void>
  }
  inference: {
    listService: () => Promise<readonly Service[]>
    getAccount: (provider: string) => Promise<Account>
    acknowledged: (provider: string) => Promise<boolean>
    acknowledgeProviderSigner: (provider: string) => Promise<void>
    checkProviderSignerStatus: (
      provider: string,
    ) => Promise<{ isAcknowledged: boolean; teeSignerAddress: string }>
    getServiceMetadata: (provider: string) => Promise<{ endpoint: string; model: string }>
    getRequestHeaders: (provider: string) => Promise<Record<string, string>>
    processResponse: (provider: string, chatId?: string, usage?: string) => Promise<boolean | null>
    verifyService: (provider: string, folder: string) => Promise<Verification | null>
    revokeApiKey: (provider: string, tokenId: number) => Promise<void>
    revokeAllTokens: (provider: string) => Promise<void>
    requestProcessor: {
      createApiKey: (
        provider: string,
        options: { expiresIn: number; tokenId?: number },
      ) => Promise<{ tokenId: number; expiresAt: number; rawToken: string }>
    }
  }
}
type Verification = {
  success: boolean
  teeVerifier: string
  reportsGenerated: readonly string[]
  signerVerification: { allMatch: boolean }
  composeVerification: { passed: boolean }
}
type OfficialPackage = {
  createZGComputeNetworkBroker: (signer: unknown) => Promise<OfficialBroker>
  createZGComputeNetworkReadOnlyBroker: (
    rpcUrl: string,
  ) => Promise<{ inference: Pick<OfficialBroker['inference'], 'listService'> }>
}
type Ethers = {
  JsonRpcProvider: new (url: string) => { pollingInterval: number; destroy: () => void }
  Wallet: new (key: string, provider: unknown) => unknown
}

/** The official client of one version on `rpcUrl`, with the addresses that it has built in, and silent. */
export function openOfficialClient(
  version: OfficialVersion,
  rpcUrl: string,
  { pollingInterval = 50 }: { pollingInterval?: number } = {},
) {
  const load = installPackage(officialPackage(version), 'ethers@6.17.0')
  const official: OfficialPackage = load('@0gfoundation/0g-compute-ts-sdk')
  const ethers: Ethers = load('ethers')
  const rpc = new ethers.JsonRpcProvider(rpcUrl)
  rpc.pollingInterval = pollingInterval

  return {
    broker: (privateKey: string): Promise<OfficialBroker> =>
      quietly(() => official.createZGComputeNetworkBroker(new ethers.Wallet(privateKey, rpc))),
    readOnlyBroker: () => quietly(() => official.createZGComputeNetworkReadOnlyBroker(rpcUrl)),
    close: () => rpc.destroy(),
  }
}
