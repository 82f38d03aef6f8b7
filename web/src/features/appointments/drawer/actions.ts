import type { AppointmentAction } from '../../../gql/types'
import {
  useCheckInAppointmentMutation,
  useCheckOutAppointmentMutation,
  useCompleteAppointmentMutation,
  useConfirmAppointmentMutation,
  useMarkNoShowMutation,
  useRoomAppointmentMutation,
  useStartAppointmentMutation,
  useUndoAppointmentStatusMutation,
} from './drawer.gen'

/** The steps that need nothing but a click; cancelling, moving and editing have dialogs of their own. */
export type Step = Exclude<AppointmentAction, 'CANCEL' | 'RESCHEDULE' | 'UPDATE'>

export const stepLabels: Record<Step, string> = {
  CONFIRM: 'Confirm',
  CHECK_IN: 'Check in',
  ROOM: 'Bring to room',
  START: 'Start exam',
  COMPLETE: 'Complete exam',
  CHECK_OUT: 'Check out',
  NO_SHOW: 'No-show',
  UNDO: 'Undo last step',
}

/** The way a visit usually goes on: the first of these that is allowed is the main button. */
export const forwardSteps: readonly Step[] = ['CHECK_OUT', 'COMPLETE', 'START', 'ROOM', 'CHECK_IN', 'CONFIRM']

/** What some steps take beside the visit. */
export interface StepDetails {
  roomId?: string
  otherDayReason?: string
}

export function useSteps({ id, version }: { id: string; version: number }): {
  run: (step: Step, details?: StepDetails) => Promise<unknown>
  busy: boolean
} {
  const [confirm, confirming] = useConfirmAppointmentMutation()
  const [checkIn, checkingIn] = useCheckInAppointmentMutation()
  const [room, rooming] = useRoomAppointmentMutation()
  const [start, starting] = useStartAppointmentMutation()
  const [complete, completing] = useCompleteAppointmentMutation()
  const [checkOut, checkingOut] = useCheckOutAppointmentMutation()
  const [noShow, missing] = useMarkNoShowMutation()
  const [undo, undoing] = useUndoAppointmentStatusMutation()
  const variables = { id }
  const steps: Record<Step, (details?: StepDetails) => Promise<unknown>> = {
    CONFIRM: () => confirm({ variables }),
    CHECK_IN: (details) => checkIn({ variables: { id, otherDayReason: details?.otherDayReason } }),
    ROOM: (details) => room({ variables: { input: { id, ...details } } }),
    START: (details) => start({ variables: { id, otherDayReason: details?.otherDayReason } }),
    COMPLETE: (details) => complete({ variables: { id, otherDayReason: details?.otherDayReason } }),
    CHECK_OUT: () => checkOut({ variables }),
    NO_SHOW: () => noShow({ variables }),
    UNDO: () => undo({ variables: { id, version } }),
  }
  const all = [confirming, checkingIn, rooming, starting, completing, checkingOut, missing, undoing]
  return { run: (step, details) => steps[step](details), busy: all.some(({ loading }) => loading) }
}
