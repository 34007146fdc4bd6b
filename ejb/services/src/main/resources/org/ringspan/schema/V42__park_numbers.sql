-- Numbers at which calls are parked.

create table park_numbers (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(64) not null,
  first_number varchar(15) not null,
  last_number varchar(15) not null,
  prefix varchar(8) not null,
  partition_id bigint references dial_partition (id),
  reversion_ms integer not null check (reversion_ms between 10000 and 3600000),
  revert_to varchar(49),
  search_space_id bigint references search_space (id),
  unique (organisation_id, name),
  unique (organisation_id, first_number)
);
create index park_numbers_partition on park_numbers (partition_id);
create index park_numbers_space on park_numbers (search_space_id);
