import { formatOg } from '@zg/core'
import { minimumsOf } from './chain/v1Set.js'
import { accountBalance, type Devnet } from './createDevnet.js'

/** What a program needs to know of a running devnet: plain data, for `JSON.stringify`. */
export function describeDevnet(devnet: Devnet) {
  const { protocol, minimums, rpcUrl, chainId, contracts, owner, accounts, attestationRoot } = devnet
  const { ledger, inference } = contracts
  const providers = devnet.providers.map(({ address, url, model, serviceType, signer }) => {
    return { address, url, model, serviceType, signer }
  })
  return {
    ...{ protocol, minimums, rpcUrl, chainId, contracts: { ledger, inference } },
    ...{ owner, accounts, providers, attestationRoot },
  }
}

/** The same for people. */
export function presentDevnet(devnet: Devnet): string {
  const { protocol, rpcUrl, chainId, contracts, accounts, providers } = devnet
  const offers = providers.flatMap(({ address, url, model, signer }) => [
    `    ${address}  ${model}`,
    `    ${' '.repeat(address.length)}  ${url}, TEE signer ${signer}`,
  ])
  const keys = accounts.map(({ address, privateKey }, index) => `    ${index}  ${address}  ${privateKey}`)
  return `
  0G Compute devnet, protocol ${protocol}, chain ${chainId}

    RPC        ${rpcUrl}
    Ledger     ${contracts.ledger}
    Inference  ${contracts.inference}${presentMinimums(devnet)}

  Accounts with ${formatOg(accountBalance)} 0G each, and their keys. Everybody knows these keys: never fund the accounts elsewhere.

${keys.join('\n')}

  Providers

${offers.length === 0 ? '    none' : offers.join('\n')}

  Ctrl-C stops everything.
`
}

function presentMinimums({ minimums }: Devnet): string {
  if (minimums === null) return ''
  const { ledger, transfer } = minimumsOf[minimums]
  return `
    Minimums   those of ${minimums}: ${formatOg(ledger)} 0G open a ledger, ${formatOg(transfer)} 0G a sub-account`
}
