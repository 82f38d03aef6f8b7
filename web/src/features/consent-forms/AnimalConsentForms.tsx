import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { When } from '../../ui/When'
import { useAnimalConsentFormsQuery, useConsentFormsChangedSubscription } from './consent-forms.gen'
import { Hash } from './Hash'
import { PdfButton } from './PdfButton'

/** What an owner has signed for an animal; nothing is shown where nothing is. */
export function AnimalConsentForms({ petId }: { petId: string }) {
  const { data, error, refetch } = useAnimalConsentFormsQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  useConsentFormsChangedSubscription({
    variables: { petId },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const forms = data?.pet?.consentForms.nodes ?? []
  if (forms.length === 0 && !error) return null
  return (
    <Section title="Consent forms" id="consent-forms">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      <Box
        component="ul"
        aria-label="Consent forms"
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}
      >
        {forms.map((form) => (
          <Box
            key={form.id}
            component="li"
            sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
          >
            <Box sx={{ flex: 1, minWidth: 200 }}>
              <Typography sx={{ fontWeight: 600 }}>
                {[form.title, form.procedure].filter(Boolean).join(': ')}{' '}
                {form.status === 'WITHDRAWN' && <Tag>Withdrawn</Tag>}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                Signed by {form.signedBy}, {form.signedAt && <When at={form.signedAt} />}
              </Typography>
              {form.sha256 && <Hash>{form.sha256}</Hash>}
            </Box>
            <PdfButton form={form} />
          </Box>
        ))}
      </Box>
    </Section>
  )
}
