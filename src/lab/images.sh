#!/bin/sh
# Makes sure that a Docker daemon answers and that the images of the lab are there:
#   bulwarden/debian:11, :12, :13   a small Debian whose PID 1 is systemd, with sshd, for tests
#   bulwarden/debian:14             Debian testing without systemd: what it brings must not surprise us. Systemd of today wants cgroup v2,
#                                   so that its tests would depend on the machine; a plain sh starts its sshd instead.
# No registry is asked: mmdebstrap makes the tree from Debian's own packages, docker import makes it an image.
# An image is made again only when the recipe below has changed. Usage: images.sh [--force]
set -eu

packages=systemd,systemd-sysv,dbus,openssh-server,sudo,iproute2,procps,libpam-systemd,libpam-oath,busybox,util-linux,dropbear-bin,tcsh,zsh,fish

# Runs inside the new tree. Host keys are never shared between hosts: each makes its own in lab-setup.service, which also
# runs what the test asks for before sshd starts.
recipe='
set -eu
rm -f /etc/ssh/ssh_host_* /etc/machine-id
: >/etc/machine-id
rm -rf /usr/share/doc/* /usr/share/man/* /usr/share/locale/* /var/cache/apt/* /var/lib/apt/lists/*
cat >/etc/systemd/system/lab-setup.service <<UNIT
[Unit]
Description=What the lab lays down before sshd starts
DefaultDependencies=no
After=local-fs.target systemd-tmpfiles-setup.service
Before=ssh.service ssh.socket sysinit.target
ConditionPathExists=/lab/setup.sh
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c "exec sh /lab/setup.sh >/lab/setup.log 2>&1"
[Install]
WantedBy=sysinit.target
UNIT
mkdir -p /lab
systemctl enable lab-setup.service
systemctl mask console-getty.service getty.target systemd-udevd.service systemd-udev-trigger.service
systemctl mask apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer
'
digest=$(printf '%s\n%s' "$packages" "$recipe" | sha256sum | cut -c1-16)

# From Debian 14 on the server comes without the client.
next_packages=systemd-standalone-sysusers,systemd-standalone-tmpfiles,passwd,mount,openssh-server,openssh-client,sudo,iproute2,procps,libpam-oath,busybox,util-linux,dropbear-bin,tcsh,zsh,fish
next_recipe='
set -eu
[ ! -e /usr/lib/systemd/systemd ] || { echo "systemd came along with some package" >&2; exit 1; }
rm -f /etc/ssh/ssh_host_* /etc/machine-id
: >/etc/machine-id
rm -rf /usr/share/doc/* /usr/share/man/* /usr/share/locale/* /var/cache/apt/* /var/lib/apt/lists/*
mkdir -p /lab
cat >/lab/init <<INIT
#!/bin/sh
# PID 1: lays down what the test asks for, starts sshd, and reaps whatever ends.
trap "exit 0" TERM INT
mkdir -p /run/sshd
if [ ! -e /lab/setup.sh ] || sh /lab/setup.sh >/lab/setup.log 2>&1; then
    /usr/sbin/sshd
else
    : >/lab/failed
fi
while :; do
    sleep 86400 &
    wait \$!
done
INIT
chmod 755 /lab/init
'
next_digest=$(printf '%s\n%s' "$next_packages" "$next_recipe" | sha256sum | cut -c1-16)

started=$(date +%s)
say() {
    printf 'lab: %4ds  %s\n' "$(($(date +%s) - started))" "$*"
}
die() {
    say "$*" >&2
    exit 1
}

answers() {
    docker version >/dev/null 2>&1 </dev/null
}

install_missing() {
    wanted=
    command -v dockerd >/dev/null || answers || wanted='docker.io'
    command -v docker >/dev/null || wanted="$wanted docker.io docker-cli"
    command -v mmdebstrap >/dev/null || wanted="$wanted mmdebstrap debian-archive-keyring"
    command -v ssh-keygen >/dev/null || wanted="$wanted openssh-client"
    [ -n "$wanted" ] || return 0
    [ "$(id -u)" -eq 0 ] || die "missing: $wanted. Install these packages, or run this as root."
    command -v apt-get >/dev/null || die "missing: $wanted, and there is no apt-get to install them with."
    say "installing$(printf ' %s' "$wanted" | tr -s ' ')"
    apt-get -qq update >/dev/null 2>&1 || say "apt-get update failed; going on with the lists at hand"
    # Debian 12 has the client inside docker.io, Debian 13 in a package of its own.
    apt-cache show docker-cli >/dev/null 2>&1 || wanted=$(printf '%s' "$wanted" | sed 's/docker-cli//')
    # shellcheck disable=SC2086 # a list of package names
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $wanted iptables >"$log" 2>&1 </dev/null ||
        { tail -n 20 "$log" >&2; die "apt-get could not install: $wanted"; }
}

start_daemon() {
    answers && return 0
    [ "$(id -u)" -eq 0 ] || die "no Docker daemon answers, and only root can start one (or add you to the group docker)."
    if [ -d /run/systemd/system ]; then
        say "starting docker.service"
        systemctl start docker
    else
        say "starting dockerd (log: /tmp/bulwarden-dockerd.log)"
        rm -f /var/run/docker.pid
        # Away from this shell, so that it outlives it; without the lock, so that nobody waits for it.
        setsid nohup dockerd >/tmp/bulwarden-dockerd.log 2>&1 </dev/null 9>&- &
    fi
    tries=0
    until answers; do
        tries=$((tries + 1))
        [ "$tries" -lt 60 ] || die "dockerd does not answer after 30 s; see /tmp/bulwarden-dockerd.log"
        sleep 0.5
    done
}

# Each container's systemd takes several inotify instances; the kernel's default of 128 is used up by about twenty hosts.
allow_many_hosts() {
    limit=/proc/sys/fs/inotify/max_user_instances
    if [ -w "$limit" ] && [ "$(cat "$limit")" -lt 4096 ]; then
        echo 4096 >"$limit" 2>/dev/null || say "cannot raise $limit: about twenty hosts at once is the most"
    fi
}

# build RELEASE SUITE PACKAGES RECIPE DIGEST INIT [OPTION...]
build() {
    release=$1 suite=$2 included=$3 steps=$4 made_by=$5 init=$6 image=bulwarden/debian:$1
    shift 6
    label=$(docker image inspect -f '{{ index .Config.Labels "bulwarden.recipe" }}' "$image" 2>/dev/null) || label=
    if [ "$label" = "$made_by" ] && [ "$force" = no ]; then
        return 0
    fi
    say "making $image from Debian $release ($suite), about 20 s"
    printf '%s' "$steps" >"$work/recipe.sh"
    # shellcheck disable=SC2016 # $1 is mmdebstrap's: the new tree
    mmdebstrap --quiet --variant=apt --include="$included" "$@" \
        --customize-hook="copy-in $work/recipe.sh /" \
        --customize-hook='chroot "$1" sh /recipe.sh && rm "$1/recipe.sh"' \
        "$suite" "$work/tree.tar" >"$log" 2>&1 </dev/null ||
        { tail -n 20 "$log" >&2; die "could not make $image from Debian $release ($suite): see above what the mirror or apt says"; }
    docker import -c "CMD [\"$init\"]" -c 'LABEL bulwarden=lab' \
        -c "LABEL bulwarden.recipe=$made_by" "$work/tree.tar" "$image" >/dev/null
    rm -f "$work/tree.tar"
    say "made $image"
}

force=no
[ "${1-}" != --force ] || force=yes
work=$(mktemp -d "${TMPDIR:-/tmp}/bulwarden-images.XXXXXX")
log=$work/log
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# One at a time on this machine.
exec 9>"/tmp/bulwarden-images.$(id -u).lock"
flock 9

install_missing
start_daemon
allow_many_hosts
build 11 bullseye "$packages" "$recipe" "$digest" /sbin/init
build 12 bookworm "$packages" "$recipe" "$digest" /sbin/init
build 13 trixie "$packages" "$recipe" "$digest" /sbin/init
# A mirror's copy of testing may be older than its signature says it should be used; the signature itself is checked.
build 14 forky "$next_packages" "$next_recipe" "$next_digest" /lab/init --aptopt='Acquire::Check-Valid-Until "false"'
say "Docker $(docker version -f '{{ .Server.Version }}') answers; images bulwarden/debian:11, :12, :13 and :14 are there"
