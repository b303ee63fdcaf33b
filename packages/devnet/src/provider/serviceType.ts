/** What a provider can offer; one of the legacy protocol offers chats alone. */
export const serviceTypes = ['chatbot', 'text-to-image', 'image-editing', 'speech-to-text'] as const

/** What a provider offers, in the network's words. */
export type ServiceType = (typeof serviceTypes)[number]

export const isServiceType = (value: unknown): value is ServiceType =>
  serviceTypes.some((type) => type === value)

/** What a minute of a service is bounded by: tokens, or images. */
export const unitOf = (type: ServiceType): 'tokens' | 'images' =>
  type === 'chatbot' || type === 'speech-to-text' ? 'tokens' : 'images'
