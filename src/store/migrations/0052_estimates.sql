-- The same judgement as before, written so that the planner expects most rows to be seen. A setting compared with `=` it
-- takes for true in one case of 200; so it read and sorted all open records of a system (40 ms at 2 million) instead of
-- walking the index of the list until a page is full (8 ms). Where an organ's rows are few, queries say so themselves.
create or replace function zs.may_see(organ text, organs text[]) returns boolean
language sql stable parallel safe
return coalesce(current_setting('zs.sees', true) in ('division', 'organ'), false)
  and (current_setting('zs.sees', true) <> 'organ'
      or organ = current_setting('zs.organ', true) or current_setting('zs.organ', true) = any (organs));

-- Row security asks the settings once for a query, not for each row: ten thousand rows are counted in 3 ms instead of 8.
do $$
declare
  name text;
  organs text;
begin
  foreach name in array array['record', 'deadline', 'contribution', 'party', 'link', 'participation', 'file'] loop
    organs := case when name not in ('participation', 'file')
      then $or$or (select current_setting('zs.organ', true)) = any (organs)$or$ end;
    execute format($policy$
      alter policy within_scope on zs.%I using (
        division = (select case when current_setting('zs.sees', true) in ('division', 'organ')
          then current_setting('zs.division', true) end)
        and ((select current_setting('zs.sees', true)) <> 'organ'
          or organ = (select current_setting('zs.organ', true)) %s))
    $policy$, name, organs);
  end loop;
end
$$;
alter policy within_scope on zs.event using (
  division = (select case when current_setting('zs.sees', true) = 'division' then current_setting('zs.division', true) end));

-- What is open, in the order of the lists; the lights are counted in it too.
drop index zs.record_open;
create index record_open on zs.record (division, system, opened_on desc, id desc)
  include (organ, organs, stage, next_due, due_status) where closed_on is null;
