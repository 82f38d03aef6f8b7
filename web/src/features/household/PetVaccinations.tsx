import { useApolloClient } from '@apollo/client/react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useDownload } from '../../ui/documents'
import { ErrorView } from '../../ui/ErrorView'
import { formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Tag } from '../../ui/Tag'
import { PetCertificateDocument, usePetVaccinationsQuery } from './household.gen'

interface Props {
  pet: {
    id: string
    name: string
    vaccinationsDue: readonly { id: string; dueOn: string; protocol: { name: string } }[]
  }
}

const plainList = { listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }

/** When the next vaccinations of an owner's animal are due, and on demand what it was given. */
export function PetVaccinations({ pet }: Props) {
  const [open, setOpen] = useState(false)
  const today = todayIn(useCurrentLocation().timeZone)
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Typography variant="h3">Vaccinations</Typography>
      {pet.vaccinationsDue.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nothing is due
        </Typography>
      )}
      <Box
        component="ul"
        aria-label={`Due for ${pet.name}`}
        sx={{ ...plainList, '&:empty': { display: 'none' } }}
      >
        {pet.vaccinationsDue.map(({ id, dueOn, protocol }) => (
          <Typography key={id} component="li" variant="body2">
            {protocol.name}: due {formatDay(dueOn, 'dated')} {dueOn < today && <Tag tone="bad">Overdue</Tag>}
          </Typography>
        ))}
      </Box>
      <Button
        size="small"
        aria-expanded={open}
        aria-label={`${open ? 'Hide what was given' : 'What was given'} to ${pet.name}`}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide what was given' : 'What was given'}
      </Button>
      {open && <Given petId={pet.id} />}
    </Box>
  )
}

function Given({ petId }: { petId: string }) {
  const { data, loading, error, refetch, fetchMore } = usePetVaccinationsQuery({ variables: { petId } })
  const list = data?.pet?.vaccinations
  const after = list?.pageInfo.endCursor
  const client = useApolloClient()
  const { download, loading: fetching } = useDownload()
  const certificate = () =>
    download(async () => {
      const asked = { query: PetCertificateDocument, variables: { petId } }
      return (await client.query({ ...asked, fetchPolicy: 'network-only' })).data?.vaccinationCertificate
    })
  if (error && !list) return <ErrorView error={error} onRetry={() => void refetch()} form="line" />
  return (
    <>
      <Box component="ul" aria-label="Given" aria-busy={loading} sx={plainList}>
        {list?.nodes.map(({ id, givenOn, productName, protocols, kind }) => (
          <Typography key={id} component="li" variant="body2">
            {formatDay(givenOn, 'dated')}: {productName} ({protocols.map(({ name }) => name).join('; ')})
            {kind === 'GIVEN_ELSEWHERE' && ', elsewhere'}
          </Typography>
        ))}
        {list?.nodes.length === 0 && (
          <Typography component="li" variant="body2">
            No vaccination is known here.
          </Typography>
        )}
      </Box>
      {(list?.nodes.length ?? 0) > 0 && (
        <Button size="small" variant="outlined" loading={fetching} onClick={() => void certificate()}>
          Certificate (PDF)
        </Button>
      )}
      {list?.pageInfo.hasNextPage && (
        <Button
          size="small"
          loading={loading}
          onClick={() => void fetchMore({ variables: { after } }).catch(() => {})}
        >
          Earlier ones
        </Button>
      )}
    </>
  )
}
