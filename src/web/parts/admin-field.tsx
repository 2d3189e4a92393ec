import { useId } from 'react'

/** A labelled input of the administration. */
export function Field({ label, children }: { label: string; children: (id: string) => React.ReactNode }) {
  const id = useId()
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
