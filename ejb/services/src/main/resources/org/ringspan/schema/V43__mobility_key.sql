-- What a desk telephone dials for its mobility key; null: there is none.

alter table reach_setting add column code_mobility varchar(8);
update reach_setting set code_mobility = '*76'
  where '*76' not in
    (code_hold, code_exclusive_hold, code_resume, code_transfer, code_conference, code_handoff);
