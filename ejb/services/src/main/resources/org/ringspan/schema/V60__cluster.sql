-- Several servers on one database: which of them live, and who may do alone what only one may do. All times are the database's.

create table cluster_node (
  node varchar(23) primary key,
  -- Which start of it, in milliseconds since 1970 by its own clock.
  run bigint not null,
  began_at timestamp(6) with time zone not null,
  seen_at timestamp(6) with time zone not null,
  -- Set when it was taken for lost, and what it had left was closed; null again when it shows up.
  gone_at timestamp(6) with time zone,
  address varchar(255) not null,
  -- A known text, sealed by its key: nodes must have the same.
  key_proof varchar(255) not null
);

create table cluster_lease (
  name varchar(16) primary key,
  -- Null: nobody's.
  holder varchar(23),
  holder_run bigint,
  term bigint not null
);
insert into cluster_lease (name, term) values ('LEADER', 0), ('DIRECTORY', 0), ('PROVISIONING', 0);

-- Whose run it is; null: of a server of an older version, or of one that is alone.
alter table directory_run add column node varchar(64);
alter table directory_run add column run bigint;
