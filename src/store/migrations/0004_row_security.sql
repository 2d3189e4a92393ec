-- What the application role reads: rows of its division that its organ handles or takes part in, or all of the division.
-- The settings zs.division, zs.organ, zs.sees and zs.person hold for one transaction; without them there are no rows.
-- Conditions are plain function calls, not subqueries: they become index conditions, and clusters accept them.

alter table zs.record enable row level security;
create policy within_scope on zs.record for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, organs));

alter table zs.deadline enable row level security;
create policy within_scope on zs.deadline for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, organs));

alter table zs.contribution enable row level security;
create policy within_scope on zs.contribution for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, organs));

alter table zs.party enable row level security;
create policy within_scope on zs.party for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, organs));

alter table zs.link enable row level security;
create policy within_scope on zs.link for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, organs));

alter table zs.participation enable row level security;
create policy within_scope on zs.participation for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, null));

-- Across records the log is read with the view of the division; the history of one record through zs.history.
alter table zs.event enable row level security;
create policy within_scope on zs.event for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and current_setting('zs.sees', true) = 'division');

alter table zs.anchor enable row level security;
create policy within_scope on zs.anchor for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and current_setting('zs.sees', true) = 'division');

alter table zs.file enable row level security;
create policy within_scope on zs.file for select to zhunsheng_app
  using (division = current_setting('zs.division', true) and zs.may_see(organ, null));
create policy adds on zs.file for insert to zhunsheng_app
  with check (division = current_setting('zs.division', true) and organ = current_setting('zs.organ', true));

alter table zs.draft enable row level security;
create policy own on zs.draft to zhunsheng_app
  using (division = current_setting('zs.division', true) and person = current_setting('zs.person', true))
  with check (division = current_setting('zs.division', true) and person = current_setting('zs.person', true));

-- Everybody's reading is recorded; the log of it is read with the view of the division, and by each person of himself.
alter table zs.access_log enable row level security;
create policy within_scope on zs.access_log for select to zhunsheng_app
  using (division = current_setting('zs.division', true)
    and (current_setting('zs.sees', true) = 'division' or person = current_setting('zs.person', true)));

grant select on zs.record, zs.deadline, zs.contribution, zs.party, zs.link, zs.participation, zs.event, zs.anchor,
  zs.access_log to zhunsheng_app;
grant select, insert on zs.file to zhunsheng_app;
grant select, insert, update, delete on zs.draft to zhunsheng_app;

revoke execute on all functions in schema zs from public;
grant execute on function zs.may_see, zs.take_numbers, zs.append, zs.history, zs.matching, zs.done_before,
  zs.log_access to zhunsheng_app;
