/* What the rules can see: one step, in the report it stands in. All pure look-ups. */
#pragma once

#include "diagnose/diagnose.h"

typedef struct
{
  const WpReport *report;
  const WpStep *step;
  const WpService *service;     /* of the step's protocol; NULL: none */
  const WpCandidate *candidate; /* that the service stands or falls with; NULL */
} WpView;

WpView   wp_view (const WpReport *report, const WpStep *step);
/* The step belongs to the candidate that its service stands or falls with. */
gboolean wp_view_is_chosen (const WpView *view);
/* The same thing went well later, so the failure is history. Never of a login. */
gboolean wp_view_is_superseded (const WpView *view);
/* A person accepted this very certificate. */
gboolean wp_view_is_pinned (const WpView *view);
/* Who answered where TLS was expected: of the step, or of the probe that followed it; or NULL. */
const char *wp_view_peer (const WpView *view);
/* The probe that explains this step, or NULL. */
const WpStep *wp_view_probe (const WpView *view);
/* The server's words hold `needle` (lower case), anywhere. */
gboolean wp_view_says (const WpView *view, const char *needle);

/* A step of this candidate, or of another candidate on the same server and port. */
gboolean wp_step_is_of (const WpStep *step, const WpCandidate *candidate);
/* Something of the service was asked for, or a mail server is there. */
gboolean wp_service_counts (const WpReport *report, const WpService *service);
/* A person has not said yes to it. */
gboolean wp_question_is_open (const WpQuestion *question);
gboolean wp_report_has_open_question (const WpReport *report, const char *id);

/* Predicates of rules.c */
gboolean wp_sees_no_name_answered (const WpView *view);
gboolean wp_sees_nothing_reached (const WpView *view);
gboolean wp_sees_all_ports_refused (const WpView *view);
gboolean wp_sees_other_port_open (const WpView *view);
gboolean wp_sees_unusual_port (const WpView *view);
gboolean wp_sees_no_ipv6_here (const WpView *view);
gboolean wp_sees_no_ipv4_here (const WpView *view);
gboolean wp_sees_ipv6_broken (const WpView *view);
gboolean wp_sees_ipv6_missing (const WpView *view);
gboolean wp_sees_ipv4_missing (const WpView *view);
gboolean wp_sees_mail_peer (const WpView *view);
gboolean wp_sees_http_peer (const WpView *view);
gboolean wp_sees_other_mail_peer (const WpView *view);
gboolean wp_sees_tls_by_probe (const WpView *view);
gboolean wp_sees_no_fault (const WpView *view);
gboolean wp_sees_cn_only (const WpView *view);
gboolean wp_sees_wildcard_depth (const WpView *view);
gboolean wp_sees_leaf_only (const WpView *view);
gboolean wp_sees_foreign_chain (const WpView *view);
gboolean wp_sees_accepted_elsewhere (const WpView *view);
gboolean wp_sees_only_sending_refused (const WpView *view);
gboolean wp_sees_worked_by_other_mechanism (const WpView *view);
gboolean wp_sees_worked_by_other_name (const WpView *view);
gboolean wp_sees_oauth_mechanism (const WpView *view);
gboolean wp_sees_only_tokens_offered (const WpView *view);
gboolean wp_sees_no_mechanisms (const WpView *view);
gboolean wp_sees_smtp (const WpView *view);
gboolean wp_sees_no_refusal (const WpView *view);
gboolean wp_sees_no_tls (const WpView *view);
/* known.c: the provider demands it on the protocol of the step. */
gboolean wp_sees_app_password_demanded (const WpView *view);
gboolean wp_sees_sign_in_demanded (const WpView *view);
gboolean wp_sees_separate_password_demanded (const WpView *view);
gboolean wp_sees_switch_on_demanded (const WpView *view);
/* And another protocol let the same name in. */
gboolean wp_sees_only_this_switched_off (const WpView *view);
/* The later login of the same server that was accepted, or NULL. */
const WpStep *wp_sees_later_login (const WpView *view);
