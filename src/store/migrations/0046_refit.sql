-- After a change of holidays the clocks of records move, and nothing else: the log, the state and the moment of the last
-- change stay. `p_records`: [{id, head, next_due, next_limit, due_status}]; the other rows as in zs.append.
-- Error ZS409: somebody wrote to one of the records meanwhile; read them again.
create function zs.refit(p_division text, p_records json, p_deadlines json, p_contributions json, p_gone json) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  updated int;
begin
  perform from zs.record r
  where r.division = p_division and r.id = any (array(select (g ->> 'id')::uuid from json_array_elements(p_records) g))
  order by r.id for no key update;
  update zs.record r set next_due = g.next_due, next_limit = g.next_limit, due_status = g.due_status
  from json_to_recordset(p_records) as g (id uuid, head text, next_due date, next_limit text, due_status text)
  where r.division = p_division and r.id = g.id and r.head = decode(g.head, 'hex');
  get diagnostics updated = row_count;
  if updated <> json_array_length(p_records) then
    raise exception 'another was first' using errcode = 'ZS409';
  end if;
  perform zs.append(p_division, '', 'division', 'calendar', null, null, null, '[]', p_deadlines, p_contributions, null,
    null, null, null, p_gone, null);
end
$$;
revoke execute on function zs.refit from public;
grant execute on function zs.refit to zhunsheng_app;
