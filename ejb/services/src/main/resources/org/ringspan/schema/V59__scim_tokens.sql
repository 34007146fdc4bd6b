-- Whether a token is good for people and groups by SCIM only.

alter table access_token add column only_scim boolean default false not null;
