import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

/** A labelled input of the administration. */
export function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

type TextProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className' | 'onChange'> & {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
}

export const TextField = ({ label, change, ...rest }: TextProps) => (
  <Field label={label}>{id => <input id={id} className="fi" {...rest} onChange={e => change(e.target.value)} />}</Field>
)

export const SelectField = ({
  label,
  value,
  change,
  options,
}: {
  label: string
  value: string
  change: (code: string) => void
  options: readonly { readonly code: string; readonly name: string }[]
}) => (
  <Field label={label}>
    {id => (
      <select id={id} className="fi" value={value} onChange={e => change(e.target.value)}>
        {options.map(o => (
          <option key={o.code} value={o.code}>
            {o.name}
          </option>
        ))}
      </select>
    )}
  </Field>
)
