# shellcheck shell=sh
printf '# lost laptop\nSHA256:m5vQhDcTPT5hBpqWxFUq0Ch1o6ToBQCJnVGXfPlkqA0\n' >/etc/ssh/revoked_keys
