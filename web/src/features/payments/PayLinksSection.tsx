import LinkIcon from '@mui/icons-material/LinkOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useIdempotencyKey } from '../../ui/idempotency'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useCopy } from '../../ui/useCopy'
import { When } from '../../ui/When'
import { useCreatePayLinkMutation, usePayLinksSectionQuery, useRevokePayLinkMutation } from './payments.gen'

/** Links by which whoever has one pays this invoice online; each is shown once, when it is made. */
export function PayLinksSection({ invoiceId }: { invoiceId: string }) {
  const { data, refetch } = usePayLinksSectionQuery({
    variables: { id: invoiceId },
    fetchPolicy: 'cache-and-network',
  })
  const [url, setUrl] = useState<string | null>(null)
  const [create, { loading }] = useCreatePayLinkMutation()
  const [revoke] = useRevokePayLinkMutation()
  const { headersFor, done } = useIdempotencyKey()
  const toast = useToast()
  const copy = useCopy()
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
      await refetch()
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  const make = () =>
    attempt(async () => {
      const variables = { invoiceId }
      const { data: made } = await create({ variables, context: headersFor(variables) })
      done()
      setUrl(made?.createPayLink.url ?? null)
    })
  const invoice = data?.invoice
  if (!invoice?.payableOnline) return null
  return (
    <Section
      title="Pay online"
      id="pay-online"
      actions={
        <Button startIcon={<LinkIcon />} loading={loading} onClick={() => void make()}>
          New pay-link
        </Button>
      }
    >
      {url && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mb: 1 }}>
          <TextField
            label="Pay-link"
            size="small"
            fullWidth
            value={url}
            helperText="Shown only now. Whoever has it can pay this invoice, and sees nothing else."
            slotProps={{ htmlInput: { readOnly: true } }}
            onFocus={({ target }) => target.select()}
          />
          <Button onClick={() => void copy(url, 'The link is copied.')}>Copy</Button>
        </Box>
      )}
      {invoice.payLinks.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>No link is open.</Typography>
      )}
      {invoice.payLinks.length > 0 && (
        <Box component="ul" aria-label="Pay-links" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {invoice.payLinks.map(({ id, createdAt, expiresAt }) => (
            <Box
              component="li"
              key={id}
              sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1 }}
            >
              <Typography variant="body2">
                Made <When at={createdAt} />, good until <When at={expiresAt} show="day" />
              </Typography>
              <Button
                color="error"
                onClick={() =>
                  void attempt(async () => {
                    await revoke({ variables: { id } })
                    setUrl(null)
                  })
                }
              >
                Revoke
              </Button>
            </Box>
          ))}
        </Box>
      )}
    </Section>
  )
}
