import { useCallback } from 'react'
import { problemOf } from '../../../ui/errors'
import { patientText } from '../../../ui/patient'
import { useToast } from '../../../ui/toasts'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { type Step, type StepDetails, stepLabels, useSteps } from '../drawer/actions'
import { stages } from './stages'

type Visit = AppointmentChip_appointmentFragment

const nameOf = ({ pet, patientDescription }: Visit) =>
  pet ? patientText(pet) : (patientDescription ?? 'The patient')

/** Takes a step of a patient on the board at once; the toast takes it back. */
export function useFlowSteps() {
  const toast = useToast()
  const { run } = useSteps()
  return useCallback(
    async (visit: Visit, step: Step, details?: StepDetails) => {
      const who = nameOf(visit)
      const fail = (error: unknown) => {
        toast({ severity: 'error', message: `${who}: ${problemOf(error).message}` })
      }
      try {
        const version = await run(visit, step, details)
        if (step === 'UNDO') return toast({ message: `The last step of ${who} is taken back.` })
        const stage = stages.find((each) => each.step === step)
        toast({
          message: `${who}: ${stage?.label ?? stepLabels[step]}.`,
          ...(version !== undefined && {
            action: { label: 'Undo', run: () => void run({ id: visit.id, version }, 'UNDO').catch(fail) },
          }),
        })
      } catch (error) {
        fail(error)
      }
    },
    [run, toast],
  )
}
