import type { ApolloCache } from '@apollo/client'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useToast } from '../../ui/toasts'
import { Can } from '../../ui/viewer'
import { When } from '../../ui/When'
import { formatBirthday } from './birthday'
import { type PatientStatus_petFragment, useConfirmDeathMutation, useUndoDeathMutation } from './pets.gen'

type Reported = PatientStatus_petFragment & { name: string }

/** The buttons by which the hospital answers a death that the owner has reported. */
export function DeathAnswers({ pet }: { pet: Reported }) {
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const update = { update: (cache: ApolloCache) => void cache.evict({ fieldName: 'pets' }) }
  const [confirm] = useConfirmDeathMutation(update)
  const [undo] = useUndoDeathMutation(update)
  const answer = async (run: typeof confirm | typeof undo, message: string) => {
    setBusy(true)
    try {
      await run({ variables: { input: { id: pet.id, version: pet.version } } })
      toast({ message })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Can do="pet:record-death">
      <Button
        size="small"
        color="inherit"
        disabled={busy}
        aria-label={`Undo the death of ${pet.name}`}
        onClick={() =>
          void answer(undo, `${pet.name} is active again; visits stand again where their time is free.`)
        }
      >
        Undo
      </Button>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        disabled={busy}
        aria-label={`Confirm the death of ${pet.name}`}
        onClick={() => void answer(confirm, `The death of ${pet.name} is confirmed.`)}
      >
        Confirm
      </Button>
    </Can>
  )
}

/** On the chart: that the death is known from the owner only. */
export function DeathReported({ pet }: { pet: Reported }) {
  if (pet.deathReportedAt === null) return null
  return (
    <Alert severity="info" action={<DeathAnswers pet={pet} />} sx={{ alignItems: 'center' }}>
      The owner reported <When at={pet.deathReportedAt} /> that {pet.name} died
      {pet.deceasedOn && ` on ${formatBirthday(pet.deceasedOn, false)}`}. Future visits are cancelled already.
    </Alert>
  )
}
