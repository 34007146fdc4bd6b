-- Calls that ended in a way that is rare, of a user or a number with many: they are looked at in the outcome's index, where the others'
-- columns stand, too. It takes minutes with millions of calls; cut off, it begins anew.

drop index if exists call_record_page_outcome;
create index if not exists call_record_page_outcome on call_record (
  outcome, started_at desc, id desc, user_login, calling_login, caller, called
);
