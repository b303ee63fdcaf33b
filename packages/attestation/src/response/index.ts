/** What a provider says of one answer. Its other fields are its own claims and are ignored. */
export type SignatureDocument = { text: string; signature: string }
