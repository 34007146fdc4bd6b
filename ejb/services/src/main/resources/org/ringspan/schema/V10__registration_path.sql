-- The proxies that stay on the way to a phone (RFC 3327): URIs in angle brackets, the nearest to us first; null when there is none.

alter table registration_binding add column path varchar(2048);
