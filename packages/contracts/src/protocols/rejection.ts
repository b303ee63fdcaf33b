import { BaseError, parseOg } from '@zg/core'
import type { Rejection } from '../protocol.js'

/** A text of the provider's own, and what it means; the first row that fits decides. */
export type Row = readonly [pattern: RegExp, kind: Rejection['kind']]

/** A provider's words without their prefixes, and the stage of its work that failed where they name one. */
type Said<context extends string> = { context: context | null; isResponse: boolean; text: string }

/** Takes a refusal's body apart: JSON or not, with the network's prefixes or without. */
export function parseRejection<context extends string>(
  body: string,
  contexts: Readonly<Record<context, unknown>>,
): Said<context> {
  const isContext = (name: string): name is context => Object.hasOwn(contexts, name)
  const said = (errorOf(body) ?? body).trim()
  const [prefix = '', response] =
    /^Provider proxy: handle proxied service( response)?, |^Provider: /.exec(said) ?? []
  const rest = said.slice(prefix.length)
  const [head, context = ''] = /^([^:]+)(?:: |$)/.exec(rest) ?? []
  const isResponse = response !== undefined
  if (head === undefined || !isContext(context)) return { context: null, isResponse, text: shorten(rest) }
  return { context, isResponse, text: shorten(rest.slice(head.length) || rest) }
}

const longest = 500
/** A provider may repeat the token that it refuses, and errors are logged. */
const tokens = /app-sk-[\w+/=-]+/g

function shorten(said: string): string {
  const text = said.replace(tokens, 'app-sk-…')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** The error of a JSON body: a text, or an object with a message as models answer. */
function errorOf(body: string): string | null {
  const error = fieldOf(parseJson(body), 'error')
  if (typeof error === 'string') return error
  const message = fieldOf(error, 'message')
  return typeof message === 'string' ? message : null
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null // A page of a server in front, say: the text itself is used.
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

/** Text of an amount: whole numbers are neuron, others 0G; null for what is neither. */
export function toNeuron(text: string | undefined): bigint | null {
  if (text === undefined) return null
  if (!text.includes('.')) return BigInt(text)
  return ogToNeuron(text)
}

/** Text of an amount in 0G; null for what is none. */
export function ogToNeuron(text: string | undefined): bigint | null {
  if (text === undefined) return null
  try {
    return parseOg(text)
  } catch (error) {
    if (BaseError.is(error)) return null // More decimals than there are.
    throw error
  }
}
