import ArrowDropDown from '@mui/icons-material/ArrowDropDown'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { problemOf } from '../../ui/errors'
import { useToast } from '../../ui/toasts'
import { useCan, useViewer } from '../../ui/viewer'
import { useAssignConversationMutation, useConversationColleaguesQuery } from './conversations.gen'

interface Props {
  conversation: { id: string; version: number; assignedTo: { id: string; name: string } | null }
  refetch: () => Promise<unknown>
}

/** Who answers a conversation. */
export function AssignMenu({ conversation, refetch }: Props) {
  const { id, version, assignedTo } = conversation
  const viewer = useViewer()
  const mayWrite = useCan('conversation:write')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { data } = useConversationColleaguesQuery({ skip: anchor === null })
  const [assign, { loading }] = useAssignConversationMutation()
  const toast = useToast()
  const choose = async (userId: string | null) => {
    setAnchor(null)
    try {
      await assign({ variables: { input: { id, version, userId } } })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
      void refetch()
    }
  }
  const colleagues = data?.users.nodes.filter((user) => user.id !== viewer.id) ?? []
  const text = assignedTo ? (assignedTo.id === viewer.id ? 'Yours' : assignedTo.name) : 'Unassigned'
  if (!mayWrite) return <Typography sx={{ color: 'text.secondary' }}>{text}</Typography>
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        endIcon={<ArrowDropDown />}
        loading={loading}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`Answered by: ${text}`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {text}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {assignedTo?.id !== viewer.id && (
          <MenuItem onClick={() => void choose(viewer.id)}>I answer it</MenuItem>
        )}
        {assignedTo && <MenuItem onClick={() => void choose(null)}>Nobody in particular</MenuItem>}
        <Divider />
        {colleagues.map(({ id: userId, name }) => (
          <MenuItem key={userId} selected={userId === assignedTo?.id} onClick={() => void choose(userId)}>
            {name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
