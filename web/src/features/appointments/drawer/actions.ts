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
export type Step = Exclude<AppointmentAction, 'CANCEL' | 'RESCHEDULE' | 'UPDATE' | 'TRIAGE'>

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

interface Visit {
  id: string
  version: number
}

/** Takes a step of a visit; answers the version that an undo would be based on. */
export function useSteps(): {
  run: (visit: Visit, step: Step, details?: StepDetails) => Promise<number | undefined>
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
  const run = async ({ id, version }: Visit, step: Step, details: StepDetails = {}) => {
    const variables = { id }
    const onDay = { variables: { id, otherDayReason: details.otherDayReason } }
    switch (step) {
      case 'CONFIRM':
        return (await confirm({ variables })).data?.confirmAppointment.version
      case 'CHECK_IN':
        return (await checkIn(onDay)).data?.checkInAppointment.version
      case 'ROOM':
        return (await room({ variables: { input: { id, ...details } } })).data?.roomAppointment.version
      case 'START':
        return (await start(onDay)).data?.startAppointment.version
      case 'COMPLETE':
        return (await complete(onDay)).data?.completeAppointment.version
      case 'CHECK_OUT':
        return (await checkOut({ variables })).data?.checkOutAppointment.version
      case 'NO_SHOW':
        return (await noShow({ variables })).data?.markNoShow.version
      case 'UNDO':
        return (await undo({ variables: { id, version } })).data?.undoAppointmentStatus.version
    }
  }
  const all = [confirming, checkingIn, rooming, starting, completing, checkingOut, missing, undoing]
  return { run, busy: all.some(({ loading }) => loading) }
}
