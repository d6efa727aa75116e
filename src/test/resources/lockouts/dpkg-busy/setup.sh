# shellcheck shell=sh
# Holds the lock as dpkg does: with fcntl(2), the whole file, for writing.
perl -MFcntl -e '
  open(F, ">>", "/var/lib/dpkg/lock-frontend") or die;
  my $lock = pack("s s x![q] q q i", F_WRLCK, 0, 0, 0, 0);
  fcntl(F, F_SETLK, $lock) or die;
  $| = 1;
  print "held\n";
  sleep 600' >/run/lab-case.held 2>&1 </dev/null &
echo $! >/run/lab-case.pid
until grep -q held /run/lab-case.held; do sleep 0.02; done
