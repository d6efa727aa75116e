mkdir /etc/ssh/revoked_keys
