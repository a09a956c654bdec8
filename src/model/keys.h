/* The names of evidence, parameters and facts, each in one place. The report's JSON shows them as
 * they stand here, so none is ever renamed. */
#pragma once

/* Replies */
#define WP_KEY_TEXT             "text"             /* the server's words, printable, without
                                                    * codes */
#define WP_KEY_REPLY_CODE       "reply_code"       /* SMTP 535; IMAP OK/NO/BAD/BYE; POP3 +OK/-ERR */
#define WP_KEY_RESPONSE_CODE    "response_code"    /* IMAP and POP3, without brackets:
                                                    * AUTHENTICATIONFAILED */
#define WP_KEY_ENHANCED_CODE    "enhanced_code"    /* SMTP 5.7.8 (RFC 2034) */
#define WP_KEY_STAGE            "stage"            /* the command that got the reply: "MAIL",
                                                    * "EXAMINE" */
#define WP_KEY_ALERT            "alert"            /* IMAP [ALERT] text that must be shown */
#define WP_KEY_REFERRAL         "referral"         /* IMAP [REFERRAL url]: shown, never followed */
#define WP_KEY_HELO             "helo"             /* flag: EHLO was refused; was HELO accepted? */
#define WP_KEY_CAPABILITIES     "capabilities"     /* list, as offered at the end of the look */
#define WP_KEY_CAPABILITIES_BEFORE_TLS "capabilities_before_tls"
#define WP_KEY_MECHANISMS       "mechanisms"       /* SASL names offered inside TLS, list */
#define WP_KEY_GREETING_MS      "greeting_ms"
#define WP_KEY_LEFTOVER_BYTES   "leftover_bytes"   /* after the go-ahead of STARTTLS */
#define WP_KEY_PEER_BYTES       "peer_bytes"       /* first bytes of a peer that does not speak
                                                    * as expected */
#define WP_KEY_PEER_PROTOCOL    "peer_protocol"    /* imap, pop3, smtp, http, tls, unknown */

/* Login */
#define WP_KEY_MECHANISM        "mechanism"        /* PLAIN, LOGIN, IMAP LOGIN, USER/PASS,
                                                    * SCRAM-… */
#define WP_KEY_MECHANISM_WHY    "mechanism_why"    /* default, source, forced, only-offer,
                                                    * encrypted, token */
#define WP_KEY_USERNAME         "username"
#define WP_KEY_ITERATIONS       "iterations"       /* SCRAM */
#define WP_KEY_CHANNEL_BINDING  "channel_binding"  /* tls-exporter, tls-unique */
#define WP_KEY_SERVER_PROOF     "server_proof"     /* flag: the server proved that it knows the
                                                    * password */
#define WP_KEY_SENDER           "sender"           /* MAIL FROM */
#define WP_KEY_OAUTH_STATUS     "oauth_status"     /* of the JSON that refuses a token: 401,
                                                    * invalid_token */

/* Name service */
#define WP_KEY_NAME             "name"
#define WP_KEY_TYPE             "type"             /* A, AAAA, SRV, MX, TXT */
#define WP_KEY_RCODE            "rcode"            /* NOERROR, NXDOMAIN, SERVFAIL, … */
#define WP_KEY_RECORDS          "records"          /* list, in zone-file form */
#define WP_KEY_CNAMES           "cnames"
#define WP_KEY_AUTHENTICATED    "authenticated"    /* flag: AD from a trusted resolver */
#define WP_KEY_RESOLVER         "resolver"
#define WP_KEY_RESOLVERS_ASKED  "resolvers_asked"  /* list "ADDR: outcome, N ms" */
#define WP_KEY_EDE              "extended_error"   /* RFC 8914 info-code */
#define WP_KEY_FROM_HOSTS_FILE  "from_hosts_file"
#define WP_KEY_ADDRESSES        "addresses"        /* list */
#define WP_KEY_TTL_S            "ttl_s"
#define WP_KEY_WILDCARD         "wildcard"         /* flag, of the lookup of a name that nobody
                                                    * chose: it has an address, too */

/* Connection */
#define WP_KEY_ERRNO            "errno"            /* ECONNREFUSED, … */
#define WP_KEY_FAMILY_RESULTS   "family_results"   /* list "ipv6 2001:db8::1: connected, 40 ms" */
#define WP_KEY_IPV4             "ipv4"             /* connected, failed, not-finished, none */
#define WP_KEY_IPV6             "ipv6"

/* Mailbox, sending, facts */
#define WP_KEY_MESSAGES         "messages"         /* of the inbox */
#define WP_KEY_MESSAGES_ALL     "messages_all"     /* of all one's folders, each message once */
#define WP_KEY_UNSEEN           "unseen"           /* of the inbox */
#define WP_KEY_MAILBOX_BYTES    "mailbox_bytes"    /* of all one's folders */
#define WP_KEY_FOLDERS          "folders"
#define WP_KEY_FOLDERS_COUNTED  "folders_counted"  /* whose messages are known */
#define WP_KEY_UNMEASURED       "unmeasured"       /* why that is not all of them: time, limit,
                                                    * refused, too-many, name, cancelled */
#define WP_KEY_LARGEST_FOLDER   "largest_folder"   /* messages in it */
#define WP_KEY_SPECIAL_USE      "special_use"      /* map: "Sent" → the folder's name */
#define WP_KEY_QUOTA_USED_KIB   "quota_used_kib"
#define WP_KEY_QUOTA_LIMIT_KIB  "quota_limit_kib"
#define WP_KEY_UIDVALIDITY      "uidvalidity"      /* of the inbox */
#define WP_KEY_UIDNEXT          "uidnext"
#define WP_KEY_IDLE             "idle"
#define WP_KEY_COMPRESS         "compress"         /* flags: what the server can do */
#define WP_KEY_CONDSTORE        "condstore"
#define WP_KEY_ACL              "acl"
#define WP_KEY_SEPARATOR        "separator"        /* between the parts of a folder's name */
#define WP_KEY_NAMESPACE_PREFIX "namespace_prefix" /* of one's own folders: "INBOX." */
#define WP_KEY_POP_MESSAGES     "pop_messages"     /* as POP3 sees it: the inbox, or a part of it */
#define WP_KEY_POP_BYTES        "pop_bytes"
#define WP_KEY_POP_EXPIRE       "pop_expire"       /* days; "never" */
#define WP_KEY_POP_LOGIN_DELAY_S "pop_login_delay_s"
#define WP_KEY_POP_EXPIRE_BEFORE_LOGIN "pop_expire_before_login" /* where the login changed it */
#define WP_KEY_POP_LOGIN_DELAY_BEFORE_LOGIN_S "pop_login_delay_before_login_s"
#define WP_KEY_POP_UIDL         "pop_uidl"
#define WP_KEY_PREFERS          "prefers"          /* the provider: imap, pop, none */
#define WP_KEY_SMTP_SIZE_LIMIT  "smtp_size_limit"  /* bytes */

/* Parameters of findings that are no evidence */
#define WP_KEY_ADDRESS          "address"          /* e-mail address */
#define WP_KEY_DOMAIN           "domain"
#define WP_KEY_HOST             "host"
#define WP_KEY_PORT             "port"
#define WP_KEY_PROTOCOL         "protocol"
#define WP_KEY_PROTOCOLS        "protocols"
#define WP_KEY_OPTION           "option"           /* the command line option that answers */
#define WP_KEY_FINGERPRINT      "fingerprint"
#define WP_KEY_NAMES            "names"
#define WP_KEY_SENDING_HOST     "sending_host"     /* that of `names` which sends */
#define WP_KEY_ISSUER           "issuer"
#define WP_KEY_NOT_BEFORE       "not_before"
#define WP_KEY_NOT_AFTER        "not_after"
#define WP_KEY_SUGGESTION       "suggestion"
#define WP_KEY_SOURCE           "source"
#define WP_KEY_WHEN             "when"
#define WP_KEY_STALE            "stale"            /* flag: what was noted on that day may have
                                                    * changed */
#define WP_KEY_PROVIDER         "provider"         /* its name, from the notes */
#define WP_KEY_DEMAND           "demand"           /* what it demands: "app-password" */
#define WP_KEY_WHERE            "where"            /* the page and the way there */
#define WP_KEY_DOMAIN_SHOWN     "domain_shown"     /* as it is read, where that differs */
#define WP_KEY_REGISTRABLE      "registrable"      /* the domain that a subdomain is part of */

/* Parameters of what `lint` finds */
#define WP_KEY_OUTCOME          "outcome"
#define WP_KEY_HTTP_STATUS      "http_status"
#define WP_KEY_CONTENT_TYPE     "content_type"
#define WP_KEY_NOTICES          "notices"
#define WP_KEY_OTHER            "other"            /* what the first one is compared with */
#define WP_KEY_OTHER_SOURCE     "other_source"
