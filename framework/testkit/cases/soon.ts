/** How soon programs see what has changed, at the latest, on a machine that has other work. */
export const soon = { timeout: 10_000, interval: 20 }
