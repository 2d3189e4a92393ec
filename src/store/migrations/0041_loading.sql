-- A record as the application reads it before it acts: one statement instead of a transaction with its settings, which
-- were as dear as the reading. It runs with the rights of the caller, so row security judges as in any other query. The
-- settings end with the transaction of the statement: not to be called inside a longer one, whose scope it would replace.
create function zs.load(p_division text, p_organ text, p_sees text, p_person text, p_id uuid)
returns table (state jsonb, head text)
language plpgsql
as $$
begin
  perform set_config('zs.division', p_division, true), set_config('zs.organ', p_organ, true),
    set_config('zs.sees', p_sees, true), set_config('zs.person', p_person, true);
  return query select r.state, encode(r.head, 'hex') from zs.record r
    where r.division = p_division and r.id = p_id;
end
$$;
revoke execute on function zs.load from public;
grant execute on function zs.load to zhunsheng_app;
