# shellcheck shell=sh
cat >/etc/ssh/revoked_keys <<'END'
ssh-dss AAAAB3NzaC1kc3MAAACBAJ3PaUDRYTCCWuxFwVEGHIaoE9UKAt0MGWTFm1fJv6NnGOv9iVQy9gFGr8v4qkIOOX/Ev8WqVbdC3E3ZbC0= old
END
