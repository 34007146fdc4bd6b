-- Users from a company directory: how it is read, who comes from it, and what the runs did.

create table directory_setting (
  organisation_id bigint primary key references organisation (id) on delete cascade,
  -- One a line.
  bases varchar(20000) not null,
  filter varchar(16384) not null,
  login_attribute varchar(255) not null,
  name_attribute varchar(255) not null,
  mail_attribute varchar(255) not null,
  number_attribute varchar(255),
  did_attribute varchar(255),
  mobile_attribute varchar(255),
  most_deactivated integer not null check (most_deactivated between 0 and 100),
  write_numbers boolean not null,
  -- HH:MM
  daily_at varchar(5)
);

create table directory_link (
  user_id bigint primary key references app_user (id) on delete cascade,
  object_id varchar(36) not null unique,
  -- Whether the connector took the login away.
  deactivated boolean not null
);

create table directory_run (
  id varchar(36) primary key,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  started_by varchar(255) not null,
  dry_run boolean not null,
  phase varchar(16) not null,
  people integer not null,
  created integer not null,
  updated integer not null,
  deactivated integer not null,
  reactivated integer not null,
  unchanged integer not null,
  left_out integer not null,
  refused integer not null,
  written integer not null,
  failure varchar(2000)
);
create index directory_run_page on directory_run (started_at desc);

create table directory_run_line (
  run_id varchar(36) not null references directory_run (id) on delete cascade,
  line integer not null,
  action varchar(16) not null,
  login varchar(255) not null,
  entry varchar(2000) not null,
  remarks varchar(255) not null,
  detail varchar(1000) not null,
  primary key (run_id, line)
);
