-- Numbers that several people take calls for.

create table hunt_group (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(64) not null,
  number varchar(15) not null,
  did varchar(16),
  partition_id bigint references dial_partition (id),
  algorithm varchar(16) not null check (algorithm in ('RING_ALL', 'IN_ORDER', 'LONGEST_IDLE')),
  ring_ms integer not null check (ring_ms between 5000 and 120000),
  mobiles boolean not null,
  forward_to varchar(49),
  mailbox_line_id bigint references phone_line (id),
  search_space_id bigint references search_space (id),
  unique (organisation_id, name),
  unique (organisation_id, number),
  unique (organisation_id, did),
  check (forward_to is null or mailbox_line_id is null)
);
create index hunt_group_mailbox on hunt_group (mailbox_line_id);
create index hunt_group_partition on hunt_group (partition_id);
create index hunt_group_space on hunt_group (search_space_id);

create table hunt_group_member (
  hunt_group_id bigint not null references hunt_group (id) on delete cascade,
  position integer not null,
  line_id bigint not null references phone_line (id),
  logged_in boolean not null,
  ring_ms integer check (ring_ms between 5000 and 120000),
  primary key (hunt_group_id, position),
  unique (hunt_group_id, line_id)
);
create index hunt_group_member_line on hunt_group_member (line_id);
