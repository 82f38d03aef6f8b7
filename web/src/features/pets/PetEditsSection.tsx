import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router'
import { problemOf } from '../../ui/errors'
import { petFieldLabels, petFieldText } from '../../ui/petEdits'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import {
  type PetEdit_requestFragment,
  useAcceptPetEditMutation,
  usePetEditsChangedSubscription,
  usePetEditsQuery,
  useRefusePetEditMutation,
} from './pets.gen'

/** The changes that owners have asked for in the portal and nobody has decided (P2). */
export function PetEditsSection() {
  const { data, refetch } = usePetEditsQuery({ fetchPolicy: 'cache-and-network' })
  const [refusing, setRefusing] = useState<PetEdit_requestFragment | null>(null)
  const [refuse] = useRefusePetEditMutation()
  const requests = data?.petEditRequests.nodes ?? []
  usePetEditsChangedSubscription({
    onData: ({ data: event }) => {
      const request = event.data?.petChanged.pet.editRequest
      const known = requests.find(({ id }) => id === request?.id)
      if (request && (known ? known.version !== request.version : request.status === 'WAITING'))
        void refetch()
    },
  })
  return (
    <>
      {requests.length > 0 && (
        <Section title="Changes asked for by owners" id="pet-edits" flush>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
            {requests.map((request) => (
              <RequestCard
                key={request.id}
                request={request}
                onRefuse={() => setRefusing(request)}
                onDone={() => void refetch()}
              />
            ))}
          </Box>
          {data && data.petEditRequests.totalCount > requests.length && (
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
              The oldest {requests.length} of {data.petEditRequests.totalCount}
            </Typography>
          )}
        </Section>
      )}
      {refusing && (
        <ReasonDialog
          title={`Refuse the change of ${refusing.pet.name}?`}
          submitLabel="Refuse"
          lead="The patient stays as it is. The owner reads the reason."
          onSave={async (reason) => {
            const { id, version } = refusing
            await refuse({ variables: { input: { id, version, reason } } })
            setRefusing(null)
            void refetch()
          }}
          onClose={() => setRefusing(null)}
        />
      )}
    </>
  )
}

interface CardProps {
  request: PetEdit_requestFragment
  onRefuse: () => void
  onDone: () => void
}

function RequestCard({ request, onRefuse, onDone }: CardProps) {
  const toast = useToast()
  const [accept, { loading }] = useAcceptPetEditMutation()
  const { id, version, pet, edits, createdAt } = request
  const take = async () => {
    try {
      await accept({ variables: { input: { id, version } } })
      toast({ message: `${petFieldText(edits, 'NAME') ?? pet.name} is changed as the owner asked.` })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
    onDone()
  }
  return (
    <Paper
      component="li"
      variant="outlined"
      sx={{ p: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
    >
      <Box sx={{ flex: 1, minWidth: 220, display: 'grid', gap: 0.5 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'baseline' }}>
          <Link component={RouterLink} to={`/patients/${pet.id}`} sx={{ fontWeight: 600 }}>
            {pet.name}
          </Link>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {pet.species.name}
            {pet.owner && ` of ${pet.owner.name}`} · <When at={createdAt} />
          </Typography>
        </Box>
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {edits.fields.map((field) => (
            <Typography component="li" variant="body2" key={field}>
              {petFieldLabels[field]}:{' '}
              <Box component="del" sx={{ color: 'text.secondary' }}>
                {petFieldText(pet, field) ?? 'none'}
              </Box>{' '}
              <Box component="ins" sx={{ fontWeight: 600, textDecoration: 'none' }}>
                {petFieldText(edits, field) ?? 'none'}
              </Box>
            </Typography>
          ))}
        </Box>
      </Box>
      <Button size="small" color="inherit" onClick={onRefuse} aria-label={`Refuse the change of ${pet.name}`}>
        Refuse
      </Button>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        loading={loading}
        onClick={() => void take()}
        aria-label={`Accept the change of ${pet.name}`}
      >
        Accept
      </Button>
    </Paper>
  )
}
