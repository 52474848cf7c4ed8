-- Sessions of the console. The browser holds a secret; here is its SHA-256 and, sealed, what Keycloak gave for it.
create table hub.console_session (
    id               bytea       primary key,
    keycloak_session text        not null,
    tokens           bytea       not null,
    ends             timestamptz not null
);
create index console_session_by_keycloak on hub.console_session (keycloak_session);
comment on column hub.console_session.tokens is 'access and refresh token, sealed under the page key';
comment on column hub.console_session.ends is 'when Keycloak ends it unless something is asked for before';
