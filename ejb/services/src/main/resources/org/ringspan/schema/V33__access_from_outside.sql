-- How users call in from outside, and the PINs by which they show who they are.

alter table reach_setting add column feature_access_number varchar(25);
alter table reach_setting add column voice_access_numbers varchar(600) default '' not null;
alter table reach_setting add column feature_access boolean default true not null;
alter table reach_setting add column voice_access boolean default true not null;
alter table reach_setting add column access_hairpin boolean default false not null;
alter table reach_setting add column blocked_numbers varchar(4000) default '' not null;

alter table app_user add column voice_access boolean default true not null;
alter table app_user add column pin_hash varchar(255);
alter table app_user add column pin_salt varchar(255);
alter table app_user add column pin_iterations integer;
