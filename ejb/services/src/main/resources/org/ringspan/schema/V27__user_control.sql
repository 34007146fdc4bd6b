-- Voicemail avoidance by user control: for the whole domain, or as a destination has it.

alter table reach_setting add column avoidance varchar(32) default 'TIMER_CONTROL' not null
  check (avoidance in ('TIMER_CONTROL', 'USER_CONTROL'));
alter table reach_setting add column prompt_after_ms bigint default 1000 not null
  check (prompt_after_ms between 0 and 10000);
alter table reach_setting add column confirm_within_ms bigint default 5000 not null
  check (confirm_within_ms between 1000 and 60000);

-- None: as the domain has it.
alter table remote_destination add column avoidance varchar(32)
  check (avoidance in ('TIMER_CONTROL', 'USER_CONTROL'));
