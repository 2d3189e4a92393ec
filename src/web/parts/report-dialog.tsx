import type { FormEvent, ReactNode } from 'react'
import { useModal } from './drawer.tsx'
import './report-dialog.css'

/** A question over the page: the browser's own dialog holds the focus, and Escape closes it. */
export function Dialog({
  title,
  close,
  submit,
  verb,
  pending = false,
  disabled = false,
  children,
}: {
  title: string
  close: () => void
  submit: () => void
  /** What the button does. */
  verb: string
  pending?: boolean
  disabled?: boolean
  children: ReactNode
}) {
  const dialog = useModal()
  const onSubmit = (e: FormEvent) => {
    e.preventDefault()
    if (!pending && !disabled) submit()
  }
  return (
    <dialog ref={dialog} className="ask" aria-labelledby="ask-t" onClose={close}>
      <form onSubmit={onSubmit}>
        <h2 id="ask-t">{title}</h2>
        {children}
        <div className="ask-acts">
          <button className="btn" type="button" onClick={close}>
            取消
          </button>
          <button className={`btn ${disabled ? 'off' : 'pri'}`} type="submit" aria-disabled={disabled || pending}>
            {pending ? '正在办理' : verb}
          </button>
        </div>
      </form>
    </dialog>
  )
}
