# shellcheck shell=sh disable=SC2034 # some variables are for the parts after this one
# What connection we came over.

field() { sed -n "s/^$2:[[:blank:]]*//p" "/proc/$1/status" 2>/dev/null; } # PID NAME

title_of() { # PID -> $title, as sshd shows it: "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups"
  title=$(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline")
}

is_program() { # PATH, perhaps of a file since removed
  case ${1% (deleted)} in
    */sshd | */sshd-session | */sshd-auth) ;;
    *) false ;;
  esac
}

# Only root's: what we take for the daemon we will run ourselves. The owner of /proc/PID would not do, it is root for any program that its
# user may not read.
is_listener() { # PID
  title_of "$1"
  case $title in
    "sshd: "*"[listener]"*) [ "$(field "$1" Uid)" = "0	0	0	0" ] && is_program "$(readlink "/proc/$1/exe")" ;;
    *) false ;;
  esac
}

sockets_of() { # PID -> inodes of its sockets
  # shellcheck disable=SC2012 # only the inode is read
  ls -l "/proc/$1/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)\]$/\1/p'
}

# The TCP connection of a process, as SSH_CONNECTION has it
connection_of() { # PID
  {
    sockets_of "$1"
    echo
    ss -Htne 2>/dev/null
  } | awk '
    function address(end) { sub(/:[0-9]*$/, "", end); gsub(/[][]/, "", end); sub(/^::ffff:/, "", end); return end }
    function port(end) { sub(/.*:/, "", end); return end }
    $0 == "" { second = 1; next }
    !second { inode["ino:" $1] = 1; next }
    $1 == "ESTAB" { for (i = 6; i <= NF; i++) if ($i in inode) { print address($5), port($5), address($4), port($4); exit } }'
}

# Walks from this shell up to the first process. Below the nearest sshd stands what that sshd started for our login: the environment it was
# given is sshd's word, and sudo has not cleaned it. Where root may not read it (no CAP_SYS_PTRACE), the sockets of sshd's own processes
# tell. Sets $connection and, if it is among them, the process that listens ($listener, and $above, which stays); all of them ($chain) and
# those of sshd's that serve one connection ($servers), the nearest first.
ancestors() {
  connection='' listener='' below='' servers='' chain='' pid=$$
  while [ -n "$pid" ] && [ "$pid" -gt 1 ]; do
    chain="$chain $pid"
    title_of "$pid"
    if is_listener "$pid"; then
      listener=$pid
    elif is_program "$(readlink "/proc/$pid/exe")" || is_program "/${title%%:*}"; then
      servers="$servers $pid"
    elif [ -z "$servers" ]; then
      below=$pid
    fi
    pid=$(field "$pid" PPid)
  done
  # shellcheck disable=SC2034 # for serving.sh
  above=$listener
  [ -n "$servers" ] || return 0
  connection=$(tr '\0' '\n' <"/proc/$below/environ" 2>/dev/null | sed -n 's/^SSH_CONNECTION=//p' | sed 1q)
  for pid in $servers; do
    [ -n "$connection" ] || connection=$(connection_of "$pid")
  done
}
