# shellcheck shell=sh
# A forwarder of systemd's own: sshd sees whoever comes to port 2022 come from the host itself.
for each in /usr/lib/systemd/systemd-socket-proxyd /lib/systemd/systemd-socket-proxyd; do [ ! -x "$each" ] || proxy=$each; done
systemd-run -q --unit=lab-case --socket-property=ListenStream=0.0.0.0:2022 "$proxy" 127.0.0.1:22
