# shellcheck shell=sh
# Another SSH server, with sshd's own host key, that lets us in as sshd does.
dropbearconvert openssh dropbear /etc/ssh/ssh_host_ed25519_key /run/lab-case.key 2>/dev/null
systemd-run -q --unit=lab-case dropbear -F -E -p 2223 -r /run/lab-case.key
until ss -Htln | grep -q :2223; do sleep 0.02; done
