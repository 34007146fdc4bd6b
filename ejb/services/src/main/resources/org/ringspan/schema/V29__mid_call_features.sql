-- What users may do by keys in calls at remote destinations, and how long a call waits for the desk.

alter table reach_setting add column mid_call boolean default false not null;
alter table reach_setting add column code_hold varchar(8) default '*81' not null;
alter table reach_setting add column code_exclusive_hold varchar(8) default '*82' not null;
alter table reach_setting add column code_resume varchar(8) default '*83' not null;
alter table reach_setting add column code_transfer varchar(8) default '*84' not null;
alter table reach_setting add column code_conference varchar(8) default '*85' not null;
alter table reach_setting add column code_handoff varchar(8) default '*74' not null;
alter table reach_setting add column between_keys_ms integer default 2000 not null;

alter table app_user add column desk_pickup_ms integer default 10000 not null;
