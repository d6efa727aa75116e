# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# Running the real sshd in test mode, whatever state its host is in.

# Starts a command with /run/sshd in place. It is missing while ssh.service is stopped, and sshd refuses to test anything then. The
# stand-in is private to one mount namespace: a new /run in memory in which everything else of /run is a link to the true one.
with_run_sshd() {
  if [ -d /run/sshd ]; then
    "$@"
  else
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare -m --propagation slave sh -c '
      mount --rbind /run /mnt && mount -t tmpfs -o mode=0755,size=1m bulwarden /run && mkdir -m 0755 /run/sshd || exit 250
      for each in /mnt/* /mnt/.[!.]*; do [ ! -e "$each" ] || ln -s "$each" "/run/${each##*/}"; done
      exec "$@"' sh "$@"
  fi
}

# What sshd -T printed, with keywords in lower case: from 10.5 on it prints PermitTTY where it used to print permittty.
folded() { awk '{ end = index($0 " ", " "); print tolower(substr($0, 1, end - 1)) substr($0, end) }'; }

# sshd -T with the daemon's own options, one a line in $options; what bears on the question is added: sshd_test -C user=root,...
# Without a question it is about no login at all, but a port must be named: else a Match LocalPort makes sshd refuse its own files.
# shellcheck disable=SC2120 # through capture
sshd_test() { [ $# -gt 0 ] || set -- -C lport=1; lines "$options" with_run_sshd "$sshd" -T "$@"; }
