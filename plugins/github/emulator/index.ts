/** An emulator of GitHub: REST, and the part of GraphQL that the plugin uses. */
export type {
  CommonOptions,
  Control,
  Emulate,
  Emulator,
  EmulatorOptions,
  FaultKind,
  FaultPlan,
  RequestEntry,
  RequestLog,
} from './contract.ts'
export { startEmulator } from './start.ts'
