# shellcheck shell=sh
cat >/etc/ssh/sshd_config.d/methods.conf <<'END'
Match User carl
  AuthenticationMethods publickey,pubkey
END
