# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# What the package system is doing, and what installed packages bring that bears on a login.

# Who holds a lock of dpkg's: the kernel's table has the inode, and the process has the file open. One line: FILE PID NAME.
lock_holders() { # LOCK FILE
  inode=$(stat -c %i -- "$1" 2>/dev/null) || return 0
  awk -v inode="$inode" '$2 == "POSIX" && $4 == "WRITE" { n = split($6, at, ":"); if (at[n] == inode) print $5 }' /proc/locks 2>/dev/null |
    while IFS= read -r pid; do
      # shellcheck disable=SC2010 # the target of a link
      if ls -l "/proc/$pid/fd" 2>/dev/null | grep -q " -> $1\$"; then
        printf '%s %s %s\n' "$1" "$pid" "$(field "$pid" Name)"
      fi
    done
}

names_trixie() { grep -qsE '^[^#]*[[:space:]]trixie' /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; }

packages() {
  printf 'packages %s%s\n' "$(for each in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock; do lock_holders "$each"; done | encode)" "$(yes names_trixie)"
}

modules() { # names of PAM's modules, from every folder libpam may load them from
  for each in /lib/security /lib/*/security /usr/lib/security /usr/lib/*/security; do
    [ ! -d "$each" ] || ls "$each"
  done 2>/dev/null | sort -u | blob modules
}

# Whether /etc/hosts.deny counts: sshd is linked with libwrap, since 9.8 its session program is.
wrapped() { printf 'wrapped%s\n' "$(yes grep -q 'libwrap\.so' "$sshd" /usr/lib/openssh/sshd-session)"; }
