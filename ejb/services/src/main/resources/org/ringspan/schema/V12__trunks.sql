-- Trunks with several peers, how they are told from others, and how calls find them.

alter table gateway rename to trunk;
alter table voicemail_setting rename column gateway_id to trunk_id;

create table route_group (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(64) not null,
  distribution varchar(16) not null check (distribution in ('TOP_DOWN', 'CIRCULAR')),
  unique (organisation_id, name)
);

create table route_group_trunk (
  route_group_id bigint not null references route_group (id) on delete cascade,
  position integer not null,
  trunk_id bigint not null references trunk (id),
  primary key (route_group_id, position),
  unique (route_group_id, trunk_id)
);
create index route_group_trunk_trunk on route_group_trunk (trunk_id);

create table route_list (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(64) not null,
  unique (organisation_id, name)
);

-- A local entry stands for the local route group of the caller's device pool and names no group.
create table route_list_entry (
  route_list_id bigint not null references route_list (id) on delete cascade,
  position integer not null,
  route_group_id bigint references route_group (id),
  is_local boolean not null,
  primary key (route_list_id, position)
);
create index route_list_entry_group on route_list_entry (route_group_id);

create table device_pool (
  id bigint primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(64) not null,
  local_route_group_id bigint references route_group (id),
  unique (organisation_id, name)
);
alter table device add column device_pool_id bigint references device_pool (id);

create table trunk_peer (
  trunk_id bigint not null references trunk (id) on delete cascade,
  position integer not null,
  address varchar(64) not null,
  port integer not null check (port between 1 and 65535),
  priority integer not null check (priority between 0 and 65535),
  weight integer not null check (weight between 0 and 65535),
  primary key (trunk_id, position)
);
insert into trunk_peer (trunk_id, position, address, port, priority, weight)
  select id, 0, address, port, 0, 0 from trunk;
alter table trunk drop column address;
alter table trunk drop column port;

alter table trunk add column peer_domain varchar(253);
alter table trunk add column peer_domain_port integer;
alter table trunk add column acceptance varchar(16) default 'ADDRESS' not null
  check (acceptance in ('ADDRESS', 'ADDRESS_PORT', 'TLS_NAME', 'DIGEST'));
update trunk set acceptance = 'ADDRESS_PORT' where transport = 'UDP';
alter table trunk add column accepted_name varchar(253);
alter table trunk add column ha1_md5 varchar(255);
alter table trunk add column ha1_sha256 varchar(255);
alter table trunk add column login varchar(64);
alter table trunk add column login_password varchar(1024);
alter table trunk add column search_space varchar(64);
alter table trunk add column device_pool_id bigint references device_pool (id);
alter table trunk add column channels integer default 0 not null check (channels between 0 and 100000);
alter table trunk add column supervision boolean default true not null;
alter table trunk add column digits varchar(16) default 'RFC4733' not null
  check (digits in ('RFC4733', 'INFO', 'KPML', 'IN_BAND', 'NONE'));
alter table trunk add column called_kind varchar(32) default 'E164_WITH_PLUS' not null;
alter table trunk add column called_region varchar(2);
alter table trunk add column called_prefix varchar(16) default '' not null;
alter table trunk add column calling_kind varchar(32) default 'E164_WITH_PLUS' not null;
alter table trunk add column calling_region varchar(2);
alter table trunk add column calling_prefix varchar(16) default '' not null;
alter table trunk add column incoming_region varchar(2);
alter table trunk add column incoming_prefix varchar(16) default '' not null;
alter table trunk add column caller_policy varchar(16) default 'ORIGINAL' not null
  check (caller_policy in ('ORIGINAL', 'OWN_ONLY'));
alter table trunk add column main_number varchar(16);
alter table trunk add column redirection varchar(16) default 'DIVERSION' not null
  check (redirection in ('NONE', 'DIVERSION', 'HISTORY_INFO', 'BOTH'));
alter table trunk add column trusted boolean default true not null;
alter table trunk add column probed boolean default true not null;
