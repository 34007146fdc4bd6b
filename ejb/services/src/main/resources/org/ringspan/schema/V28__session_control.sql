-- Calls from inside to the numbers of remote destinations.

alter table reach_setting add column session_control boolean default false not null;
alter table reach_setting add column ring_all boolean default true not null;
alter table reach_setting add column ignore_forward_all boolean default true not null;
