import type { ChatRequest } from './chatRequest.js'
import { textOf } from './model.js'

export type ChatBody = ChatRequest['body']
/** A call that the model wants to be made; `arguments` is JSON. */
export type ToolCall = { name: string; arguments: string }
type Tool = { name: string; required: readonly string[] }

/**
 * The tool that the scripted model calls: the one that `tool_choice` names, else the first whose name shares a word of at least four
 * letters with a user's question. Each required argument gets the question's last word.
 */
export function chooseTool(body: ChatBody): ToolCall | null {
  const last = body.messages.at(-1)
  if (body.tool_choice === 'none' || last?.role !== 'user') return null
  const tools = Array.isArray(body.tools) ? body.tools.map(readTool).filter((tool) => tool !== null) : []
  const question = textOf(last)
  const forced = nameOf(body.tool_choice)
  const tool = tools.find(({ name }) => (forced === null ? isAbout(question, name) : name === forced))
  if (!tool) return null
  const word = question.match(/[\p{L}\p{N}-]+/gu)?.at(-1) ?? ''
  const values = Object.fromEntries(tool.required.map((name) => [name, word]))
  return { name: tool.name, arguments: JSON.stringify(values) }
}

const isAbout = (question: string, name: string): boolean =>
  name.split(/[^A-Za-z]+/).some((word) => word.length > 3 && new RegExp(`\\b${word}`, 'i').test(question))

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

function nameOf(tool: unknown): string | null {
  const name = fieldOf(fieldOf(tool, 'function'), 'name')
  return typeof name === 'string' ? name : null
}

function readTool(tool: unknown): Tool | null {
  const name = nameOf(tool)
  const required = fieldOf(fieldOf(fieldOf(tool, 'function'), 'parameters'), 'required')
  if (name === null) return null
  return {
    name,
    required: Array.isArray(required) ? required.filter((each) => typeof each === 'string') : [],
  }
}
