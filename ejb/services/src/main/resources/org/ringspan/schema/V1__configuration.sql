-- What administrators configure. Times are milliseconds, secrets are encrypted outside the database.

create sequence ringspan_id start with 1 increment by 50;

create table configuration_version (
  id smallint primary key,
  version bigint not null
);
insert into configuration_version (id, version) values (1, 0);

create table organisation (
  id bigint primary key,
  domain varchar(253) not null unique
);

create table app_user (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  login varchar(64) not null,
  name varchar(255) not null,
  role varchar(16) not null check (role in ('USER', 'ADMINISTRATOR')),
  mobility boolean not null,
  password_hash varchar(255),
  unique (organisation_id, login)
);

create table phone_line (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  user_id bigint not null references app_user (id),
  number varchar(15) not null,
  did varchar(16),
  voicemail boolean not null,
  forward_no_answer_ms bigint not null,
  unique (organisation_id, number),
  unique (did)
);
create index phone_line_user on phone_line (user_id);

create table device (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  user_id bigint not null references app_user (id),
  name varchar(64) not null,
  ha1_md5 varchar(255),
  ha1_sha256 varchar(255),
  unique (organisation_id, name)
);
create index device_user on device (user_id);

create table device_line (
  device_id bigint not null references device (id) on delete cascade,
  position integer not null,
  line_id bigint not null references phone_line (id),
  primary key (device_id, position),
  unique (device_id, line_id)
);
create index device_line_line on device_line (line_id);

create table remote_destination (
  id bigint primary key,
  user_id bigint not null references app_user (id),
  position integer not null,
  number varchar(16) not null,
  name varchar(255) not null,
  mobile_phone boolean not null,
  single_number_reach boolean not null,
  delay_before_ringing_ms bigint not null,
  answer_too_soon_ms bigint not null,
  answer_too_late_ms bigint not null,
  access_list_kind varchar(16) check (access_list_kind in ('ALLOWED', 'BLOCKED')),
  ring_time_zone varchar(64),
  unique (user_id, position)
);

create table access_list_member (
  remote_destination_id bigint not null references remote_destination (id) on delete cascade,
  position integer not null,
  kind varchar(16) not null check (kind in ('NUMBER', 'NOT_AVAILABLE', 'PRIVATE')),
  mask varchar(32),
  primary key (remote_destination_id, position)
);

-- Days are a sum of bits, Monday 1 to Sunday 64; minutes are of the day, the end not included.
create table ring_period (
  remote_destination_id bigint not null references remote_destination (id) on delete cascade,
  position integer not null,
  days integer not null check (days between 1 and 127),
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  primary key (remote_destination_id, position)
);

create table gateway (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  name varchar(64) not null,
  address varchar(64) not null,
  port integer not null check (port between 1 and 65535),
  transport varchar(8) not null,
  unique (organisation_id, name)
);

create table voicemail_setting (
  organisation_id bigint primary key references organisation (id),
  pilot varchar(15) not null,
  routed_as varchar(16) not null,
  gateway_id bigint not null references gateway (id)
);
