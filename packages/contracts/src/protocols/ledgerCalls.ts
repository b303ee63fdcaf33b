import type { Abi } from 'viem'
import type { Call } from '../calls.js'
import type { Protocol } from '../protocol.js'

type Alike = 'depositFund' | 'transferFund' | 'retrieveFund' | 'refund' | 'deleteLedger'

/** The calls that the ledger contract of every generation takes alike. */
export function ledgerCalls(abi: Abi): Pick<Protocol['ledger'], Alike> {
  const call = (functionName: string, args: Call['args']) =>
    ({ contract: 'ledger', abi, functionName, args }) as const
  return {
    depositFund: ({ amount }) => ({ ...call('depositFund', []), value: amount }),
    transferFund: ({ provider, service, amount }) => call('transferFund', [provider, service, amount]),
    retrieveFund: ({ providers, service }) => call('retrieveFund', [providers, service]),
    refund: ({ amount }) => call('refund', [amount]),
    deleteLedger: () => call('deleteLedger', []),
  }
}
