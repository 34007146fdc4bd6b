-- Users are looked for by their logins, which are kept with the organisation in front.
create index app_user_login on app_user (login);
