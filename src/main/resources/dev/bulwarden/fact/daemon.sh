# shellcheck shell=sh disable=SC2034,SC2154 # some variables are for the parts after this one, some are theirs
# Which sshd serves this host, how it is run and with what options.

# A listening sshd of this host: not one of a container, whose processes a host can see, too.
find_listener() {
  here=$(readlink /proc/self/ns/pid)
  root=$(readlink /proc/self/root)
  for each in /proc/[0-9]*; do
    pid=${each#/proc/}
    if is_listener "$pid" && [ "$(readlink "$each/ns/pid")" = "$here" ] && [ "$(readlink "$each/root")" = "$root" ]; then
      listener=$pid
      return
    fi
  done
}

property() { printf '%s\n' "$shown" | sed -n "s/^$1=//p" | sed 1q; }

show() { # UNIT...: the first that is loaded -> $shown
  for each; do
    shown=$(systemctl show -p Id -p LoadState -p ActiveState -p MainPID -p Accept -p ExecStart -p EnvironmentFiles -p Listen "$each" 2>/dev/null)
    [ "$(property LoadState)" != loaded ] || return 0
  done
  shown=''
  false
}

variable() { # NAME -> $value, from the unit's environment files; one pair of quotes around it is taken off
  value=''
  for file in $(printf '%s\n' "$shown" | sed -n 's/^EnvironmentFiles=\([^ ]*\).*/\1/p'); do
    [ -r "$file" ] || continue
    while IFS='=' read -r name rest; do
      [ "$name" != "$1" ] || value=$rest
    done <"$file"
  done
  case $value in
    \"*\" | \'*\') value=${value#?} value=${value%?} ;;
  esac
}

unit_arguments() { # -> $arguments, what the unit would start sshd with
  arguments=''
  set -f
  for argument in $(property ExecStart | sed -n 's/.*argv\[\]=\(.*\) ; ignore_errors=.*/\1/p'); do
    case $argument in
      \$\{*\} | \$[A-Za-z_]*)
        name=${argument#?} name=${name#\{} name=${name%\}}
        variable "$name"
        arguments="$arguments $value"
        ;;
      *) arguments="$arguments $argument" ;;
    esac
  done
  set +f
}

add_option() { options=${options:+$options$nl}$1; }

# sshd's command line, its path first -> $options, one argument a line, and $config. Those that only say how it runs are left out. sshd
# takes no operands, and its process title does not show where an argument ended: a word left over belongs to the argument before it.
read_options() {
  options='' config=/etc/ssh/sshd_config
  [ $# -eq 0 ] || shift
  while [ $# -gt 0 ]; do
    OPTIND=1
    while getopts :C:E:b:c:f:g:h:k:o:p:u:46DGQRTVdeiqrt option; do
      case $option in
        [cfghopu])
          add_option "-$option"
          add_option "$OPTARG"
          ;;
        [46]) add_option "-$option" ;;
        *) ;;
      esac
    done
    shift $((OPTIND - 1))
    while [ $# -gt 0 ]; do
      case $1 in
        -*) break ;;
        *) options="$options $1" ;;
      esac
      shift
    done
  done
  config=$(printf '%s\n' "$options" | sed -n '/^-f$/{n;p;}' | sed -n '$p')
  config=${config:-/etc/ssh/sshd_config}
}

process_options() { # PID
  title_of "$1"
  case $title in
    "sshd: "*"["*) title=${title#sshd: } title=${title% \[*} ;;
    *) ;;
  esac
  set -f
  # shellcheck disable=SC2086 # to be split
  read_options $title
  set +f
}

# Sets $kind (service, socket, process, none), $unit, $state, $accept, $service, $listener, $options, $config, $sshd, $listens.
find_daemon() {
  ancestors
  kind=none state='' accept='' service='' arguments='' unit='' main='' listens=''
  if [ -d /run/systemd/system ] && show ssh.service sshd.service; then
    kind=service unit=$(property Id) state=$(property ActiveState) main=$(property MainPID)
    unit_arguments
    if [ "$main" = 0 ]; then main=''; fi
  fi
  if [ -d /run/systemd/system ] && show ssh.socket sshd.socket && [ "$(property ActiveState)" = active ]; then
    kind=socket service=${unit:-ssh.service} unit=$(property Id) accept=$(property Accept)
    listens=$(printf '%s\n' "$shown" | sed -n 's/^Listen=//p')
    if [ "$accept" = yes ]; then service=${unit%.socket}@.service main=''; fi
  fi
  if [ "$kind" != socket ]; then
    [ -n "$listener$main" ] || find_listener
    if [ -n "$listener" ] && [ "$listener" != "$main" ]; then kind=process; fi
  fi
  if [ "$kind" != process ]; then listener=$main; fi
  if [ -n "$listener" ]; then
    program=$(readlink "/proc/$listener/exe")
    sshd=${program% (deleted)}
    [ -x "$sshd" ] || sshd=$(command -v sshd)
    process_options "$listener"
  else
    program=''
    sshd=$(command -v sshd)
    set -f
    # shellcheck disable=SC2086 # to be split
    read_options $arguments
    set +f
  fi
}

daemon_record() { # what find_daemon found, and $since when it last read its files
  printf 'daemon %s %s %s %s %s %s %s %s %s %s %s\n' "$kind" "$(word "$unit")" "$(word "$state")" "$(word "$service")" "${accept:-no}" \
    "$(word "$sshd")" "${listener:-0}" "$(word "$program")" "$(word "$since")" "$(word "$config")" "$(word "$options")"
}
