#!/bin/sh
# Installs what the lab's servers need and this machine lacks. No service is started, and ssh stays switched off where it was
# not installed before: a demonstration must not open a door.
set -eu
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
DEBIAN_FRONTEND=noninteractive
export LC_ALL PATH DEBIAN_FRONTEND

policy=/usr/sbin/policy-rc.d
aside=$policy.before-bulwarden-lab

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

missing=
for need in sshd:openssh-server sudo:sudo ssh-keygen:openssh-client useradd:passwd unshare:util-linux mount:mount hostname:hostname; do
    command -v "${need%%:*}" >/dev/null || missing="$missing ${need#*:}"
done
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null || die "missing:$missing, and there is no apt-get to install them with"

restore_policy() {
    rm -f "$policy"
    if [ -e "$aside" ] || [ -L "$aside" ]; then
        mv "$aside" "$policy"
    fi
}
if [ -e "$policy" ] || [ -L "$policy" ]; then
    mv "$policy" "$aside"
fi
trap restore_policy EXIT
trap 'exit 1' HUP INT TERM
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 0755 "$policy"

apt-get -qq update || printf 'apt-get update failed; going on with the lists at hand\n'
# shellcheck disable=SC2086 # a list of package names
apt-get -qq -y install --no-install-recommends $missing || die "apt-get could not install:$missing"

case $missing in
    *openssh-server*)
        if command -v systemctl >/dev/null; then
            systemctl -q disable ssh.service ssh.socket || :
        fi
        update-rc.d ssh disable >/dev/null 2>&1 || :
        ;;
esac
