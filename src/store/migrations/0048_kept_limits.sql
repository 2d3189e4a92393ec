-- Limits of the authority that were kept or missed in a period: their rows stay when the case is closed.
create index deadline_met on zs.deadline (division, met_on) include (system, organ, organs, status)
  where bears = 'authority' and kind = 'MAX' and met_on is not null;
