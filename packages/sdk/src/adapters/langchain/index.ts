export { createChatModel } from './createChatModel.js'
