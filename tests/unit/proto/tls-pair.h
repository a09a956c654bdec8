/* A TLS engine and an OpenSSL server in memory, and the bytes between them. */
#pragma once

#include "certs.h"
#include "proto/tls.h"

#define HOST "imap.example.org"

/* The context of all clients: trusts `root`. */
void       pair_set_up (const Cert *root);
void       pair_tear_down (void);

WpTls     *client_new (const char *host, const char *srv_name);
/* The handshake, as far as it goes; the client is fed `portion` bytes at a time. */
WpTlsState shake (WpTls *tls, SSL *server, gsize portion);
void       to_server (WpTls *tls, SSL *server);
void       to_client (WpTls *tls, SSL *server, gsize portion);
