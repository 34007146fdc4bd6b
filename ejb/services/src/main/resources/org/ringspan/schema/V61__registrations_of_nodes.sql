-- Each node has the bindings of the telephones that registered with it. What one changes, the others read again.

create table registration_binding_of_node (
  device_id bigint not null references device (id) on delete cascade,
  -- What tells it from the other bindings of its device: "c " and the contact, or "f", the flow's number, a blank and the instance.
  place varchar(600) not null,
  -- Empty: stored by an older version; the first node that starts takes it over.
  node varchar(64) not null,
  contact varchar(512) not null,
  transport varchar(8) not null,
  address varchar(64) not null,
  port integer not null,
  call_id varchar(255) not null,
  cseq bigint not null,
  expires_at timestamp(6) with time zone not null,
  instance_urn varchar(255),
  flow_number integer,
  path varchar(2048),
  -- The newest of a device comes first: by time, then by position.
  refreshed_at timestamp(6) with time zone not null,
  position integer not null,
  primary key (device_id, place)
);
insert into registration_binding_of_node (device_id, place, node, contact, transport, address, port, call_id, cseq,
  expires_at, instance_urn, flow_number, path, refreshed_at, position)
select device_id,
  case when flow_number is null then 'c ' || contact else 'f' || cast(flow_number as varchar(11)) || ' ' || instance_urn end,
  '', contact, transport, address, port, call_id, cseq, expires_at, instance_urn, flow_number, path, current_timestamp, position
from registration_binding;
drop table registration_binding;
alter table registration_binding_of_node rename to registration_binding;

-- The last change that a node has made to a device. A node changes one after another, so its numbers rise as they become visible.
create table registration_change (
  device_id bigint not null references device (id) on delete cascade,
  node varchar(23) not null,
  change_number bigint not null,
  primary key (device_id, node)
);
create index registration_change_by_node on registration_change (node, change_number);
create sequence registration_change_number;
