import Bowser from 'bowser'

export enum DeviceKind {
  DESKTOP = 'DESKTOP',
  TABLET = 'TABLET',
  PHONE = 'PHONE',
  OTHER = 'OTHER',
}

const kinds: Readonly<Record<string, DeviceKind>> = {
  desktop: DeviceKind.DESKTOP,
  tablet: DeviceKind.TABLET,
  mobile: DeviceKind.PHONE,
}

const maxProductName = 60

/** What a person recognises a device by, from what it says of itself: `Firefox on Windows`. */
export function deviceOf(userAgent: string): { name: string; kind: DeviceKind } {
  if (!userAgent) return { name: 'Unknown program', kind: DeviceKind.OTHER }
  const { browser, os, platform } = Bowser.parse(userAgent)
  // Programs that are no browsers name themselves first: `curl/8.5.0`.
  const program = browser.name || (userAgent.split(/[\s/]/)[0] ?? '').slice(0, maxProductName)
  return {
    name: os.name ? `${program} on ${os.name}` : program,
    kind: kinds[platform.type ?? ''] ?? DeviceKind.OTHER,
  }
}
