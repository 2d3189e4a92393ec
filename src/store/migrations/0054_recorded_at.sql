-- When an event of a record was written, to whoever may see the record: the log across records is read with the view of the
-- division only, so that the latest changes on the home page of an organ's people stayed empty.
create function zs.recorded_at(p_record uuid, p_seq int) returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select e.recorded_at from zs.record r join zs.event e on e.division = r.division and e.record = r.id and e.seq = p_seq
  where r.division = current_setting('zs.division', true) and r.id = p_record and zs.may_see(r.organ, r.organs);
end;
revoke execute on function zs.recorded_at from public;
grant execute on function zs.recorded_at to zhunsheng_app;
