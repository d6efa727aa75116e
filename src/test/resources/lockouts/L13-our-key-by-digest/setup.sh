# shellcheck shell=sh
sed 's/^/sha256: /' /home/bulwarden/.ssh/authorized_keys >/etc/ssh/spec
ssh-keygen -q -k -f /etc/ssh/revoked_keys /etc/ssh/spec
