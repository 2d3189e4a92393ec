import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { RecordView } from '#api/contract.ts'
import { command, newKey, Offline, recordsChanged } from '../api.ts'
import { useMe } from '../hooks.ts'
import { refusalsOf } from './refusals.tsx'
import { moment, Words } from './words.tsx'
import './undo.css'

/** The note stays so long, and as long as it is pointed at or holds the focus. */
const shownFor = 15_000

/** Takes back one's own last step, while the server says that it may be. */
function useUndo(view: RecordView) {
  const me = useMe()
  const key = useRef(newKey())
  return useMutation({
    mutationFn: () =>
      command(`/records/${view.id}/actions`, { action: 'undo', on: me.today, expect: view.seq }, key.current),
    onSuccess: recordsChanged,
    onSettled: (_, error) => {
      if (!(error instanceof Offline)) key.current = newKey()
    },
    retry: (n, error) => error instanceof Offline && n < 3,
  })
}
/** Among the actions of the record: it may be taken back until then. */
export function UndoLine({ view }: { view: RecordView }) {
  const undo = useUndo(view)
  const wrong = refusalsOf(undo.error)[0]
  if (!view.undo) return null
  return (
    <p className="sm mut undoline">
      <button className="link" type="button" onClick={() => undo.isPending || undo.mutate()}>
        撤回“{view.undo.name}”
      </button>
      {wrong ? (
        <span className="seal">{wrong.message}</span>
      ) : (
        <span className="nb">{moment(view.undo.until).slice(11)}前</span>
      )}
    </p>
  )
}

/** Right after an act on the record as it stood at `acted`: what was done, and the way back. */
export function UndoNote({ view, acted }: { view: RecordView; acted: number | undefined }) {
  const undo = useUndo(view)
  const [shown, setShown] = useState(false)
  const [held, setHeld] = useState(false)
  const name = view.undo?.name
  const fresh = acted !== undefined && name !== undefined && view.seq > acted
  useEffect(() => {
    if (fresh) setShown(true)
  }, [fresh])
  useEffect(() => {
    if (!shown || held) return
    const timer = window.setTimeout(() => setShown(false), shownFor)
    return () => window.clearTimeout(timer)
  }, [shown, held])
  const wrong = refusalsOf(undo.error)[0]
  const words = wrong
    ? wrong.message
    : undo.isSuccess && !name
      ? '已撤回，过程记录中两条都在。'
      : name && `已办理“${name}”。`
  return (
    <div className="undonote" role="status">
      {shown && words ? (
        <div
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span>
            <Words>{words}</Words>
          </span>
          {name && !wrong ? (
            <button className="link" type="button" onClick={() => undo.isPending || undo.mutate()}>
              {undo.isPending ? '正在撤回' : '撤回'}
            </button>
          ) : null}
          <button className="ghost" type="button" aria-label="关闭" onClick={() => setShown(false)}>
            ×
          </button>
        </div>
      ) : null}
    </div>
  )
}
