import { apiContradictions } from './apiContradictions.js'

/** One row of `docs/api-names.md`: a name of the Python SDK's document, and ours. */
export type ApiName = {
  seed: string
  ours: string
  /** Where `ours` is found: a broker path such as `ledger.addLedger`, or an export of `@zg/sdk` or `@zg/sdk/node`. */
  at:
    | { broker: string }
    | { sdk: string }
    | { node: string }
    | { type: string }
    | { package: string; export: string }
  note?: string
  /** What the call takes on the network of today, where the document's amount would be refused or not be enough. */
  today?: string
}

const amount = "amount: `'0.5'` in 0G, or a `bigint` in neuron"

export const apiNames: readonly ApiName[] = [
  {
    seed: '`create_broker(private_key, rpc_url, contract_address=None)`',
    ours: '`createBroker({ privateKey, rpcUrl, contracts? })`',
    at: { sdk: 'createBroker' },
    note: 'or `network`, `account`, `walletClient`, `publicClient`; two contracts, so `contracts: { ledger, inference }`',
  },
  {
    seed: '`create_broker_from_env()`',
    ours: '`createBrokerFromEnv()` of `@zg/sdk/node`',
    at: { node: 'createBrokerFromEnv' },
    note: '`PRIVATE_KEY`, `RPC_URL`, `ZG_NETWORK`',
  },
  { seed: '`broker.get_address()`', ours: '`broker.getAddress()`', at: { broker: 'getAddress' } },
  {
    seed: '`ledger.add_ledger(amount)`',
    ours: '`ledger.addLedger(amount)`',
    at: { broker: 'ledger.addLedger' },
    note: `${amount}; an existing ledger is \`LedgerExistsError\``,
    today: "`addLedger('3')`: at least 3 0G, on the testnet 0.1 0G",
  },
  {
    seed: '`ledger.deposit_fund(amount)`',
    ours: '`ledger.depositFund(amount)`',
    at: { broker: 'ledger.depositFund' },
    note: 'creates the ledger when there is none',
    today: "`depositFund('5')`; any amount above 0 once there is a ledger",
  },
  {
    seed: '`ledger.transfer_fund(provider, "inference", og_to_wei("0.5"))`',
    ours: "`ledger.transferFund({ provider, amount: '0.5' })`",
    at: { broker: 'ledger.transferFund' },
    note: "`service` is `'inference'` by default; the contract's own name for it is read from the chain",
    today:
      "`transferFund({ provider, amount: '2' })`: the first at least 1 0G, on the testnet 0.01 0G; the provider keeps 1 0G in reserve on every network",
  },
  {
    seed: '`ledger.get_ledger()`',
    ours: '`ledger.getLedger()`',
    at: { broker: 'ledger.getLedger' },
    note: '`{ available, locked, total }` in neuron, where the document has floats `balance`, `locked`, `total_balance`; `findLedger()` gives null instead of an error',
  },
  {
    seed: '`ledger.retrieve_fund("inference")`',
    ours: '`ledger.retrieveFund()`',
    at: { broker: 'ledger.retrieveFund' },
    note: 'the first call queues, a second one after the lock time collects',
  },
  {
    seed: '(none)',
    ours: '`ledger.refund(amount)`',
    at: { broker: 'ledger.refund' },
    note: 'from the ledger back to the wallet',
    today: 'leaves nothing in the ledger, or at least 3 0G (testnet 0.1 0G)',
  },
  {
    seed: '(none)',
    ours: '`ledger.deleteLedger()`',
    at: { broker: 'ledger.deleteLedger' },
    note: 'refused while money remains',
  },
  {
    seed: '(none)',
    ours: '`ledger.getSubAccount(provider)`, `ledger.listSubAccounts()`, `ledger.getLedgerDetail()`',
    at: { broker: 'ledger.getSubAccount' },
    note: '`spendable` is what requests can be paid from',
  },
  {
    seed: '(none)',
    ours: '`ledger.depositFundFor({ recipient, amount })`',
    at: { broker: 'ledger.depositFundFor' },
  },
  {
    seed: '(none)',
    ours: '`ledger.getHistory({ fromBlock })`, `ledger.watchHistory()`',
    at: { broker: 'ledger.getHistory' },
  },
  {
    seed: '(none)',
    ours: '`inference.createApiKey(provider)`, `listApiKeys`, `revokeApiKey`, `revokeAllTokens`',
    at: { broker: 'inference.createApiKey' },
  },
  { seed: '(none)', ours: '`quote(service, messages, { maxTokens })`', at: { sdk: 'quote' } },
  {
    seed: '(none)',
    ours: '`createReadOnlyBroker({ network })`',
    at: { sdk: 'createReadOnlyBroker' },
    note: 'reads without a key',
  },
  {
    seed: '`inference.list_service()`',
    ours: '`inference.listService()`',
    at: { broker: 'inference.listService' },
  },
  {
    seed: '`inference.get_service(provider)`',
    ours: '`inference.getService(provider)`',
    at: { broker: 'inference.getService' },
  },
  {
    seed: '`service.is_verifiable()`',
    ours: '`isVerifiable(service)`',
    at: { sdk: 'isVerifiable' },
    note: 'services are data, not classes',
  },
  {
    seed: '`inference.acknowledge_provider_signer(provider)`',
    ours: '`inference.acknowledgeProviderSigner(provider)`',
    at: { broker: 'inference.acknowledgeProviderSigner' },
    note: 'legacy: the signer is taken from the quote, not from the JSON beside it',
    today: "after `transferFund` it sends nothing; without a sub-account pass `{ fund: '2' }`",
  },
  {
    seed: '`inference.get_service_metadata(provider)`',
    ours: '`inference.getServiceMetadata(provider)`',
    at: { broker: 'inference.getServiceMetadata' },
  },
  {
    seed: '`inference.get_request_headers(provider, content)`',
    ours: '`inference.getRequestHeaders(provider, content)`',
    at: { broker: 'inference.getRequestHeaders' },
    note: '`content` is the JSON text of the whole messages array; on legacy one header set pays for one request',
    today: 'a session token: signed once a day, then no call at all',
  },
  {
    seed: '(none)',
    ours: '`inference.processResponse(provider, { request, response, headers })`',
    at: { broker: 'inference.processResponse' },
    note: 'a report, never a boolean',
  },
  {
    seed: '(none)',
    ours: '`inference.verifyService(provider)`',
    at: { broker: 'inference.verifyService' },
    note: 'a report on the hardware; `formatReport` of `@zg/attestation` makes it readable',
  },
  {
    seed: '`og_to_wei("0.5")`',
    ours: "`ogToWei('0.5')`, `parseOg('0.5')`",
    at: { sdk: 'ogToWei' },
    note: 'exact; the document multiplies a float',
  },
  {
    seed: '`wei_to_og(wei)`',
    ours: '`weiToOg(neuron)`, `formatOg(neuron)`',
    at: { sdk: 'weiToOg' },
    note: 'a string',
  },
  {
    seed: '`parse_transaction_receipt(receipt)`',
    ours: '`parseTransactionReceipt(receipt)`',
    at: { sdk: 'parseTransactionReceipt' },
    note: 'writes return that form already',
  },
  {
    seed: '`ZGServingBrokerError`',
    ours: '`ZGServingBrokerError` (= `BaseError`)',
    at: { sdk: 'ZGServingBrokerError' },
  },
  {
    seed: '`InsufficientBalanceError`',
    ours: '`InsufficientBalanceError`',
    at: { sdk: 'InsufficientBalanceError' },
    note: "`where: 'wallet' | 'ledger' | 'subAccount'`, `available`, `required`",
  },
  {
    seed: '`ProviderNotAcknowledgedError`',
    ours: '`ProviderNotAcknowledgedError`',
    at: { sdk: 'ProviderNotAcknowledgedError' },
  },
  {
    seed: '`ContractError`',
    ours: '`ContractError`',
    at: { sdk: 'ContractError' },
    note: 'one class per contract error below it',
  },
  { seed: '`NetworkError`', ours: '`NetworkError`', at: { sdk: 'NetworkError' } },
  { seed: '`ServiceMetadata`', ours: 'type `Service`', at: { type: 'Service' }, note: 'prices as `bigint`' },
  { seed: '`LedgerAccount`', ours: 'type `Ledger`', at: { type: 'Ledger' } },
  {
    seed: '`RequestHeaders`',
    ours: '`Record<string, string>`',
    at: { broker: 'inference.getRequestHeaders' },
  },
  {
    seed: '`AuthManager.sign_message` (Node subprocess, circomlibjs)',
    ours: '`signPedersen` of `@zg/crypto`',
    at: { package: 'crypto', export: 'signPedersen' },
  },
]

/** The page that maps every name of the Python document to ours. */
export function renderApiNames(): string {
  const names = apiNames.map(({ seed, ours, note = '', today = '' }) => row(seed, ours, note, today))
  const facts = apiContradictions.map(([said, fact]) => row(said, fact))
  return `<!-- Generated by scripts/generateApiNames.ts; edit scripts/apiNames.ts or scripts/apiContradictions.ts. -->
# Names: the Python SDK's document and zg

The document's amounts are those of the legacy network, which had no minimums. What today's network takes instead stands in the last column; see
[networks.md](networks.md) for what a first request costs on each network.

| Python | zg | note | on today’s network (v1) |
|---|---|---|---|
${names.join('\n')}

Errors that have no name in the document: \`MissingKeyError\`, \`InvalidKeyError\`, \`InvalidNetworkError\`, \`WrongChainError\`,
\`UnsupportedChainError\`, \`InvalidAmountError\`, \`LedgerNotFoundError\`, \`LedgerExistsError\`, \`SubAccountNotFoundError\`,
\`ServiceNotFoundError\`, and one class for each revert of the contracts.

## Where the document is contradicted by facts

| it says | fact |
|---|---|
${facts.join('\n')}
`
}

// A bar of a cell's own would end the cell, even within code.
const row = (...cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
