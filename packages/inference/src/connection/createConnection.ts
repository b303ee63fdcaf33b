import type { Report } from '@zg/core'
import type { Address } from 'viem'
import type { Outcome, Outgoing } from '../http/links/link.js'
import { type Chat, createChat } from './chat.js'
import { createFetch } from './createFetch.js'
import type { Exchange, Proof } from './exchange.js'
import type { ExchangeBook, ExchangeName } from './exchangeBook.js'
import type { Line } from './openLine.js'
import { type Receipt, toReceipt } from './receipt.js'

/** What a connection can do, to one provider or to several. */
export type Asking = {
  /** For an OpenAI-compatible client, together with `fetch`. Any text will do for its API key: it stays here. */
  baseUrl: string
  /** The model to name in requests; one that names none gets it. */
  model: string
  /** `fetch` for requests below `baseUrl`: it pays, keeps to the policy, tries again and records. Refusals come as an OpenAI-shaped error Response. */
  fetch: typeof globalThis.fetch
  chat: Chat
  /** Verifies an answer: by the Response, its `ZG-Res-Key`, or the completion's id. Waits for its end. */
  verify: (answer: ExchangeName) => Promise<Report>
  /** What an answer cost by its own usage. Waits for its end. */
  cost: (answer: ExchangeName) => Promise<AnswerCost>
  /** The receipt of one answer, which is verified now where it wasn't yet. */
  receipt: (answer: ExchangeName) => Promise<Receipt>
  /** A receipt for each of the latest thousand answers that have ended, as JSON can hold it. Answers that nobody verified yet are verified now. */
  receipts: () => Promise<readonly Receipt[]>
}

export type AnswerCost = {
  provider: Address
  /** Neuron; null where nobody knows. */
  neuron: bigint | null
  /** As the provider told it. */
  usage: Readonly<Record<string, unknown>> | null
  /** `complete`, or an answer that broke off or was left. */
  state: Receipt['state']
}

type Parts = {
  /** For errors' texts: the provider, or null for several. */
  provider: Address | null
  /** The URL that requests have to be below. */
  root: string
  model: string
  book: ExchangeBook
  send: (request: Outgoing) => Promise<Outcome>
  lineOf: (exchange: Exchange) => Line
}

/** What is the same whoever answers. */
export function createConnection({ provider, root, model, book, send, lineOf }: Parts): Asking {
  const proofOf = async (exchange: Exchange): Promise<Proof> => {
    const { proof } = exchange
    // What nobody could say before may be known by now; but an id that came again takes a proof back.
    const isFinal = proof !== null && proof.report.verdict !== 'incomplete' && !book.isShared(exchange)
    return isFinal ? proof : lineOf(exchange).prove(exchange)
  }
  const receiptOf = async (exchange: Exchange) =>
    toReceipt(exchange, await proofOf(exchange), lineOf(exchange))
  const verify = async (answer: ExchangeName) => (await proofOf(book.find(answer))).report
  return {
    baseUrl: `${root}/v1/proxy`,
    model,
    fetch: createFetch(send, root),
    chat: createChat({ send, verify, root, provider, feeOf: (response) => book.find(response).fee }),
    verify,
    cost: async (answer) => {
      const exchange = book.find(answer)
      await exchange.ended
      const { fee, usage, state } = exchange
      return { provider: exchange.provider, neuron: fee, usage, state: state === 'open' ? 'cut' : state }
    },
    receipt: async (answer) => receiptOf(book.find(answer)),
    receipts: async () => {
      const receipts: Receipt[] = []
      for (const exchange of book.all()) {
        if (exchange.state === 'open') continue
        receipts.push(await receiptOf(exchange))
      }
      return receipts
    },
  }
}
