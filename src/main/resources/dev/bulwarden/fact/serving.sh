# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# Whether our login is served by the daemon that find_daemon found: a login through another program says nothing about it.

sockets() { # our own connection, and what listens
  printf 'connection %s\n' "$(word "$connection")"
  printf 'tcp %s %s %s\n' "$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk '$4 == "0A" { print $2, $10 }' | encode)" \
    "$(sockets_of "${listener:-none}" | encode)" "$(sockets_of 1 | encode)"
}

# served KIND ADOPTED PID TITLE LISTENS BESIDE. KIND: daemon when the daemon is above this shell; listener when another sshd that listens is;
# sshd when only sshd's processes of one connection are; other when no sshd is. ADOPTED: root's, and its parent is the first process, as
# after a restart of the daemon, or where systemd starts one for each connection. LISTENS: what the socket unit says of itself. BESIDE: a
# unit that runs another sshd than ours.
served() {
  how=other top=0 adopted=0 beside=''
  for pid in $chain; do
    top=$pid
    if [ "$pid" = "${listener:-none}" ]; then
      how=daemon
      break
    fi
  done
  if [ "$how" = daemon ]; then
    if [ "$kind" = process ] && [ -n "$main" ]; then beside=$unit; fi
  elif [ -n "$above" ]; then
    how=listener top=$above
  elif [ -n "$servers" ]; then
    how=sshd top=${servers##* }
    if [ "$(field "$top" PPid) $(field "$top" Uid)" = "1 0	0	0	0" ]; then adopted=1; fi
  fi
  title_of "$top"
  printf 'served %s %s %s %s %s %s\n' "$how" "$adopted" "$top" "$(word "$title")" "$(word "$listens")" "$(word "$beside")"
}
