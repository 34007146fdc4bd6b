-- Without these the mailboxes are ours (ADR 54).

alter table voicemail_setting alter column routed_as drop not null;
alter table voicemail_setting alter column trunk_id drop not null;
