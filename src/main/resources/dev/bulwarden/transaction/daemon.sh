# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# The daemon of a transaction: kind and unit as surveyed, in the stage's file daemon; its own words, one a line, in argv.
#   service UNIT   systemd runs it: reload        socket UNIT   systemd listens: restart the service (a reload would drop the socket)
#   inetd SOCKET   one sshd a connection: nothing to do          process PID   nobody runs it: HUP after sshd -T

pid() {
  case $kind in
    process) awk 'NR == 1 { print $1 }' "$(pid_file)" 2>/dev/null | grep . || printf %s "$unit" ;;
    *) systemctl show -p MainPID --value "$unit" ;;
  esac
}

pid_file() { # as the configuration in force says; the default where it cannot say
  file=$(own -T 2>/dev/null | awk 'tolower($1) == "pidfile" { print $2; exit }')
  printf %s "${file:-/run/sshd.pid}"
}

own() { # the daemon's own command line without -D, then the words given
  count=$#
  while IFS= read -r one; do set -- "$@" "$one"; done <"$here/argv"
  while [ "$count" -gt 0 ]; do
    set -- "$@" "$1"
    shift
    count=$((count - 1))
  done
  ${detached:+exec setsid} "$@"
}

# Pid and listening sockets: they change each time sshd has read its configuration. Fails unless it listens and catches HUP, for a HUP that
# meets sshd while it re-executes is lost.
incarnation() {
  now=$(pid)
  grep -qs '^SigCgt:.*[13579bdf]$' "/proc/${now:-0}/status" || return 1
  listening "$now" | awk -v pid="$now" '{ pid = pid " " $2; some = 1 } END { print pid; exit !some }'
}

listening() { # PID: local address as the kernel writes it, and inode, one socket a line
  cat "/proc/$1/net/tcp" "/proc/$1/net/tcp6" 2>/dev/null | OPEN=$(ls -l "/proc/$1/fd" 2>/dev/null) awk \
    '$4 == "0A" && index(ENVIRON["OPEN"], "socket:[" $10 "]") { print $2, $10 }'
}

runs() { # PID: one that has ended has no program, even while nobody reaps it
  [ -e "/proc/${1:-0}/exe" ]
}

renewed() { # TENTHS BEFORE: waits for another incarnation; ten times shorter for a dead process
  waited=0
  until current=$(incarnation) && [ "$current" != "$2" ]; do
    now=$(pid)
    if runs "$now"; then waited=$((waited + 1)); else waited=$((waited + 10)); fi
    [ "$waited" -lt "$1" ] || return 1
    sleep 0.1
  done
}

nudge() { # gently: refuses a configuration that sshd refuses
  case $kind in
    service) timeout 20 systemctl reload "$unit" 9>&- ;;
    socket) timeout 20 systemctl restart "$unit" 9>&- ;;
    process) own -T >/dev/null && kill -HUP "$(pid)" ;;
  esac
}

revive() { # gentle|hard: whatever state it is in
  [ -d /run/sshd ] || mkdir -m 755 /run/sshd
  case $kind in
    process)
      now=$(pid)
      if runs "$now" && grep -qsx sshd "/proc/$now/comm"; then
        kill -HUP "$now"
      else
        (detached=yes; own) </dev/null >>"$here/log" 2>&1 9>&- &
      fi ;;
    *)
      systemctl reset-failed "$unit" "${unit%.service}.socket" 2>/dev/null
      [ "$kind" != socket ] || systemctl start "${unit%.service}.socket"
      { [ "$1" = gentle ] && nudge; } || timeout 30 systemctl restart "$unit" 9>&- ;;
  esac
}

reread() { # COMMAND: has the daemon read its files again by COMMAND, and sees that it did
  if [ "$kind" = inetd ]; then
    [ "$1" = nudge ] || systemctl start "$unit"
    return
  fi
  renewed 50 '' || current=none
  before=$current
  "$@" && renewed 100 "$before"
}

# What sshd itself says of the files as they are, on standard error: a unit's own complaint goes to the journal only.
# Where it quotes what could be a piece of a secret that a link leads to, nothing it quotes is passed on.
complain() {
  own -T 2>&1 >/dev/null | head -n 20 | awk '
    match($0, /line [0-9]+: /) {
      said[NR] = RSTART + RLENGTH; count = split(substr($0, said[NR]), word, /[ "]+/)
      for (i = 1; i <= count; i++) if (length(word[i]) > 40 || word[i] ~ /[$=+*]|:.|^--/) secret = 1
    }
    { line[NR] = $0 }
    END { for (i = 1; i <= NR; i++) print (secret && said[i] ? substr(line[i], 1, said[i] - 1) "(not shown)" : line[i]) }' >&2
}
