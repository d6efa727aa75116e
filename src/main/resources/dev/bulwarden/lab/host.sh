# shellcheck shell=sh
# Becomes PID 1 of a throwaway SSH server that sees this machine's programs but changes nothing of it. Run it as root:
#   unshare --mount --pid --uts --ipc --fork --kill-child sh host.sh NAME PORT START FOLDER <KEYS
# NAME is its host name. It listens on PORT of 127.0.0.1. START says what state it is found in: shipped, cloud or edited.
# FOLDER is an empty folder of this machine; nothing is left in it. Standard input: one line an account, "ACCOUNT PUBLIC-KEY".
# It prints "ready" and its public host keys when it can be logged in to. It is gone without a trace when its PID 1 is killed.
set -eu
umask 022
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH

name=$1 port=$2 start=$3 folder=$4

die() {
    printf 'lab: %s\n' "$*" >&2
    exit 1
}

# A view of folder $1 of this machine at $2, of which every change is kept in memory, under $3.
overlay() {
    mkdir -p "$3/upper" "$3/work"
    mount -t overlay -o "lowerdir=$1,upperdir=$3/upper,workdir=$3/work" lab "$2" || die "cannot lay an overlay over $1"
}

file_system() {
    mount -t tmpfs -o size=256m,mode=0755 lab "$folder" || die "cannot mount a tmpfs on $folder"
    cd "$folder"
    mkdir tree
    overlay / tree root
    # An overlay does not reach into other file systems mounted below its folder.
    for part in usr etc var opt; do
        if mountpoint -q "/$part"; then
            overlay "/$part" "tree/$part" "$part"
        fi
    done
    # What is private to this machine's people or changes all the time is not shown.
    for part in run tmp root home mnt media srv var/log var/tmp var/lib/bulwarden var/mail dev; do
        mkdir -p "tree/$part" "$folder/empty/$part"
        mount --bind "$folder/empty/$part" "tree/$part"
    done
    chmod 1777 tree/tmp tree/var/tmp
    chmod 0700 tree/root tree/var/lib/bulwarden
    devices
    mount -t proc proc tree/proc
    cd tree
    pivot_root . mnt || die "cannot change the root"
    umount -l /mnt
    cd /
}

# Devices by name only: a host never reaches this machine's disks or terminals.
devices() {
    for device in null zero full random urandom tty; do
        : >"tree/dev/$device"
        mount --bind "/dev/$device" "tree/dev/$device"
    done
    mkdir tree/dev/pts tree/dev/shm
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts tree/dev/pts
    mount -t tmpfs -o size=16m,mode=1777 lab tree/dev/shm
    ln -s pts/ptmx tree/dev/ptmx
    ln -s /proc/self/fd tree/dev/fd
    ln -s fd/0 tree/dev/stdin
    ln -s fd/1 tree/dev/stdout
    ln -s fd/2 tree/dev/stderr
}

# Whatever this machine's own sshd is told, the host starts from what the package ships.
configuration() {
    hostname "$name"
    echo "$name" >/etc/hostname
    printf '127.0.0.1 localhost %s\n::1 localhost\n' "$name" >/etc/hosts
    rm -rf /etc/ssh/sshd_config.d /etc/ssh/ssh_host_* /etc/sudoers.d
    mkdir /etc/ssh/sshd_config.d
    mkdir -m 0750 /etc/sudoers.d
    shipped=/usr/share/openssh/sshd_config
    [ -e "$shipped" ] || shipped=/etc/ssh/sshd_config
    sed "s/^#Port 22\$/Port $port/; s/^#ListenAddress 0.0.0.0\$/ListenAddress 127.0.0.1/" "$shipped" >/etc/ssh/sshd_config.lab
    mv /etc/ssh/sshd_config.lab /etc/ssh/sshd_config
    # The length that hosts of some years ago have, and made in a fifth of the time.
    ssh-keygen -q -t rsa -b 2048 -N '' -C "root@$name" -f /etc/ssh/ssh_host_rsa_key
    ssh-keygen -q -A >/dev/null
    mkdir -m 0755 /run/sshd
    : >/var/log/lastlog
    : >/var/log/wtmp
}

# Three hosts as they are met: untouched, with what a cloud image leaves behind, edited by hand over the years.
found_as() {
    case $start in
        shipped) ;;
        cloud)
            printf 'PasswordAuthentication yes\n' >/etc/ssh/sshd_config.d/50-cloud-init.conf
            sed -i 's/^#PermitRootLogin .*/PermitRootLogin yes/' /etc/ssh/sshd_config
            ;;
        edited)
            sed -i 's/^#MaxAuthTries .*/MaxAuthTries 10/; s/^X11Forwarding yes$/X11Forwarding yes # for the old backup tool/' \
                /etc/ssh/sshd_config
            printf '\nMaxAuthTries 4\nLoginGraceTime 10m\n\nMatch User backup\n    PasswordAuthentication yes\n' >>/etc/ssh/sshd_config
            ;;
        *) die "unknown start: $start" ;;
    esac
}

accounts() {
    while read -r account key; do
        id "$account" >/dev/null 2>&1 || useradd -M -s /bin/bash "$account" || die "cannot make the account $account"
        home=/home/$account
        [ "$account" != root ] || home=/root
        usermod -d "$home" -p '*' "$account" || die "cannot change the account $account"
        mkdir -p "$home/.ssh"
        printf '%s\n' "$key" >"$home/.ssh/authorized_keys"
        chmod 0700 "$home" "$home/.ssh"
        chmod 0600 "$home/.ssh/authorized_keys"
        chown -R "$account:" "$home"
        case $account in
            bulwarden) printf '%s ALL=(ALL:ALL) NOPASSWD: ALL\n' "$account" >"/etc/sudoers.d/$account" ;;
            mgrsys) printf '%s ALL=(ALL:ALL) ALL\n' "$account" >"/etc/sudoers.d/$account" ;;
        esac
    done
}

file_system
configuration
found_as
accounts
grep -qx "Port $port" /etc/ssh/sshd_config || die "sshd_config has no line for the port"
"$(command -v sshd)" || die "sshd does not start"
tries=0
until [ -s /run/sshd.pid ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || die "sshd has written no PID file"
    sleep 0.05
done
cat /etc/ssh/ssh_host_*_key.pub
echo ready

# Nothing is started again: a host whose sshd died stays as it is. PID 1 only buries the dead.
trap 'exit 0' TERM
while :; do
    sleep 3600 &
    wait
done
