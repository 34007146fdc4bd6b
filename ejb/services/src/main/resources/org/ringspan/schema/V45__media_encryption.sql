-- How the media of telephones and trunks are encrypted (ADR 74).

alter table device add column media_encryption varchar(8) default 'NONE' not null;
alter table trunk add column media_encryption varchar(8) default 'NONE' not null;
