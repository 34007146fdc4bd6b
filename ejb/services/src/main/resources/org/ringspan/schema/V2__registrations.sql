-- Where devices are registered: the copy that survives a restart.

create table registration_binding (
  device_id bigint not null references device (id) on delete cascade,
  position integer not null,
  contact varchar(512) not null,
  transport varchar(8) not null,
  address varchar(64) not null,
  port integer not null,
  call_id varchar(255) not null,
  cseq bigint not null,
  expires_at timestamp(6) with time zone not null,
  instance_urn varchar(255),
  flow_number integer,
  primary key (device_id, position)
);
