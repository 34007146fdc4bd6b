-- A service that is told of people and groups (ADR 79).

create table provisioning_target (
  organisation_id bigint primary key references organisation (id) on delete cascade,
  address varchar(1000) not null,
  token_address varchar(1000),
  client varchar(1000),
  with_groups boolean not null,
  most_deactivated integer not null check (most_deactivated between 0 and 100),
  -- HH:MM
  daily_at varchar(5),
  -- In base64, sealed with the server's key.
  secret varchar(12000)
);

-- Whom it was told. No reference to users: whoever is gone here may still be there.
create table provisioning_link (
  kind varchar(8) not null,
  local_id bigint not null,
  remote_id varchar(255) not null,
  name varchar(255) not null,
  mark varchar(64) not null,
  active boolean not null,
  primary key (kind, local_id)
);

-- Who of them it was told to be in which group.
create table provisioning_member (
  group_id bigint not null,
  user_id bigint not null,
  primary key (group_id, user_id)
);

create table provisioning_run (
  id varchar(36) primary key,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  started_by varchar(255) not null,
  dry_run boolean not null,
  phase varchar(16) not null,
  created integer not null,
  updated integer not null,
  deactivated integer not null,
  reactivated integer not null,
  removed integer not null,
  refused integer not null,
  unchanged integer not null,
  failure varchar(2000)
);
create index provisioning_run_page on provisioning_run (started_at desc);

create table provisioning_run_line (
  run_id varchar(36) not null references provisioning_run (id) on delete cascade,
  line integer not null,
  action varchar(16) not null,
  kind varchar(8) not null,
  name varchar(255) not null,
  detail varchar(1000) not null,
  primary key (run_id, line)
);
