# Completion of waypost for bash-completion 2. Completes commands, options, files and the ids of
# findings; never an address, and it never touches the network.

_waypost ()
{
  local cur prev words cword
  local commands='check write explain'
  local network='--imap --pop3 --smtp --user --password-file --token-file --smtp-user
    --smtp-password-file --from --mechanism --no-login --json --save --trace --timeline --quiet
    --dns --trust-ad --ca-file -4 -6 --deadline --strict --locale --allow --deny --help'
  local decisions='http send-address private second-login foreign: mx: guess: http: port: pin:'
  local mechanisms='PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-1-PLUS
    SCRAM-SHA-256-PLUS XOAUTH2 OAUTHBEARER'
  local command='' word index

  _init_completion -n := || return

  for ((index = 1; index < cword; index++)); do
    for word in $commands; do
      [[ ${words[index]} == "$word" ]] && command=$word && break 2
    done
  done

  case $prev in
    --password-file | --token-file | --smtp-password-file | --save | --ca-file | \
      --report)
      _filedir
      return
      ;;
    --output)
      _filedir -d
      return
      ;;
    --allow)
      compopt -o nospace
      mapfile -t COMPREPLY < <(compgen -W "$decisions" -- "$cur")
      __ltrim_colon_completions "$cur"
      return
      ;;
    --deny)
      mapfile -t COMPREPLY < <(compgen -W 'database autodiscover' -- "$cur")
      return
      ;;
    --mechanism)
      mapfile -t COMPREPLY < <(compgen -W "$mechanisms" -- "$cur")
      return
      ;;
    --imap | --pop3 | --smtp)
      _known_hosts_real -- "$cur"
      return
      ;;
    --user | --smtp-user | --from | --dns | --deadline | --locale)
      return
      ;;
  esac

  case $command in
    '')
      mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$cur")
      ;;
    check)
      mapfile -t COMPREPLY < <(compgen -W "$network" -- "$cur")
      ;;
    write)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$network --list --output --report --replace" -- "$cur")
      else
        mapfile -t COMPREPLY < <(
          compgen -W "$(waypost write --list 2>/dev/null | cut -d ' ' -f 1)" -- "$cur")
      fi
      ;;
    explain)
      mapfile -t COMPREPLY < <(
        compgen -W "--list --help $(waypost explain --list 2>/dev/null | cut -d ' ' -f 1)" \
          -- "$cur")
      ;;
  esac
} &&
  complete -F _waypost waypost
