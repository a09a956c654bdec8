# Completion of waypost for bash 4 and later, with or without the bash-completion package. Completes
# commands, options, files, mail programs and the ids of findings; never an address, and it never
# touches the network.

# Candidates, one a line, that begin with what is typed. What stands before the last ':' or '=' was
# a word of its own to readline, so it is not repeated.
_waypost_reply ()
{
  local typed=$1 candidate before=

  [[ $typed == *[:=]* && $COMP_WORDBREAKS == *:* ]] && before=${typed%"${typed##*[:=]}"}
  COMPREPLY=()
  while IFS= read -r candidate; do
    [[ $candidate == "$typed"* && -n ${candidate#"$before"} ]] &&
      COMPREPLY+=("$(printf '%q' "${candidate#"$before"}")")
  done
}

# NAME=VALUE of --fact: first the names, then the values of one. $1: what is typed of it.
_waypost_fact ()
{
  local names=(devices people webmail offline link backup archive keep-all legal remove folders
    instant pop-archive pop-devices moving lock-fear family-pc public-pc migrating client role imap
    pop quota quota-fixed mailbox-gb largest-folder expire login-delay uidl idle prefers)
  local name=${1%%=*} values

  if [[ $1 != *=* ]]; then
    _waypost_reply "$1" < <(printf '%s=\n' "${names[@]}")
    [[ ${#COMPREPLY[@]} == 1 ]] && compopt -o nospace 2>/dev/null
    return
  fi
  case $name in
    devices) values='1 2 3' ;;
    people) values='one several' ;;
    webmail) values='never sometimes often' ;;
    offline) values='never often' ;;
    link) values='normal slow metered' ;;
    backup) values='none regular' ;;
    migrating) values='no imap pop' ;;
    role) values='mailbox alias' ;;
    imap | pop) values='ok oauth fail blocked off no-tls' ;;
    expire) values='never' ;;
    prefers) values='none imap pop' ;;
    client) values='any thunderbird thunderbird-android evolution gnome-online-accounts geary kde
      delta-chat fairemail outlook outlook-classic outlook-new outlook-mobile apple-mail' ;;
    pop-devices | quota | mailbox-gb | largest-folder | login-delay) values='' ;;
    *) values='yes no' ;;
  esac
  # shellcheck disable=SC2086 # the words are meant
  _waypost_reply "$1" < <(printf "$name=%s\n" $values unknown)
}

# $1: the option, $2: what is typed of its value. Fails where the option takes none.
_waypost_value ()
{
  case $1 in
    --password-file | --token-file | --smtp-password-file | --save | --ca-file | --report)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$2")
      ;;
    --output)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$2")
      ;;
    --allow)
      _waypost_reply "$2" < <(printf '%s\n' http send-address private second-login foreign: mx: \
        guess: http: port: pin:)
      [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
      ;;
    --deny)
      _waypost_reply "$2" < <(printf '%s\n' database autodiscover)
      ;;
    --mechanism)
      _waypost_reply "$2" < <(printf '%s\n' PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 \
        SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS XOAUTH2 OAUTHBEARER 'IMAP LOGIN' USER/PASS)
      ;;
    --as)
      _waypost_reply "$2" < <(printf '%s\n' all thunderbird thunderbird-android evolution \
        gnome-online-accounts geary kde delta-chat fairemail outlook)
      ;;
    --outcome)
      _waypost_reply "$2" < <(printf '%s\n' imap imap-archive pop-keep pop-delete both)
      ;;
    --fact) _waypost_fact "$2" ;;
    --imap | --pop3 | --smtp)
      mapfile -t COMPREPLY < <(compgen -A hostname -- "$2")
      ;;
    --web-host) mapfile -t COMPREPLY < <(compgen -A hostname -- "$2") ;;
    --user | --smtp-user | --from | --dns | --deadline | --locale | --days) ;;
    *) return 1 ;;
  esac
  return 0
}

_waypost ()
{
  local network=(--json --save --replace --trace --quiet --dns --trust-ad --ca-file --database -4
    --ipv4 -6 --ipv6 --deadline --strict --locale --allow --deny --help)
  local servers=(--imap --pop3 --smtp)
  local login=("${servers[@]}" --user --password-file --token-file --smtp-user --smtp-password-file
    --from --mechanism --no-login --timeline)
  local line=${COMP_LINE:0:COMP_POINT} words cur prev word

  read -ra words <<<"$line"
  [[ $line == *[[:blank:]] ]] && words+=('')
  cur=${words[-1]} prev=${words[-2]:-}
  COMPREPLY=()

  if [[ $cur == --*=* ]]; then
    _waypost_value "${cur%%=*}" "${cur#*=}"
    return
  fi
  _waypost_value "$prev" "$cur" && return

  if ((${#words[@]} <= 2)); then
    _waypost_reply "$cur" < <(printf '%s\n' find check advise write explain lint help --help --version)
    return
  fi
  case ${words[1]} in
    find)
      _waypost_reply "$cur" < <(printf '%s\n' "${network[@]}" --as)
      ;;
    check)
      _waypost_reply "$cur" < <(printf '%s\n' "${network[@]}" "${login[@]}")
      ;;
    advise)
      _waypost_reply "$cur" < <(printf '%s\n' "${network[@]}" "${login[@]}" --fact --report --explain \
        --no-questions)
      ;;
    write)
      if [[ $cur == -* ]]; then
        _waypost_reply "$cur" < <(printf '%s\n' "${network[@]}" "${login[@]}" --list --output --report --outcome --days)
      else
        _waypost_reply "$cur" < <(waypost write --list 2>/dev/null | cut -d ' ' -f 1)
      fi
      ;;
    lint)
      _waypost_reply "$cur" < <(printf '%s\n' "${network[@]}" "${servers[@]}" --zone --all --output --web-host)
      ;;
    explain)
      if [[ $cur == -* ]]; then
        _waypost_reply "$cur" < <(printf '%s\n' --list --json --locale --help)
        return
      fi
      for word in "${words[@]:2:${#words[@]}-3}"; do
        [[ $word != -* || $word == --list ]] && return
      done
      _waypost_reply "$cur" < <(printf 'myths\n'; waypost explain --list 2>/dev/null | cut -d ' ' -f 1)
      ;;
  esac
} &&
  complete -F _waypost waypost
