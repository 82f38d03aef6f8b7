import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { FormDialog } from '../../ui/FormDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import {
  type OwnerClaims_claimFragment,
  useDecideOwnerClaimMutation,
  useOwnerClaimChangedSubscription,
  useOwnerClaimsQuery,
} from './owners.gen'

type Claim = OwnerClaims_claimFragment
type Candidate = Claim['candidates'][number]

interface Choice {
  claim: Claim
  /** Null for somebody new. */
  owner: Candidate | null
}

const nameOf = ({ firstName, lastName }: Claim) => `${firstName} ${lastName}`

/** Who signed up for the portal and is not plainly one client: somebody who knows them decides. */
export function OwnerClaimsSection() {
  const { data, refetch } = useOwnerClaimsQuery({ fetchPolicy: 'cache-and-network' })
  useOwnerClaimChangedSubscription({ ignoreResults: true, onData: () => void refetch() })
  const [choice, setChoice] = useState<Choice | null>(null)
  const claims = data?.ownerClaims ?? []
  const close = () => {
    setChoice(null)
    void refetch()
  }
  return (
    <>
      {claims.length > 0 && (
        <Section title="Portal sign-ups" flush>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
            {claims.map((claim) => (
              <ClaimCard key={claim.id} claim={claim} onChoose={(owner) => setChoice({ claim, owner })} />
            ))}
          </Box>
        </Section>
      )}
      {choice && <DecideDialog {...choice} onClose={close} />}
    </>
  )
}

function ClaimCard({ claim, onChoose }: { claim: Claim; onChoose: (owner: Candidate | null) => void }) {
  return (
    <Paper component="li" variant="outlined" sx={{ p: 1.5, display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
        <Typography sx={{ fontWeight: 600 }}>{nameOf(claim)}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1 }}>
          {[claim.email, claim.phone].filter(Boolean).join(' · ')} · <When at={claim.createdAt} show="day" />
        </Typography>
        <Button size="small" onClick={() => onChoose(null)} aria-label={`A new client: ${nameOf(claim)}`}>
          A new client
        </Button>
      </Box>
      {claim.candidates.map((owner) => (
        <Box
          key={owner.id}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', pl: { sm: 2 } }}
        >
          <Typography variant="body2" sx={{ flex: 1, minWidth: 200 }}>
            {owner.name}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {[owner.email, owner.phone, owner.pets.nodes.map(({ name }) => name).join(', ')]
                .filter(Boolean)
                .map((part) => ` · ${part}`)}
            </Box>
          </Typography>
          <Button
            size="small"
            variant="outlined"
            onClick={() => onChoose(owner)}
            aria-label={`It is this client: ${owner.name}`}
          >
            It is this client
          </Button>
        </Box>
      ))}
    </Paper>
  )
}

function DecideDialog({ claim, owner, onClose }: Choice & { onClose: () => void }) {
  const toast = useToast()
  const [decide, { loading, error }] = useDecideOwnerClaimMutation()
  const submit = async () => {
    const input = { id: claim.id, ...(owner ? { ownerId: owner.id } : { createNew: true }) }
    try {
      await decide({ variables: { input }, refetchQueries: ['OwnersPage'] })
      toast({ message: owner ? `Connected with ${owner.name}.` : `${nameOf(claim)} is a client now.` })
      onClose()
    } catch {
      // The dialog shows it.
    }
  }
  return (
    <FormDialog
      open
      width="xs"
      title={owner ? `Is it ${owner.name}?` : 'A new client?'}
      submitLabel={owner ? 'Connect' : 'Add the client'}
      busy={loading}
      error={error ? problemOf(error) : null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Typography>
        {owner
          ? `${nameOf(claim)} (${claim.email}) will see the animals, visits and invoices of ${owner.name} in the portal.`
          : `${nameOf(claim)} (${claim.email}) is added to the clients, with no animals yet.`}
      </Typography>
    </FormDialog>
  )
}
