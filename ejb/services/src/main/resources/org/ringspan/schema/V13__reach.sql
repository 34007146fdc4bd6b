-- Single number reach: profiles, forwards, dual-mode telephones and what holds for all users.

-- A forward goes to a number as it is dialled, or to VOICEMAIL; without one the call stays.
alter table phone_line add column forward_all varchar(64);
alter table phone_line add column forward_busy_internal varchar(64);
alter table phone_line add column forward_busy_external varchar(64);
alter table phone_line add column forward_no_answer_internal varchar(64);
alter table phone_line add column forward_no_answer_external varchar(64);
alter table phone_line add column forward_not_registered varchar(64);
alter table phone_line add column forward_space_id bigint references search_space (id);
alter table phone_line add column busy_trigger integer default 8 not null
  check (busy_trigger between 1 and 200);
create index phone_line_forward_space on phone_line (forward_space_id);
update phone_line set
  forward_busy_internal = 'VOICEMAIL',
  forward_busy_external = 'VOICEMAIL',
  forward_no_answer_internal = 'VOICEMAIL',
  forward_no_answer_external = 'VOICEMAIL'
  where voicemail = true;

-- A user without a row has no profile.
create table reach_profile (
  user_id bigint primary key references app_user (id),
  all_lines boolean not null,
  search_space_id bigint references search_space (id),
  rerouting_space_id bigint references search_space (id),
  device_pool_id bigint references device_pool (id),
  user_hold_source varchar(255),
  network_hold_source varchar(255)
);
create index reach_profile_space on reach_profile (search_space_id);
create index reach_profile_rerouting on reach_profile (rerouting_space_id);
create index reach_profile_pool on reach_profile (device_pool_id);
insert into reach_profile (user_id, all_lines) select id, true from app_user;

create table reach_profile_line (
  user_id bigint not null references reach_profile (user_id) on delete cascade,
  position integer not null,
  line_id bigint not null references phone_line (id),
  primary key (user_id, position),
  unique (user_id, line_id)
);
create index reach_profile_line_line on reach_profile_line (line_id);

-- As it is dialled, if not as +E.164; of a dual-mode telephone, if not of the profile.
alter table remote_destination alter column number set data type varchar(32);
alter table remote_destination add column device_id bigint references device (id);
create index remote_destination_device on remote_destination (device_id);

-- No row: the defaults. No digits: numbers are compared completely.
create table reach_setting (
  organisation_id bigint primary key references organisation (id),
  matching_digits integer check (matching_digits between 3 and 24),
  inbound_space varchar(32) not null check (inbound_space in ('TRUNK', 'PROFILE_AND_LINE')),
  calls_per_user integer not null check (calls_per_user between 1 and 100)
);
