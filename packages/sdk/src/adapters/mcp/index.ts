export { createMcpServer } from './createMcpServer.js'
