#!/usr/bin/env bash
# What the completion offers, without the bash-completion package. $1: waypost.bash
set -u
waypost () # stands for the program: the lists are its own business
{
  case "$*" in
    'write --list') printf '%s\n' 'thunderbird      Thunderbird' 'autoconfig       a web page' ;;
    'explain --list') printf '%s\n' 'tls.cert.expired  x' 'tls.cert.weak  y' 'auth.limit.ip  z' ;;
  esac
}
# shellcheck source=/dev/null
source "$1"

failed=0
COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
expect () # line, expected words
{
  COMP_LINE=$1 COMP_POINT=${#1}
  _waypost 2>/dev/null
  if [[ ${COMPREPLY[*]} != "$2" ]]; then
    printf 'not ok: "%s" gives "%s", not "%s"\n' "$1" "${COMPREPLY[*]}" "$2"
    failed=1
  fi
}

expect 'waypost ' 'find check advise write explain lint help --help --version'
expect 'waypost c' 'check'
expect 'waypost fi' 'find'
expect 'waypost find --a' '--allow --as'
expect 'waypost find --as thunder' 'thunderbird thunderbird-android'
expect 'waypost find --as=k' 'kde'
expect 'waypost find anna@example.org' ''
expect 'waypost find --pass' ''
expect 'waypost check --pass' '--password-file'
expect 'waypost check --smtp-p' '--smtp-password-file'
expect 'waypost check --ipv' '--ipv4 --ipv6'
expect 'waypost check --re' '--replace'
expect 'waypost check anna@example.org' ''
expect 'waypost check --allow fo' 'foreign:'
expect 'waypost check --allow http' 'http http:'
expect 'waypost check --allow foreign:' ''
expect 'waypost check --allow=mx' 'mx:'
expect 'waypost check --deny d' 'database'
expect 'waypost check --mechanism I' 'IMAP\ LOGIN'
expect 'waypost check --mechanism U' 'USER/PASS'
expect 'waypost check --mechanism=PL' 'PLAIN'
expect 'waypost check --user ' ''
expect 'waypost a' 'advise'
expect 'waypost advise --fa' '--fact'
expect 'waypost advise --ex' '--explain'
expect 'waypost advise --no-' '--no-login --no-questions'
expect 'waypost advise --fact dev' 'devices='
expect 'waypost advise --fact mo' 'moving='
expect 'waypost advise --fact devices=' '1 2 3 unknown'
expect 'waypost advise --fact backup=r' 'regular'
expect 'waypost advise --fact keep-all=' 'yes no unknown'
expect 'waypost advise --fact client=outlook-n' 'outlook-new'
expect 'waypost advise --fact=imap=o' 'ok oauth off'
expect 'waypost advise --fact quota=9' ''
expect 'waypost advise anna@example.org' ''
expect 'waypost write ' 'thunderbird autoconfig'
expect 'waypost write thunderbird --out' '--output --outcome'
expect 'waypost write thunderbird --outcome pop' 'pop-keep pop-delete'
expect 'waypost write thunderbird --outcome=im' 'imap imap-archive'
expect 'waypost write thunderbird --days ' ''
expect 'waypost lint example.org --z' '--zone'
expect 'waypost lint --zone --web' '--web-host'
expect 'waypost lint --web-host www.nosuch' ''
expect 'waypost explain tls' 'tls.cert.expired tls.cert.weak'
expect 'waypost explain --l' '--list --locale'
expect 'waypost explain --js' '--json'
expect 'waypost explain my' 'myths'
expect 'waypost explain tls.cert.weak ' ''
expect 'waypost explain --list t' ''
exit $failed
