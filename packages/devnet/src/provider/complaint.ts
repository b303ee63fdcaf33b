/** A refusal in the words of an OpenAI-compatible server. */
export const complaint = (status: number, message: string): Response =>
  Response.json({ error: { message, type: 'invalid_request_error' } }, { status })
