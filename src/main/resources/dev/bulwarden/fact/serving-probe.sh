# shellcheck shell=sh disable=SC2034 # some variables are for the parts before this one
# Which sshd serves this login.

main() {
  begin serving
  exec </dev/null
  find_daemon
  since=''
  [ -z "$sshd" ] || daemon_record
  sockets
  served
  echo end
}
