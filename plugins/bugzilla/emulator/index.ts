/** An emulator of stock Bugzilla 5.2 and of servers like bugzilla.mozilla.org. */
export type {
  CommonOptions,
  Emulate,
  FaultKind,
  FaultPlan,
  RequestEntry,
  RequestLog,
} from './contract.ts'
export type { BugzillaControl, BugzillaEmulator } from './control.ts'
export type { EmulatorOptions, Flavour } from './options.ts'
export { startEmulator } from './start.ts'
