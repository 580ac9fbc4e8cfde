import { send } from './device.ts'
import { createNotifications, type Notifications } from './notification.ts'

/** Writes a notification from whatever thread. Only for those that wait for nothing in the kernel. */
export function tellKernel(device: number, make: (notifications: Notifications) => number): void {
  const notifications = createNotifications()
  const length = make(notifications)
  send(device, notifications.bytes, length)
}
