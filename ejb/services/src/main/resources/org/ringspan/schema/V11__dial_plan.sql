-- The dial plan. Positions keep the order of the configuration, which decides between equal matches.

create table dial_partition (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  name varchar(50) not null,
  unique (organisation_id, name)
);

create table search_space (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  name varchar(50) not null,
  unique (organisation_id, name)
);

-- A partition of the organisation, or one of the system's own.
create table search_space_partition (
  search_space_id bigint not null references search_space (id) on delete cascade,
  position integer not null,
  partition_id bigint references dial_partition (id),
  system_name varchar(16) check (system_name in ('<lines>', '<dids>', '<outside>')),
  primary key (search_space_id, position),
  check (partition_id is null or system_name is null),
  check (partition_id is not null or system_name is not null)
);
create index search_space_partition_of on search_space_partition (partition_id);

-- Route lists and trunks are named: a pattern may wait for one that is still to be configured.
create table route_pattern (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  partition_id bigint not null references dial_partition (id),
  pattern varchar(255) not null,
  route_list varchar(64),
  trunk varchar(64),
  block_cause varchar(32),
  urgent boolean not null,
  call_class varchar(16) not null,
  off_net boolean not null,
  called_discard varchar(32) not null,
  called_mask varchar(24),
  called_prefix varchar(24) not null,
  calling_external boolean not null,
  calling_mask varchar(24),
  calling_prefix varchar(24) not null,
  calling_presentation varchar(16) not null,
  unique (partition_id, pattern)
);

create table translation_pattern (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  partition_id bigint not null references dial_partition (id),
  pattern varchar(255) not null,
  search_space_id bigint references search_space (id),
  urgent boolean not null,
  called_discard varchar(32) not null,
  called_mask varchar(24),
  called_prefix varchar(24) not null,
  calling_external boolean not null,
  calling_mask varchar(24),
  calling_prefix varchar(24) not null,
  calling_presentation varchar(16) not null,
  unique (partition_id, pattern)
);
create index translation_pattern_space on translation_pattern (search_space_id);

create table transformation_pattern (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  kind varchar(16) not null check (kind in ('CALLING', 'CALLED')),
  partition_id bigint not null references dial_partition (id),
  pattern varchar(255) not null,
  called_discard varchar(32) not null,
  called_mask varchar(24),
  called_prefix varchar(24) not null,
  presentation varchar(16) not null,
  unique (kind, partition_id, pattern)
);

create table application_dial_rule (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  position integer not null,
  name varchar(50) not null,
  begins_with varchar(24) not null,
  number_of_digits integer not null check (number_of_digits between 1 and 48),
  digits_to_remove integer not null check (digits_to_remove between 0 and 48),
  prefix varchar(24) not null,
  unique (organisation_id, name)
);

-- What holds where nothing else is said; no row: the defaults of the defaults.
create table dial_plan_setting (
  organisation_id bigint primary key references organisation (id),
  outside_prefix varchar(4),
  phone_space_id bigint references search_space (id),
  trunk_space_id bigint references search_space (id),
  rerouting_space_id bigint references search_space (id),
  line_partition_id bigint references dial_partition (id)
);

alter table phone_line add column partition_id bigint references dial_partition (id);
alter table phone_line add column search_space_id bigint references search_space (id);
alter table device add column search_space_id bigint references search_space (id);
create index phone_line_partition on phone_line (partition_id);
create index phone_line_space on phone_line (search_space_id);
create index device_space on device (search_space_id);
