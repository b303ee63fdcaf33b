import { scriptedModel } from './model.js'
import type { ServiceType } from './serviceType.js'

/** The built-in models say in their names that nobody thought about their answers. */
export const scriptedModels: Readonly<Record<ServiceType, string>> = {
  chatbot: scriptedModel,
  'text-to-image': 'zg-scripted/images-1',
  'image-editing': 'zg-scripted/edits-1',
  'speech-to-text': 'zg-scripted/transcripts-1',
}
