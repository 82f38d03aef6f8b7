/** One tint per step of an appointment; every pair of ink on fill meets WCAG AA (4.5:1) in its scheme. */
export interface StatusTint {
  fill: string
  ink: string
  line: string
}

type StatusTints = Record<
  | 'SCHEDULED'
  | 'CONFIRMED'
  | 'ARRIVED'
  | 'ROOMED'
  | 'IN_EXAM'
  | 'READY'
  | 'CHECKED_OUT'
  | 'CANCELLED'
  | 'LATE_CANCELLED'
  | 'NO_SHOW',
  StatusTint
>

/** Surfaces of our own, next to MUI's paper and background. */
interface Surfaces {
  rail: string
  railInk: string
  railMuted: string
  railActive: string
  sunken: string
  closed: string
  now: string
  flash: string
}

declare module '@mui/material/styles' {
  interface PaletteOptions {
    status?: StatusTints
    surface?: Surfaces
  }
}

const tint = (fill: string, ink: string, line: string): StatusTint => ({ fill, ink, line })

export const light = {
  primary: { main: '#0e6259', dark: '#0a4842', light: '#2c8a7f', contrastText: '#ffffff' },
  secondary: { main: '#a4501c', dark: '#7d3b12', light: '#d98a53', contrastText: '#ffffff' },
  error: { main: '#b3261e', contrastText: '#ffffff' },
  warning: { main: '#8a5a00', contrastText: '#ffffff' },
  success: { main: '#2b6b2a', contrastText: '#ffffff' },
  info: { main: '#1f5aa6', contrastText: '#ffffff' },
  background: { default: '#f5f4ef', paper: '#ffffff' },
  text: { primary: '#1b2826', secondary: '#55625f' },
  divider: '#e0ded5',
  surface: {
    rail: '#0f3330',
    railInk: '#eaf4f1',
    railMuted: '#a9c8c2',
    railActive: '#1d4c47',
    sunken: '#edebe4',
    closed: '#f0eee8',
    now: '#c2410c',
    flash: '#ffd9a8',
  },
  status: {
    SCHEDULED: tint('#e7ebf1', '#334155', '#64748b'),
    CONFIRMED: tint('#dceafb', '#123f7a', '#2f6fc4'),
    ARRIVED: tint('#fdebc4', '#653e00', '#c98a12'),
    ROOMED: tint('#ebe4fa', '#4a2c8f', '#7e57c2'),
    IN_EXAM: tint('#cfeeea', '#0b4a45', '#168a7e'),
    READY: tint('#dcf1d5', '#22501b', '#4b9a3f'),
    CHECKED_OUT: tint('#ecebe6', '#55534b', '#a19d90'),
    CANCELLED: tint('#f6f5f2', '#66635a', '#b9b5a9'),
    LATE_CANCELLED: tint('#fbe8dd', '#763312', '#c9703f'),
    NO_SHOW: tint('#fbdfdf', '#7e1d1d', '#c64545'),
  },
}

export const dark = {
  primary: { main: '#7fd0c0', dark: '#57b3a2', light: '#a8e2d6', contrastText: '#06231f' },
  secondary: { main: '#f0b088', dark: '#d98a53', light: '#f7cdb2', contrastText: '#331703' },
  error: { main: '#f2a29c', contrastText: '#3a0906' },
  warning: { main: '#eec26b', contrastText: '#2f1f00' },
  success: { main: '#9fd696', contrastText: '#0d2a0a' },
  info: { main: '#9cc4f5', contrastText: '#0a2343' },
  background: { default: '#101817', paper: '#182221' },
  text: { primary: '#e6eeec', secondary: '#a6b5b2' },
  divider: '#2b3937',
  surface: {
    rail: '#0a1514',
    railInk: '#e6eeec',
    railMuted: '#93aca7',
    railActive: '#1b3532',
    sunken: '#0c1312',
    closed: '#131c1b',
    now: '#fb923c',
    flash: '#6b4a1c',
  },
  status: {
    SCHEDULED: tint('#2b3442', '#dbe3ee', '#8494aa'),
    CONFIRMED: tint('#16335c', '#d3e4fb', '#5a97e6'),
    ARRIVED: tint('#4a3408', '#fbe3b0', '#dba638'),
    ROOMED: tint('#362659', '#e5dbfa', '#a184e0'),
    IN_EXAM: tint('#0f423d', '#c9f0ea', '#3fb3a5'),
    READY: tint('#1f3f1b', '#d6f0cf', '#6dbb60'),
    CHECKED_OUT: tint('#25302e', '#b9c6c3', '#6d7b78'),
    CANCELLED: tint('#1a2423', '#a3b1ae', '#51605d'),
    LATE_CANCELLED: tint('#482413', '#f9d9c6', '#d2804f'),
    NO_SHOW: tint('#4d1a1a', '#fad3d3', '#dc6d6d'),
  },
}
