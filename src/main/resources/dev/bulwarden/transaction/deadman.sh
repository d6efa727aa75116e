# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# The dead-man's switch: unless released in time, the host restores itself, whatever has become of us. It stands outside our session and our
# lock: a timer of systemd's, or else a sleeping sh; and a unit that restores before sshd starts, should the host restart meanwhile.
boot_unit=/etc/systemd/system/bulwarden-undo.service
boot_link=/etc/systemd/system/sysinit.target.wants/bulwarden-undo.service

systemd() { [ -d /run/systemd/system ]; }

arm_timer() { # SECONDS
  if systemd; then
    systemd-run -q --unit="bulwarden-$id" --collect --on-active="$1" --timer-property=AccuracySec=1s \
      -p KillMode=process -p Restart=on-failure -p RestartSec=3 /bin/sh "$here/undo.sh" timer 9>&-
  else
    setsid /bin/sh "$here/undo.sh" wait "$1" </dev/null >>"$here/log" 2>&1 9>&- &
    printf '%s\n' $! >"$here/timer"
  fi
}

waiting() { # is-active stays true while the timer's own service runs
  if systemd; then
    [ "$(systemctl show -p SubState --value "bulwarden-$id.timer")" = waiting ]
  else
    grep -qs "$id" "/proc/$(cat "$here/timer" 2>/dev/null)/cmdline"
  fi
}

# The next boot reads it, so nothing need be reloaded now. The mark in /run says that this is still the same boot: somebody's daemon-reload
# and a start of sysinit.target would run the unit in the middle of the window.
arm_boot() {
  mkdir -p "${boot_link%/*}" && true >"/run/bulwarden-$id" && boot_text >"$boot_unit" && ln -sf "$boot_unit" "$boot_link" \
    && flush "$boot_unit" "${boot_unit%/*}" "${boot_link%/*}"
}

boot_text() {
  cat <<EOF
[Unit]
Description=Bulwarden: undo $id, which was never confirmed
DefaultDependencies=no
RequiresMountsFor=$state /etc/ssh
After=local-fs.target
Before=sysinit.target ssh.service ssh.socket sshd.service sshd.socket shutdown.target
Conflicts=shutdown.target
ConditionPathExists=!/run/bulwarden-$id

[Service]
Type=oneshot
ExecStart=/bin/sh $here/undo.sh boot
EOF
}

arm() { arm_timer "$1" && { ! systemd || arm_boot; }; }

# Everything but the stage, which is the backup. The timer goes last, for it sweeps again if we die here; and it stays, and this fails, while
# something cannot be taken away.
disarm() { # BY
  stuck=''
  if grep -qs "/$id/undo.sh" "$boot_unit"; then
    { rm -f "$boot_link" && rm -f "$boot_unit"; } || stuck=yes
    rmdir "${boot_link%/*}" 2>/dev/null
  fi
  each sweep_file
  [ -z "$stuck" ] || return 1
  rm -f "/run/bulwarden-$id"
  if systemd; then
    systemctl -q stop "bulwarden-$id.timer" 2>/dev/null
    # Where somebody's daemon-reload has made the boot unit known, it is to be forgotten.
    [ "$1" = boot ] || [ -e "$boot_unit" ] || [ "$(systemctl show -p LoadState --value "${boot_unit##*/}")" != loaded ] \
      || systemctl daemon-reload
  elif [ "$1" != timer ] && waiting; then
    kill -9 "-$(cat "$here/timer")"
  fi
  return 0
}

since_boot() { # seconds, also those asleep: unlike the time of day it never jumps
  read -r up _ </proc/uptime
  printf %s "${up%.*}"
}

remaining() { # seconds until the switch acts; negative: it should have, or the host slept and so did its timer
  printf %s $((deadline - $(since_boot)))
}
